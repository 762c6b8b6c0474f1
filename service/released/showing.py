"""From what the database says of a list now to the blind profiles that its partner sees."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
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

_BLIND: tuple[str, ...] = ("skills", "evidence", "travel", "availability", "education", "programme")
_NAMED: tuple[str, ...] = (*_BLIND, "name", "contact")
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
    one day.

    Attributes:
        head: Of the list.
        rows: What is shown, as stored.
        asked, people: Who was asked to be named for the vacancy, and who may be.
        said: What the partner said of entries of the list.
    """

    head: Head
    rows: Sequence[Any]
    asked: Mapping[UUID, ConsentState]
    people: Mapping[UUID, Person]
    said: Mapping[UUID, tuple[FeedbackKind, ...]]

    @classmethod
    def at(cls, work: Work, head: Head) -> "Glance":
        """What is so now."""
        session = work.session
        rows = repository.shown(session, head)
        asked = repository.reveals(session, head.vacancy_id) if rows else {}
        return cls(
            head=head,
            rows=rows,
            asked=asked,
            people=repository.named(session, head.vacancy_id) if asked else {},
            said=repository.said(session, head.id) if rows else {},
        )

    @cached_property
    def shown(self) -> Sequence[Shown]:
        """The entries that are shown, best band first."""
        return [Shown.of(row) for row in self.rows]

    def fields(self, candidate_id: UUID) -> tuple[str, ...]:
        """Which categories of data are shown of somebody."""
        return _NAMED if candidate_id in self.people else _BLIND

    def parts(self, only: Container[UUID] | None = None) -> Parts:
        """What the log is told of each, or of those in these entries: which data they show."""
        about = {
            "what": "released_list",
            "organisation": self.head.organisation_id,
            "shortlist": self.head.id,
        }
        said = {fields: {**about, "fields": fields} for fields in (_BLIND, _NAMED)}
        return Parts(
            [
                Part(each.candidate_id, said[self.fields(each.candidate_id)])
                for each in self.shown
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
        return [profiles.of(each) for each in self.shown]


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
        glance = Glance.at(work, head)
        kept = work.pool.current(work.session).kept
        return kept.get(
            ("released_list", head.id), glance, lambda: cls(glance=glance, parts=glance.parts())
        )


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

    def of(self, shown: Shown) -> SeenEntry:
        glance, id_ = self.glance, shown.candidate_id
        told = self.told[shown.entry_id]
        ranked = entry_from(told.explanation)
        profile = self.snapshot.profiles.get(str(id_))
        level = profile.conditions.education_level if profile else told.education_level
        person, asked = glance.people.get(id_), glance.asked.get(id_)
        read = EntryShown(
            id=shown.entry_id,
            alias=shown.alias,
            band=self.bands[shown.band],
            requirements=blind.requirements(ranked, self.reasons),
            travel=blind.travel(ranked),
            availability=blind.availability(told.available_from, self.work.now.date()),
            education=blind.education(level),
            programmes=self.programmes.get(id_, []),
            reveal=Reveal.NOT_ASKED if asked is None else _REVEALS[asked],
            person=None if person is None else PersonShown(**person._asdict()),
            feedback=list(glance.said.get(shown.entry_id, ())),
        )
        return SeenEntry(read=read, candidate_id=id_, fields=glance.fields(id_))
