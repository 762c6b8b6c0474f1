"""What a partner sees of a list, decided anew at every read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from matching.ranking.reasons import Reasons
from models import Contact
from service.engine.pool import Snapshot
from service.engine.ranking import entry_from
from service.errors import NotFoundError
from service.reasons import reasons_for
from service.released import blind, repository
from service.released.repository import Shown
from service.released.schemas import EntryShown, PersonShown, ReleasedRead, Reveal
from service.shortlists import repository as shortlists
from service.shortlists.repository import Listed
from service.words import AuditKind, ConsentState, FeedbackKind, ShortlistState
from service.work import Work

__all__ = ["SeenEntry", "entries", "found_own", "read", "seen"]

FEWEST = 10
"""A programme with fewer candidates in the pool is not named: its name would point to persons."""

_BLIND = ("skills", "evidence", "travel", "availability", "education", "programme")
_REVEALS = {
    ConsentState.ASKED: Reveal.ASKED,
    ConsentState.GIVEN: Reveal.GIVEN,
    ConsentState.REFUSED: Reveal.REFUSED,
    ConsentState.WITHDRAWN: Reveal.REFUSED,
}


@dataclass(frozen=True, kw_only=True)
class SeenEntry:
    """An entry as the partner sees it; and, for the audit log, who it is about."""

    read: EntryShown
    candidate_id: UUID

    @property
    def fields(self) -> list[str]:
        """Which categories of data it shows."""
        return [*_BLIND, *(("name", "contact") if self.read.person else ())]


def found_own(work: Work, id_: UUID, *, lock: bool = False) -> Listed:
    """A list of this partner's.

    Raises:
        NotFoundError: There is none.
    """
    listed = shortlists.find_own(work.session, work.who, id_, lock=lock)
    if listed is None:
        raise NotFoundError("shortlist")
    return listed


def read(work: Work, id_: UUID) -> ReleasedRead:
    """A list of this partner's; that it was read is recorded for each candidate shown.

    Raises:
        NotFoundError: There is none.
    """
    listed = found_own(work, id_)
    row = listed.shortlist
    is_shown = row.state in (ShortlistState.RELEASED, ShortlistState.CLOSED)
    found = seen(work, listed, AuditKind.VIEW)
    return ReleasedRead(
        id=row.id,
        vacancy_id=listed.vacancy.id,
        version=listed.version.number,
        state=row.state,
        requested_at=row.created_at,
        entries=[each.read for each in found] if is_shown else None,
    )


def seen(work: Work, listed: Listed, kind: AuditKind) -> Sequence[SeenEntry]:
    """What a partner now gets to see of a list, recorded for each candidate.

    Args:
        work: The partner's.
        listed: One of their lists.
        kind: VIEW, or EXPORT where they take it with them.
    """
    found = entries(work, listed)
    for each in found:
        work.record(
            kind,
            "entry",
            each.read.id,
            candidate_id=each.candidate_id,
            what="released_list",
            fields=each.fields,
            organisation=listed.vacancy.organisation_id,
            shortlist=listed.shortlist.id,
        )
    return found


def entries(work: Work, listed: Listed) -> Sequence[SeenEntry]:
    """What the partner of a list may see of it now; nothing is recorded."""
    rows = repository.shown(work.session, listed)
    if not rows:
        return []
    ids = [each.candidate.id for each in rows]
    profile = _Profiles(
        work=work,
        reasons=reasons_for(work),
        snapshot=work.pool.current(work.session),
        bands={band: n for n, band in enumerate(sorted({x.entry.band for x in rows}), 1)},
        programmes=repository.programmes(work.session, ids, least=FEWEST),
        reveals=repository.reveals(work.session, listed.vacancy.id),
        people=repository.named(work.session, listed.vacancy.id, ids),
        said=repository.feedback(work.session, listed.shortlist.id),
    )
    return [SeenEntry(read=profile.of(each), candidate_id=each.candidate.id) for each in rows]


@dataclass(frozen=True, kw_only=True)
class _Profiles:
    """What the profiles of one list are made of; bands are numbered without gaps."""

    work: Work
    reasons: Reasons
    snapshot: Snapshot
    bands: Mapping[int, int]
    programmes: Mapping[UUID, list[str]]
    reveals: Mapping[UUID, ConsentState]
    people: Mapping[UUID, Contact]
    said: Mapping[UUID, list[FeedbackKind]]

    def of(self, shown: Shown) -> EntryShown:
        ranked, who = entry_from(shown.subject.explanation), shown.candidate
        profile = self.snapshot.profiles.get(str(who.id))
        level = profile.conditions.education_level if profile else who.education_level
        person = self.people.get(who.id)
        asked = self.reveals.get(who.id)
        return EntryShown(
            id=shown.entry.id,
            alias=shown.alias,
            band=self.bands[shown.entry.band],
            requirements=blind.requirements(ranked, self.reasons),
            travel=blind.travel(ranked),
            availability=blind.availability(who.available_from, self.work.now.date()),
            education=blind.education(level),
            programmes=self.programmes.get(who.id, []),
            reveal=Reveal.NOT_ASKED if asked is None else _REVEALS[asked],
            person=None
            if person is None
            else PersonShown(name=person.name, email=person.email, phone=person.phone),
            feedback=self.said.get(shown.entry.id, []),
        )
