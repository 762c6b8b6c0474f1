"""The consents of a candidate as their page tells of them: what is asked, and what holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from service.consents.schemas import ConsentRead
from service.pages.candidate.words import MEANS
from service.words import ConsentKind, ConsentState

__all__ = ["Held", "held", "questions"]

_ORDER = (ConsentKind.REVEAL, ConsentKind.POOL, ConsentKind.RETENTION, ConsentKind.BIAS_SURVEY)
"""An employer waits for the answer about a name, so that comes first."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """All that was asked of one sort, and for one vacancy where it is about a name.

    Attributes:
        now: What holds.
        earlier: Answers that hold no more, newest first.
    """

    now: ConsentRead
    earlier: Sequence[ConsentRead]

    @property
    def means(self) -> str:
        """What the answer means, as a message; nothing while it is open."""
        return MEANS[self.now.kind].get(self.now.state, "")

    @property
    def is_outdated(self) -> bool:
        """Only a coach can ask it again: its words are not those of today."""
        has_ended = self.now.state in (ConsentState.REFUSED, ConsentState.WITHDRAWN)
        return has_ended and not self.now.can_agree


def questions(consents: Iterable[ConsentRead]) -> Sequence[ConsentRead]:
    """What waits for an answer: a name for an employer first."""
    asked = [each for each in consents if each.state is ConsentState.ASKED]
    return sorted(asked, key=lambda each: _ORDER.index(each.kind))


def held(consents: Iterable[ConsentRead]) -> Sequence[Held]:
    """What was answered, each sort once.

    Args:
        consents: All of a candidate, newest first.
    """
    sorts: dict[tuple[ConsentKind, UUID | None], list[ConsentRead]] = {}
    for each in consents:
        if each.state is not ConsentState.ASKED:
            sorts.setdefault((each.kind, each.vacancy_id), []).append(each)
    found = [Held(now=first, earlier=rest) for first, *rest in sorts.values()]
    return sorted(found, key=lambda each: _ORDER.index(each.now.kind))
