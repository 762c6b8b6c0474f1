"""What a partner may see of a list, as a simple model says; and that they see just that."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from models import Entry, EntrySubject
from tests.service.api.people import Person, found
from tests.service.gate.scene import Scene

__all__ = ["Known", "Model"]


@dataclass
class Known:
    """What the model knows of an entry."""

    candidate: UUID
    coach: Person
    is_control: bool
    decision: str = "pending"
    was_added: bool = False
    said: list[str] = field(default_factory=list)


@dataclass
class Model:
    """One list and what is known of it, beside the service."""

    scene: Scene
    list_id: str = ""
    state: str = "draft"
    reviewer: Person | None = None
    entries: dict[str, Known] = field(default_factory=dict)
    absent: set[UUID] = field(default_factory=set)
    placed: set[UUID] = field(default_factory=set)
    reveals: dict[UUID, str] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)

    def request(self) -> None:
        """The partner asks for a list."""
        self.list_id, self.state, self.reviewer = self.scene.request(), "draft", None
        question = (
            select(Entry, EntrySubject)
            .join(EntrySubject, col(EntrySubject.entry_id) == col(Entry.id))
            .where(Entry.shortlist_id == UUID(self.list_id))
        )
        with self.scene.alliance.services.database.reading() as session:
            self.entries = {
                str(entry.id): Known(
                    subject.candidate_id,
                    self.scene.coach_of(str(subject.candidate_id)),
                    entry.is_control,
                )
                for entry, subject in session.exec(question)
            }

    def is_present(self, known: Known) -> bool:
        """Whether the candidate of an entry can be on lists."""
        return known.candidate not in self.absent | self.placed

    def visible(self) -> set[str] | None:
        """The entries that the partner may see; None where there is no list for them."""
        if self.state not in ("released", "closed"):
            return None
        return self.shown()

    def shown(self) -> set[str]:
        """The entries that are shown once a list is released."""
        return {
            id_
            for id_, known in self.entries.items()
            if known.decision == "approved"
            and not known.is_control
            and (
                self.is_present(known)
                or ("hired" in known.said and known.candidate not in self.absent)
            )
        }

    def check(self) -> None:
        """The partner sees what the model says, and nobody else sees anything."""
        answer = self.scene.partner.client.get(f"/api/shortlists/{self.list_id}")
        seen, expected = found(answer), self.visible()
        assert seen["state"] == self.state
        if expected is None:
            assert seen["entries"] is None
        else:
            assert {each["id"] for each in seen["entries"]} == expected
        for word in ('"score"', '"points"', '"is_control"', '"decision"', "candidate_id"):
            assert word not in answer.text
        shown = {self.entries[each].candidate for each in expected or ()}
        for who in self.scene.candidates:
            assert str(who) not in answer.text
            is_named = who in shown and self.reveals.get(who) == "given"
            assert (f"Persoon {who.hex[:8]}" in answer.text) == is_named

    def count(self, what: str, answer: Any, status: int) -> bool:
        """Whether it was done; a refusal must be one that is meant."""
        assert answer.status_code in (status, 404, 409, 422), answer.text
        is_done: bool = answer.status_code == status
        self.done[what] += is_done
        return is_done
