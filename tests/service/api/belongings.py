"""One of everything that an address can name: what is somebody's own, and what is foreign."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from sqlmodel import Session, col, select

from models import (
    ApiToken,
    Candidate,
    Claim,
    Consent,
    DuplicateFlag,
    ImportRun,
    LoginSession,
    UserRole,
)
from service.access.secrets import digest_of
from service.words import ConsentKind, ImportKind, ImportState, Role
from tests.service.api.people import Alliance, Person
from tests.service.evaluating import AFTER, BEFORE, add_runs
from tests.service.gate.scene import Scene, staged

__all__ = ["Side", "make_side"]

Ids = Mapping[str, object]


@dataclass
class Side:
    """People of every role around one vacancy, and the ids of what is theirs, by parameter."""

    scene: Scene
    people: dict[Role, Person]
    shared: dict[str, object] = field(default_factory=dict)

    def ids(self, role: Role) -> Ids:
        """What somebody of this role has; their own logins and tokens too."""
        person = self.people[role]
        with self.scene.alliance.services.database.reading() as session:
            mine = select(LoginSession.id).where(
                LoginSession.user_id == person.id, LoginSession.token_hash == _digest(person)
            )
            token = select(ApiToken.id).where(ApiToken.user_id == person.id)
            return {
                **self.shared,
                "session_id": session.exec(mine).first(),
                "token_id": session.exec(token).first(),
            }


def make_side(alliance: Alliance) -> Side:
    """One of everything; call it twice for what is foreign."""
    scene = staged(alliance)
    reviewed = scene.request()
    scene.start(reviewed)
    candidate = scene.candidates[0]
    people = _people(alliance, scene, candidate)
    runs = alliance.services.settings.runs
    if not runs.exists():
        add_runs(runs)
    entry = next(each["id"] for each in scene.own(reviewed))
    side, colleague = Side(scene, people), alliance.user(Role.EVALUATOR)
    with alliance.services.database.writing() as session:
        for person in people.values():
            session.add(_token(person.id, alliance))
            session.add(_other_login(person, alliance))
        flag, run, claim, consent = _rows(session, scene, alliance)
        session.add_all((flag, run))
        role = session.exec(select(UserRole.id).where(UserRole.user_id == colleague)).one()
        side.shared = {
            "organisation_id": scene.organisation,
            "programme_id": scene.programmes[0],
            "candidate_id": candidate,
            "claim_id": claim,
            "consent_id": consent,
            "duplicate_id": flag.id,
            "vacancy_id": scene.vacancy,
            "number": 1,
            "shortlist_id": reviewed,
            "entry_id": entry,
            "user_id": colleague,
            "coach_id": people[Role.COACH].id,
            "role_id": role,
            "import_id": run.id,
            "skill_id": "java",
            "kind": "candidates",
            "run_id": BEFORE,
            "other_id": AFTER,
            "query_id": "V0",
        }
    return side


def _people(alliance: Alliance, scene: Scene, candidate: UUID) -> dict[Role, Person]:
    others = (Role.EVALUATOR, Role.PROGRAMME_MANAGER, Role.ADMIN, Role.CANDIDATE)
    people = {role: alliance.person(role) for role in others}
    with alliance.services.database.writing() as session:
        session.get_one(Candidate, candidate).user_id = people[Role.CANDIDATE].id
    return {**people, Role.PARTNER: scene.partner, Role.COACH: scene.coaches[0]}


def _token(user: UUID, alliance: Alliance) -> ApiToken:
    now = alliance.services.clock()
    return ApiToken(
        user_id=user,
        name="token",
        hint="sk_12345",
        token_hash=digest_of(uuid4().hex),
        created_at=now,
        expires_at=now + timedelta(days=1),
    )


def _digest(person: Person) -> str:
    return digest_of(f"other login of {person.id}")


def _other_login(person: Person, alliance: Alliance) -> LoginSession:
    """A login elsewhere, which somebody can end without being out."""
    now = alliance.services.clock()
    return LoginSession(
        user_id=person.id,
        token_hash=_digest(person),
        created_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(days=1),
    )


def _rows(
    session: Session, scene: Scene, alliance: Alliance
) -> tuple[DuplicateFlag, ImportRun, UUID, UUID]:
    # The first coach knows both of these: they are in one programme.
    first, second = sorted((scene.candidates[0], scene.candidates[2]))
    flag = DuplicateFlag(first_id=first, second_id=second, reason="same_email")
    run = ImportRun(
        kind=ImportKind.CANDIDATES,
        state=ImportState.DONE,
        file_hash=digest_of("file"),
        at=alliance.services.clock(),
    )
    mine = select(Claim.id).where(Claim.candidate_id == scene.candidates[0])
    consent = select(Consent.id).where(
        Consent.candidate_id == scene.candidates[0], col(Consent.kind) == ConsentKind.POOL
    )
    return flag, run, session.exec(mine).first() or uuid4(), session.exec(consent).one()
