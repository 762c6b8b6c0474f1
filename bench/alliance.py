"""An invented alliance of any size in a database, to measure the service on."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlmodel import Session, select

from models import (
    ApiToken,
    ApiTokenScope,
    Candidate,
    Claim,
    Consent,
    Contact,
    Enrolment,
    Module,
    ModuleSkill,
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

__all__ = ["Asked", "fill"]

_SKILLS = (
    "java", "python", "sql", "git", "docker", "linux", "javascript", "typescript", "c-sharp",
    "html", "css", "react", "postgresql", "scrum", "kubernetes", "rest-api", "jira",
)  # fmt: skip
_PROGRAMMES, _TAUGHT, _CLAIMS, _REQUIREMENTS = 16, 6, 12, 6
_AT_ONCE = 500
_SCOPES = ("shortlists:write", "shortlists:read", "vacancies:read")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a partner has: a token, and vacancies to ask a shortlist for."""

    token: str
    vacancies: Sequence[UUID]


def fill(
    services: Services,
    *,
    candidates: int,
    partners: int,
    vacancies: int,
    coach: str = "coach@example.org",
) -> list[Asked]:
    """Make invented people, and partners with approved vacancies of their own.

    Args:
        services: Of the database to fill.
        candidates: How many.
        partners: How many.
        vacancies: Of each partner.
        coach: Address of who coaches all of them; made where nobody has it.
    """
    dice, now = random.Random(0), datetime.now(UTC)
    with services.database.writing() as session:
        programmes = [_programme(session, dice, number) for number in range(_PROGRAMMES)]
        user = session.exec(select(User).where(User.email == coach)).first()
        user = user or User(email=coach, state=UserState.ACTIVE)
        session.add(user)
        session.flush()
        session.add_all(ProgrammeCoach(programme_id=one, user_id=user.id) for one in programmes)
    for begin in range(0, candidates, _AT_ONCE):
        with services.database.writing() as session:
            for _ in range(min(_AT_ONCE, candidates - begin)):
                _candidate(session, dice, dice.choice(programmes), now)
    with services.database.writing() as session:
        return [_partner(session, dice, n, vacancies, user.id, now) for n in range(partners)]


def _programme(session: Session, dice: random.Random, number: int) -> UUID:
    school = Organisation(name=f"School {number}", is_school=True)
    programme = Programme(name=f"Programme {number}", provider_id=school.id, education_level=6)
    module = Module(programme_id=programme.id, position=1, name="All of it", hours=400)
    for row in (school, programme, module):
        session.add(row)
        session.flush()
    for skill in dice.sample(_SKILLS, _TAUGHT):
        session.add(ModuleSkill(module_id=module.id, skill=skill, level=dice.randint(1, 3)))
    return programme.id


def _candidate(session: Session, dice: random.Random, programme: UUID, now: datetime) -> None:
    ended = date(2026, 1, 1) + timedelta(days=dice.randint(0, 300))
    who = Candidate(hours_min=24, hours_max=dice.choice((32, 36, 40)), max_travel_km=40)
    session.add(who)
    session.flush()
    session.add(Contact(candidate_id=who.id, name=f"Invented {who.id}"))
    session.add(Enrolment(candidate_id=who.id, programme_id=programme, completed_on=ended))
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
    for skill in dice.sample(_SKILLS, _CLAIMS):
        session.add(
            Claim(
                candidate_id=who.id,
                skill=skill,
                level=dice.randint(1, 4),
                kind=dice.choice((EvidenceKind.SELF, EvidenceKind.WORK, EvidenceKind.PROJECT)),
                source="interview",
                strength=8000,
            )
        )


def _partner(
    session: Session, dice: random.Random, number: int, vacancies: int, coach: UUID, now: datetime
) -> Asked:
    employer = Organisation(name=f"Employer {number}", is_employer=True, lists_per_day=1000)
    user = User(email=f"asker{number}@example.org", state=UserState.ACTIVE)
    secret = new_secret("sk")
    token = ApiToken(
        user_id=user.id,
        name="bench",
        hint=secret[:8],
        token_hash=digest_of(secret),
        expires_at=now + timedelta(days=1),
    )
    session.add_all((employer, user))
    session.flush()
    session.add(UserRole(user_id=user.id, role=Role.PARTNER, organisation_id=employer.id))
    session.add(token)
    session.flush()
    session.add_all(ApiTokenScope(token_id=token.id, scope=scope) for scope in _SCOPES)
    made = [_vacancy(session, dice, employer.id, coach, now) for _ in range(vacancies)]
    return Asked(token=secret, vacancies=made)


def _vacancy(
    session: Session, dice: random.Random, employer: UUID, coach: UUID, now: datetime
) -> UUID:
    vacancy = Vacancy(organisation_id=employer, state=VacancyState.OPEN, created_at=now)
    version = VacancyVersion(
        vacancy_id=vacancy.id,
        number=1,
        title="Developer",
        created_at=now,
        approved_at=now,
        approved_by_id=coach,
    )
    session.add(vacancy)
    session.flush()
    session.add(version)
    session.flush()
    for skill in dice.sample(_SKILLS, _REQUIREMENTS):
        session.add(
            Requirement(version_id=version.id, skill=skill, origin=RequirementOrigin.PERSON)
        )
    return vacancy.id
