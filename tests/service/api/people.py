"""An alliance to test with: users of every role, and what they have, put straight into tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from fastapi.testclient import TestClient
from sqlmodel import Session

from models import (
    Candidate,
    Claim,
    Consent,
    Contact,
    Enrolment,
    LoginSession,
    Organisation,
    Programme,
    ProgrammeCoach,
    Requirement,
    User,
    UserRole,
    Vacancy,
    VacancyVersion,
)
from service.access.secrets import digest_of, new_secret
from service.web.deps import COOKIE
from service.words import (
    ConsentKind,
    ConsentState,
    EvidenceKind,
    RequirementOrigin,
    Role,
    UserState,
    VacancyState,
)
from service.work import Services

__all__ = ["BASE", "Alliance", "Person", "found"]

BASE = "https://schakel.test"


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in."""

    id: UUID
    client: TestClient


@dataclass
class Alliance:
    """Adds people and what is theirs to the tables of a running app."""

    services: Services
    app: Any
    _clients: list[TestClient] = field(default_factory=list)

    def organisation(self, name: str = "Gemeente Waalmonde", **fields: Any) -> UUID:
        """An employer, unless said otherwise."""
        row = Organisation(**{"name": name, "is_employer": True, **fields})
        return self._added(row, row.id)

    def programme(self, name: str = "Java developer", **fields: Any) -> UUID:
        """A programme of a school of its own."""
        provider = fields.pop("provider_id", None) or self.organisation(
            f"School {uuid4().hex[:8]}", is_school=True
        )
        row = Programme(name=name, provider_id=provider, **fields)
        return self._added(row, row.id)

    def partner(self, organisation: UUID) -> Person:
        """Somebody of an employer."""
        return self.person(Role.PARTNER, organisation=organisation)

    def coach(self, *programmes: UUID) -> Person:
        """Somebody who coaches in these programmes."""
        person = self.person(Role.COACH)
        with self.services.database.writing() as session:
            for each in programmes:
                session.add(ProgrammeCoach(programme_id=each, user_id=person.id))
        return person

    def candidate(
        self, *programmes: UUID, skills: Sequence[str] = (), agrees: bool = True, **fields: Any
    ) -> UUID:
        """Somebody in these programmes who tells of these skills, and agrees to be on lists."""
        with self.services.database.writing() as session:
            return self._add_candidate(session, programmes, skills, agrees=agrees, **fields)

    def candidates(self, people: Iterable[tuple[UUID, Sequence[str]]]) -> list[UUID]:
        """Somebody for each of these programmes, with skills; all in one transaction."""
        with self.services.database.writing() as session:
            return [self._add_candidate(session, (each,), skills) for each, skills in people]

    def vacancy(
        self,
        organisation: UUID,
        *,
        skills: Sequence[str] = ("java", "sql", "git"),
        approver: UUID | None = None,
        **fields: Any,
    ) -> tuple[UUID, UUID]:
        """An open vacancy that asks these skills, and its first version; approved where said."""
        now = self.services.clock()
        vacancy = Vacancy(organisation_id=organisation, state=VacancyState.OPEN, created_at=now)
        asked = {"title": "Java developer", "created_at": now, **fields}
        version = VacancyVersion(vacancy_id=vacancy.id, number=1, **asked)
        if approver is not None:
            version.approved_by_id, version.approved_at = approver, now
        with self.services.database.writing() as session:
            session.add(vacancy)
            session.flush()
            session.add(version)
            session.flush()
            for skill in skills:
                session.add(
                    Requirement(version_id=version.id, skill=skill, origin=RequirementOrigin.PERSON)
                )
        return vacancy.id, version.id

    def person(self, *roles: Role, organisation: UUID | None = None) -> Person:
        """Somebody who is signed in, with a client that carries their cookie."""
        user_id = self.user(*roles, organisation=organisation)
        return Person(user_id, self.client(user_id))

    def user(self, *roles: Role, organisation: UUID | None = None) -> UUID:
        """A user who may sign in."""
        user = User(email=f"{uuid4().hex}@example.org", state=UserState.ACTIVE, language="en")
        with self.services.database.writing() as session:
            session.add(user)
            session.flush()
            for role in roles:
                at = organisation if role is Role.PARTNER else None
                session.add(UserRole(user_id=user.id, role=role, organisation_id=at))
        return user.id

    def client(self, user_id: UUID | None = None) -> TestClient:
        """A browser: of this user, or of nobody."""
        client = TestClient(
            self.app, base_url=BASE, headers={"Origin": BASE}, raise_server_exceptions=False
        )
        if user_id is not None:
            client.cookies.set(COOKIE, self._signed_in(user_id))
        self._clients.append(client)
        return client

    def close(self) -> None:
        """Close all browsers."""
        for client in self._clients:
            client.close()

    def _signed_in(self, user_id: UUID) -> str:
        secret, now = new_secret("ss"), self.services.clock()
        row = LoginSession(
            user_id=user_id,
            token_hash=digest_of(secret),
            created_at=now,
            last_seen_at=now,
            expires_at=now + timedelta(days=365),
        )
        self._added(row, row.id)
        return secret

    def _add_candidate(
        self,
        session: Session,
        programmes: Iterable[UUID],
        skills: Iterable[str],
        *,
        agrees: bool = True,
        **fields: Any,
    ) -> UUID:
        who, now = Candidate(**fields), self.services.clock()
        session.add(who)
        session.flush()
        session.add(Contact(candidate_id=who.id, name=f"Persoon {who.id.hex[:8]}"))
        for each in programmes:
            session.add(Enrolment(candidate_id=who.id, programme_id=each))
        for skill in skills:
            session.add(
                Claim(
                    candidate_id=who.id,
                    skill=skill,
                    kind=EvidenceKind.SELF,
                    source="interview",
                    strength=8000,
                )
            )
        if agrees:
            session.add(
                Consent(
                    candidate_id=who.id,
                    kind=ConsentKind.POOL,
                    state=ConsentState.GIVEN,
                    wording="pool-1",
                    asked_at=now,
                    answered_at=now,
                )
            )
        return who.id

    def _added(self, row: Any, id_: UUID) -> UUID:
        with self.services.database.writing() as session:
            self._add(session, row)
        return id_

    def _add(self, session: Session, row: Any) -> None:
        session.add(row)


def found(response: Any, status: int = 200) -> Mapping[str, Any]:
    """The JSON of an answer that must have this status."""
    assert response.status_code == status, response.text
    answer: Mapping[str, Any] = response.json() if response.content else {}
    return answer
