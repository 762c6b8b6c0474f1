"""An alliance with a vacancy, coaches and candidates, and what each of them does with a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import col, select

from models import AuditEvent, AuditOpening, Candidate, Consent
from service.audit.repository import OPENS
from service.words import AuditKind, ConsentKind, ConsentState
from tests.service.api.people import Alliance, Person, found

__all__ = ["Audited", "Scene", "audited", "put", "staged"]

_SKILLS = (
    ("java", "sql", "git"),
    ("java", "sql", "git"),
    ("java", "sql"),
    ("java", "git"),
    ("java",),
    ("sql",),
)


@dataclass
class Scene:
    """Two programmes with a coach each, whose candidates are taken in turn for one vacancy."""

    alliance: Alliance
    organisation: UUID
    partner: Person
    programmes: tuple[UUID, UUID]
    coaches: tuple[Person, Person]
    candidates: list[UUID]
    vacancy: UUID
    version: UUID

    def coach_of(self, candidate: str) -> Person:
        """Who coaches a candidate."""
        return self.coaches[self.candidates.index(UUID(candidate)) % 2]

    def request(self) -> str:
        """The partner asks for the list; its id."""
        made = self.partner.client.post(f"/api/vacancies/{self.vacancy}/shortlists")
        id_: str = found(made, 201)["id"]
        return id_

    def review(self, list_id: str, coach: Person | None = None) -> Mapping[str, Any]:
        """A coach (the first, unless said otherwise) reads a list."""
        client = (coach or self.coaches[0]).client
        return found(client.get(f"/api/shortlists/{list_id}/review"))

    def own(self, list_id: str, coach: Person | None = None) -> list[Mapping[str, Any]]:
        """The entries whose candidates a coach may know."""
        return [each for each in self.review(list_id, coach)["entries"] if each["subject"]]

    def start(self, list_id: str, coach: Person | None = None, **body: bool) -> Mapping[str, Any]:
        """A coach starts to review it."""
        client = (coach or self.coaches[0]).client
        return found(client.post(f"/api/shortlists/{list_id}/review", json=body))

    def decide(
        self, list_id: str, coach: Person, entry: Mapping[str, Any], **body: str
    ) -> Mapping[str, Any]:
        """A coach decides about an entry."""
        answer = coach.client.put(
            f"/api/shortlists/{list_id}/entries/{entry['id']}/decision",
            json={"decision": "approved", **body},
            headers={"If-Match": f'"{entry["revision"]}"'},
        )
        return found(answer)

    def approve_all(self, list_id: str) -> None:
        """Both coaches approve what nobody decided yet."""
        for coach in self.coaches:
            for entry in self.review(list_id, coach)["entries"]:
                if entry["subject"] and entry["decision"] == "pending":
                    self.decide(list_id, coach, entry)

    def release(self, list_id: str, coach: Person | None = None) -> Any:
        """A coach releases a list; the answer."""
        return (coach or self.coaches[0]).client.post(f"/api/shortlists/{list_id}/release")

    def released(self) -> str:
        """A list that is asked for, approved as a whole and released; its id."""
        list_id = self.request()
        self.start(list_id)
        self.approve_all(list_id)
        found(self.release(list_id))
        return list_id

    def read(self, list_id: str) -> Mapping[str, Any]:
        """The partner reads a list."""
        return found(self.partner.client.get(f"/api/shortlists/{list_id}"))

    def say(self, list_id: str, entry_id: str, kind: str, **body: str) -> Any:
        """The partner gives feedback; the answer."""
        path = f"/api/shortlists/{list_id}/entries/{entry_id}/feedback"
        return self.partner.client.post(path, json={"kind": kind, **body})

    def subject_of(self, list_id: str, entry_id: str) -> UUID:
        """Who an entry is about, as its coach reads it."""
        for coach in self.coaches:
            for entry in self.review(list_id, coach)["entries"]:
                if entry["id"] == entry_id and entry["subject"]:
                    return UUID(entry["subject"]["candidate_id"])
        raise LookupError(f"expected an entry about somebody, found {entry_id}")

    def answer(self, candidate: UUID, kind: ConsentKind, state: ConsentState) -> None:
        """A candidate gives or withdraws a consent that stands."""
        now = self.alliance.services.clock()
        with self.alliance.services.database.writing() as session:
            asked = select(Consent).where(Consent.candidate_id == candidate, Consent.kind == kind)
            for row in session.exec(asked):
                if row.state in (ConsentState.ASKED, ConsentState.GIVEN):
                    row.state, row.answered_at = state, row.answered_at or now
                    row.withdrawn_at = now if state is ConsentState.WITHDRAWN else None

    def erase(self, candidate: UUID) -> None:
        """A candidate is erased."""
        with self.alliance.services.database.writing() as session:
            session.delete(session.get_one(Candidate, candidate))


def staged(alliance: Alliance, people: int = 12, **vacancy: Any) -> Scene:
    """A scene in which an approved vacancy asks Java, SQL and Git."""
    programmes = alliance.programme("Java developer"), alliance.programme("Backend")
    coaches = alliance.coach(programmes[0]), alliance.coach(programmes[1])
    candidates = alliance.candidates(
        (programmes[number % 2], _SKILLS[number % len(_SKILLS)]) for number in range(people)
    )
    organisation = alliance.organisation(f"Gemeente {uuid4().hex[:8]}")
    vacancy_id, version = alliance.vacancy(organisation, approver=coaches[0].id, **vacancy)
    return Scene(
        alliance=alliance,
        organisation=organisation,
        partner=alliance.partner(organisation),
        programmes=programmes,
        coaches=coaches,
        candidates=candidates,
        vacancy=vacancy_id,
        version=version,
    )


def put(coach: Person, path: str, body: Mapping[str, Any], revision: int | None) -> Any:
    """A coach edits what they read at a revision; the answer."""
    headers = {} if revision is None else {"If-Match": f'"{revision}"'}
    return coach.client.put(path, json=body, headers=headers)


@dataclass(frozen=True)
class Audited:
    """An event of the audit log with what it binds."""

    subject: UUID | None
    subject_type: str
    candidate: UUID | None
    content: Mapping[str, Any]


def audited(alliance: Alliance, kind: AuditKind) -> list[Audited]:
    """All contents of events of a kind, in order; one for each part."""
    question = (
        select(AuditEvent, AuditOpening)
        .join(AuditOpening, OPENS)
        .where(AuditEvent.kind == kind)
        .order_by(col(AuditEvent.sequence), col(AuditOpening.part))
    )
    with alliance.services.database.reading() as session:
        return [
            Audited(event.subject, event.subject_type, opening.candidate_id, opening.content)
            for event, opening in session.exec(question)
        ]
