"""Control entries: planted now and then, to measure whether reviews find what does not belong.

A control is about a real candidate who is clearly unsuitable. It is shown as it is: its score and
reasons are true, only its place is not. It is never released.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from secrets import SystemRandom
from typing import Any

from matching.matcher import Matcher
from matching.ranking import Constraint, Entry, NotEligible, Ranking
from matching.types import Conditions, Importance, VacancyProfile
from service.engine.pool import Snapshot
from service.engine.ranking import entry_from, entry_stored
from service.shortlists import repository
from service.work import Work

__all__ = ["Drafted", "is_due", "plant", "unsuitable"]

_TOP = 5
"""A control stands among the first so many."""
_CHOICE = 5
"""Of how many that would do one is drawn."""
_random = SystemRandom()


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """An entry of a draft, also as plain data, in the band in which it is shown."""

    entry: Entry
    stored: Mapping[str, Any]
    band: int
    is_control: bool = False


def is_due(work: Work) -> bool:
    """Whether the list that is being made gets a control: by chance, and at least so often."""
    share = work.services.settings.control_share
    if not share:
        return False
    since = repository.lists_since_control(work.session)
    return (since + 1) * share >= 1 or _random.random() < share


def plant(entries: list[Drafted], control: Entry) -> list[Drafted]:
    """The entries with a control at one of the first places, in the band that is there."""
    place = _random.randrange(min(_TOP, len(entries)))
    shown = entries[place].band
    planted = Drafted(entry=control, stored=entry_stored(control), band=shown, is_control=True)
    return [*entries[:place], planted, *entries[place:]]


def unsuitable(
    matcher: Matcher, snapshot: Snapshot, vacancy: VacancyProfile, ranking: Ranking
) -> Entry | None:
    """Somebody who clearly does not belong on a list, who agreed to be on lists; None if nobody.

    From the end of all who are eligible, below every band of the list and without something that
    must be there; where the list holds all of them, somebody whom a condition excludes.
    """
    if not ranking.entries:
        return None
    fit = list(islice(_lowest(matcher, snapshot, vacancy, ranking), _CHOICE))
    if fit:
        return entry_from(entry_stored(_random.choice(fit)))
    refused = list(islice(_excluded(ranking), _CHOICE))
    return _judged(matcher, snapshot, vacancy, _random.choice(refused)) if refused else None


def _lowest(
    matcher: Matcher, snapshot: Snapshot, vacancy: VacancyProfile, ranking: Ranking
) -> Iterator[Entry]:
    if all(each.importance is not Importance.MUST for each in vacancy.requirements):
        return
    everybody = matcher.rank(vacancy, snapshot.index, k=ranking.eligible, seed=ranking.seed)
    for entry in reversed(everybody.entries):
        if entry.band <= ranking.entries[-1].band:
            return
        if _lacks_a_must(entry):
            yield entry


def _lacks_a_must(entry: Entry) -> bool:
    return any(
        each.claim is None and each.requirement.importance is Importance.MUST
        for each in entry.explanation.skills
    )


def _excluded(ranking: Ranking) -> Iterator[NotEligible]:
    """Who is not eligible, of those who agreed and may work here."""
    private = {Constraint.CONSENT, Constraint.LICENCE}
    for each in ranking.not_eligible:
        if private.isdisjoint(reason.name for reason in each.reasons):
            yield each


def _judged(
    matcher: Matcher, snapshot: Snapshot, vacancy: VacancyProfile, refused: NotEligible
) -> Entry:
    """Somebody who is not eligible, scored as if they were, with what excludes them."""
    free = replace(snapshot.profiles[refused.id], conditions=Conditions())
    alone = matcher.rank(vacancy, matcher.index([free]), k=1).entries[0]
    return replace(entry_from(entry_stored(alone)), checks=refused.reasons)
