"""What a reviewer is warned of before deciding."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from matching.ranking import Constraint, ConstraintCheck, Entry, Verdict
from matching.types import EvidenceKind
from service.reviews.repository import Reviewed
from service.reviews.schemas import Warned, WarningRead

__all__ = ["warnings_of"]

STALE = timedelta(days=90)
_THIN_PERCENT = 50
_NEAR_PERCENT = 90
_NEAR_START = timedelta(days=14)


def warnings_of(found: Reviewed, entry: Entry, now: datetime) -> list[WarningRead]:
    """All warnings about one entry.

    Args:
        found: The entry as it is stored, and its candidate.
        entry: What the ranking said.
        now: This moment.
    """
    about = dict.fromkeys(_about_conditions(entry))  # each once: several languages can be asked
    warnings = [WarningRead(code=code, about=condition) for code, condition in about]
    if is_thin(entry):
        warnings.insert(0, WarningRead(code=Warned.THIN_EVIDENCE))
    if now - found.changed_at > STALE:
        warnings.append(WarningRead(code=Warned.STALE_PROFILE))
    if found.may_be_double:
        warnings.append(WarningRead(code=Warned.POSSIBLE_DUPLICATE))
    return warnings


def is_thin(entry: Entry) -> bool:
    """Whether most of the points for skills rest on self-report or on a doubtful reading."""
    skills = [each for each in entry.explanation.skills if each.claim is not None]
    weak = sum(
        each.points
        for each in skills
        if each.claim and (each.claim.kind is EvidenceKind.SELF or each.claim.certainty < 1)
    )
    return 100 * weak > _THIN_PERCENT * sum(each.points for each in skills)


def _about_conditions(entry: Entry) -> Iterator[tuple[Warned, str]]:
    for check in entry.checks:
        if check.verdict is Verdict.UNKNOWN and check.asked is not None:
            yield Warned.UNKNOWN, check.name.value
        elif _is_near(check):
            yield Warned.NEAR_LIMIT, check.name.value


def _is_near(check: ConstraintCheck) -> bool:
    if check.verdict is not Verdict.MET:
        return False
    if check.km is not None and check.limit_km is not None:
        return _NEAR_PERCENT * check.limit_km <= 100 * check.km <= 100 * check.limit_km
    if check.name is not Constraint.START:
        return False
    asked, found = check.asked, check.found
    return isinstance(asked, date) and isinstance(found, date) and asked - found <= _NEAR_START
