"""A released list as a table of words, for those who write it to a file."""

from dataclasses import dataclass
from uuid import UUID

from matching.ranking.reasons import Reasons
from service.errors import ConflictError
from service.reasons import reasons_for
from service.released import service
from service.released.phrases import COLUMNS, WORDS
from service.released.schemas import EntryShown, Match, RequirementShown
from service.words import AuditKind
from service.work import Work

__all__ = ["Sheet", "export"]

_AFTER = 2
"""The columns of the requirements stand after so many others."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table: every row has a cell for every column."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def export(work: Work, id_: UUID) -> Sheet:
    """What a partner may see of their list now; recorded as an export of each candidate.

    Raises:
        NotFoundError: There is no such list of this partner's.
        ConflictError: Nothing on it is shown.
    """
    listed = service.found_own(work, id_)
    entries = [each.read for each in service.seen(work, listed, AuditKind.EXPORT)]
    if not entries:
        raise ConflictError(
            "expected a released shortlist with somebody on it, found none; wait for its release"
        )
    reasons = reasons_for(work)
    columns = COLUMNS[reasons.language]
    asked = tuple(each.label for each in entries[0].requirements)
    return Sheet(
        title=listed.version.title,
        columns=(*columns[:_AFTER], *asked, *columns[_AFTER:]),
        rows=tuple(_row(each, reasons) for each in entries),
    )


def _row(entry: EntryShown, reasons: Reasons) -> tuple[str, ...]:
    words, person = WORDS[reasons.language], entry.person
    return (
        entry.alias,
        str(entry.band),
        *(_requirement(each, reasons) for each in entry.requirements),
        *(words[each] for each in (entry.travel, entry.availability, entry.education)),
        ", ".join(entry.programmes),
        person.name if person else "",
        (person.email or "") if person else "",
        (person.phone or "") if person else "",
        ", ".join(words[each] for each in entry.feedback),
    )


def _requirement(shown: RequirementShown, reasons: Reasons) -> str:
    words = WORDS[reasons.language]
    said = words[shown.match].format(through=shown.through)
    if shown.match is Match.MISSING or shown.evidence is None or shown.level_held is None:
        return said
    return f"{said} ({reasons.say(f'evidence_{shown.evidence}')}, {words[shown.level_held]})"
