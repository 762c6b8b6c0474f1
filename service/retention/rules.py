"""How long things are kept. The rules alone: what they are asked of is found elsewhere.

procedure ended, or placed or left      four weeks; a year with consent to be kept
looking, with consent for the pool      a year without any sign of life
looking, without it                     four weeks without one; a year in training or with
                                        consent to be kept
on a list of a procedure that runs      as long as it runs
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from service.words import CandidateState

__all__ = ["FOUR_WEEKS", "MONTH", "RECENT", "YEAR", "Standing", "Why", "due_at", "superseded"]

FOUR_WEEKS = timedelta(weeks=4)
YEAR = timedelta(days=365)
MONTH = timedelta(days=30)
"""How long what expired is kept, so that misuse can still be traced."""
RECENT = 1000
"""How many versions of the data are kept whole: a ranking may be in the making on one of them."""


class Why(StrEnum):
    """Why a candidate is due."""

    ENDED = "ended"
    INACTIVE = "inactive"
    NO_CONSENT = "no_consent"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What the rules ask about a candidate.

    Attributes:
        state, state_since: Whether they look for work, and since when.
        last_active: When they or a coach last changed something, answered a question of consent,
            or a list with them was released.
        agrees: They agreed to be put on lists.
        keeps: They agreed to be kept for a year after a procedure.
        in_training: Their programme ends after today.
        in_procedure: They are on a list of a procedure that runs.
        procedure_ended: When the last of the others ended.
    """

    state: CandidateState
    state_since: datetime
    last_active: datetime
    agrees: bool = False
    keeps: bool = False
    in_training: bool = False
    in_procedure: bool = False
    procedure_ended: datetime | None = None

    @property
    def kept_after(self) -> timedelta:
        """How long they are kept after a procedure."""
        return YEAR if self.keeps else FOUR_WEEKS

    @property
    def why(self) -> Why:
        """Why they are due, once they are."""
        if self.state is not CandidateState.LOOKING:
            return Why.ENDED
        return Why.INACTIVE if self.agrees else Why.NO_CONSENT


def due_at(standing: Standing) -> datetime | None:
    """When a candidate is due; None while a procedure runs."""
    if standing.in_procedure:
        return None
    if standing.state is not CandidateState.LOOKING:
        due = standing.state_since + standing.kept_after
    elif standing.agrees or standing.keeps or standing.in_training:
        due = standing.last_active + YEAR
    else:
        due = standing.last_active + FOUR_WEEKS
    if standing.procedure_ended is None:
        return due
    return max(due, standing.procedure_ended + standing.kept_after)


def superseded(versions: Sequence[int], ranked: Sequence[int], recent: int) -> list[int]:
    """The versions of one profile that no recorded ranking needs.

    Args:
        versions: Of the data, at which the profile was stored; ascending.
        ranked: Versions of the data at which rankings were made; ascending.
        recent: From this version on everything is kept.

    Returns:
        Those that a later one replaced before `recent`, without a ranking between the two.
    """
    return [
        version
        for version, following in pairwise(versions)
        if following <= recent and bisect_left(ranked, version) == bisect_left(ranked, following)
    ]
