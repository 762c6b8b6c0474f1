"""From what the database says of a list now to the blind profiles that its partner sees."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from matching.ranking.reasons import Reasons
from service.audit.chain import Part, Parts
from service.engine.pool import Snapshot
from service.engine.ranking import entry_from
from service.reasons import reasons_for
from service.released import blind, repository
from service.released.repository import Head, Person, Shown, Told
from service.released.schemas import EntryShown, PersonShown, Reveal
from service.words import ConsentState, FeedbackKind
from service.work import Work

__all__ = ["FEWEST", "Glance", "SeenEntry", "Sight"]

FEWEST = 10
"""A programme with fewer candidates in the pool is not named: its name would point to persons."""

_BLIND = ("skills", "evidence", "travel", "availability", "education", "programme")
_NAMED = (*_BLIND, "name", "contact")
_REVEALS = {
    ConsentState.ASKED: Reveal.ASKED,
    ConsentState.GIVEN: Reveal.GIVEN,
    ConsentState.REFUSED: Reveal.REFUSED,
    ConsentState.WITHDRAWN: Reveal.REFUSED,
}


@dataclass(frozen=True, kw_only=True)
class SeenEntry:
    """An entry as the partner sees it, who it is about, and which categories of data it shows."""

    read: EntryShown
    candidate_id: UUID
    fields: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Glance:
    """All that the profiles of a list are made of, but for what a version of the data settles.

    Two that are equal give the same profiles, at one version of the data, in one language and on
    one day. `asked`, `people` and `said` are of those shown, in the order of `shown`.
    """

    head: Head
    shown: tuple[Shown, ...]
    asked: tuple[ConsentState | None, ...]
    people: tuple[Person | None, ...]
    said: tuple[tuple[FeedbackKind, ...], ...]

    @classmethod
    def at(cls, work: Work, head: Head) -> "Glance":
        """What is so now."""
        session = work.session
        shown = repository.shown(session, head)
        asked = repository.reveals(session, head.vacancy_id) if shown else {}
        people = repository.named(session, head.vacancy_id) if asked else {}
        said = repository.said(session, head.id) if shown else {}
        nothing = (None,) * len(shown)
        return cls(
            head=head,
            shown=shown,
            asked=tuple(asked.get(each.candidate_id) for each in shown) if asked else nothing,
            people=tuple(people.get(each.candidate_id) for each in shown) if people else nothing,
            said=tuple(said.get(each.entry_id, ()) for each in shown),
        )

    def parts(self, only: Container[UUID] | None = None) -> Parts:
        """What the log is told of each, or of those in these entries: which data they show."""
        head, fields = self.head, [_fields(each) for each in self.people]
        about = {
            "what": "released_list",
            "organisation": head.organisation_id,
            "shortlist": head.id,
        }
        said = {each: {**about, "fields": each} for each in set(fields)}
        return Parts(
            [
                Part(each.candidate_id, said[named])
                for each, named in zip(self.shown, fields, strict=True)
                if only is None or each.entry_id in only
            ]
        )

    def entries(self, work: Work) -> Sequence[SeenEntry]:
        """The blind profiles."""
        if not self.shown:
            return []
        ids = [each.candidate_id for each in self.shown]
        profiles = _Profiles(
            work=work,
            glance=self,
            reasons=reasons_for(work),
            snapshot=work.pool.current(work.session),
            bands={band: n for n, band in enumerate(sorted({x.band for x in self.shown}), 1)},
            told=repository.told(work.session, [each.entry_id for each in self.shown]),
            programmes=repository.programmes(work.session, ids, least=FEWEST),
        )
        return [profiles.of(number) for number in range(len(self.shown))]


@dataclass(frozen=True, kw_only=True)
class Sight:
    """A glance, what the log is told of it, and what was made of it.

    Attributes:
        glance: What is seen.
        parts: What the log is told of each who is seen.
        made: Answers that show it, by language and day.
    """

    glance: Glance
    parts: Parts
    made: dict[tuple[str, date], bytes] = field(default_factory=dict)

    @classmethod
    def now(cls, work: Work, head: Head) -> "Sight":
        """What is seen now: the same object as long as it is the same, at one version of the data.

        So the log is told once what is seen, and after that only that it was seen again.
        """
        glance, key = Glance.at(work, head), ("released_list", head.id)
        kept = work.pool.current(work.session).kept
        sight: Sight | None = kept.get(key, glance)
        if sight is None:
            sight = cls(glance=glance, parts=glance.parts())
            kept.put(key, glance, sight)
        return sight


@dataclass(frozen=True, kw_only=True)
class _Profiles:
    """What the profiles of one list are made of; bands are numbered without gaps."""

    work: Work
    glance: Glance
    reasons: Reasons
    snapshot: Snapshot
    bands: Mapping[int, int]
    told: Mapping[UUID, Told]
    programmes: Mapping[UUID, list[str]]

    def of(self, number: int) -> SeenEntry:
        shown, glance = self.glance.shown[number], self.glance
        told = self.told[shown.entry_id]
        ranked = entry_from(told.explanation)
        profile = self.snapshot.profiles.get(str(shown.candidate_id))
        level = profile.conditions.education_level if profile else told.education_level
        person, asked = glance.people[number], glance.asked[number]
        read = EntryShown(
            id=shown.entry_id,
            alias=shown.alias,
            band=self.bands[shown.band],
            requirements=blind.requirements(ranked, self.reasons),
            travel=blind.travel(ranked),
            availability=blind.availability(told.available_from, self.work.now.date()),
            education=blind.education(level),
            programmes=self.programmes.get(shown.candidate_id, []),
            reveal=Reveal.NOT_ASKED if asked is None else _REVEALS[asked],
            person=None if person is None else PersonShown(**person._asdict()),
            feedback=list(glance.said[number]),
        )
        return SeenEntry(read=read, candidate_id=shown.candidate_id, fields=_fields(person))


def _fields(person: Person | None) -> tuple[str, ...]:
    return _BLIND if person is None else _NAMED
