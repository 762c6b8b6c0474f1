"""An empty database filled with the invented alliance of data/sample, so that all can be tried."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from models import Candidate, Entry, EntrySubject, Organisation, Programme, User, Vacancy, metadata
from service.access.principal import OPERATOR, Principal
from service.access.secrets import hash_password
from service.engine.readers import Show
from service.errors import ConflictError, RefusedError
from service.feedback import service as feedback
from service.feedback.schemas import FeedbackCreate
from service.imports.files import ImportFile
from service.imports.service import bring
from service.people.links import create_link
from service.programmes.service import add_coach
from service.reviews import repository as reviewing
from service.reviews import service as reviews
from service.reviews.releasing import release
from service.reviews.schemas import EntryDecide
from service.shortlists.service import request
from service.users import service as users
from service.users.schemas import RoleAdd, UserCreate
from service.vacancies import repository as vacancies
from service.vacancies.deciding import approve
from service.words import Decision, FeedbackKind, ImportKind, Role
from service.work import Services, Visit

__all__ = ["Account", "seed_demo"]

Rows = list[dict[str, Any]]

_LISTS = 3
"""How many are asked for: one is released, one is under review, one waits."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """Somebody who can sign in; they all have one password."""

    email: str
    role: Role


@dataclass(frozen=True, kw_only=True)
class _Cast:
    """Who does what in the demo."""

    partner: Principal
    coaches: tuple[Principal, Principal]


def seed_demo(services: Services, sample: Path, password: str, show: Show) -> list[Account]:
    """Fill an empty database; whoever is killed halfway begins again with an empty one.

    Args:
        services: On that database.
        sample: The folder with the sample's files.
        password: Of all accounts.
        show: Shows how far it is.

    Returns:
        The accounts.

    Raises:
        ConflictError: The database has rows.
    """
    visit = Visit(services=services, who=OPERATOR)
    _require_empty(visit)
    _bring_sample(visit, sample, show)
    accounts, cast = _add_users(visit, hash_password(password))
    _approve_vacancies(visit, cast)
    _make_lists(visit, cast)
    return accounts


def _require_empty(visit: Visit) -> None:
    with visit.reading() as work:
        for table in metadata.sorted_tables:
            if work.session.execute(table.select().limit(1)).first() is not None:
                raise ConflictError(
                    "expected an empty database for the demo, found one with rows; name another "
                    "in SCHAKEL_DATABASE_URL, and make its tables with schakel db upgrade"
                )


def _bring_sample(visit: Visit, sample: Path, show: Show) -> None:
    programmes = _read(sample / "programmes.jsonl")
    vacancies = _read(sample / "vacancies.jsonl")
    organisations = _with_schools(_read(sample / "partners.jsonl"), programmes)
    people = [_named(row, n) for n, row in enumerate(_read(sample / "candidates.jsonl"), 1)]
    for kind, rows in (
        (ImportKind.ORGANISATIONS, organisations),
        (ImportKind.PROGRAMMES, programmes),
        (ImportKind.CANDIDATES, people),
        (ImportKind.VACANCIES, vacancies),
    ):
        content = "".join(json.dumps(row) + "\n" for row in rows).encode()
        bring(visit, ImportFile(kind=kind, name="sample.jsonl", content=content), show)


def _read(file: Path) -> Rows:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _with_schools(partners: Rows, programmes: Rows) -> Rows:
    """The partners, and the schools that give programmes and are no partner."""
    names = {row["name"] for row in partners}
    others = sorted({row["provider"] for row in programmes} - names)
    schools = [{"id": f"S{n:02}", "name": name, "kind": "school"} for n, name in enumerate(others)]
    return [*partners, *schools]


def _named(row: dict[str, Any], number: int) -> dict[str, Any]:
    """A candidate with an invented name, who agrees to be on lists unless the sample says no."""
    return {
        **row,
        "name": f"Voorbeeld {number:03}",
        "email": f"voorbeeld{number:03}@example.org",
        "consent": row.get("consent") is not False,
    }


def _add_users(visit: Visit, kept: str) -> tuple[list[Account], _Cast]:
    with visit.reading() as work:
        programmes = work.session.exec(select(Programme.id).order_by(col(Programme.name))).all()
        asked = Counter(work.session.exec(select(Vacancy.organisation_id)))
        names = dict(work.session.exec(select(Organisation.id, Organisation.name)).all())
    (first, _), (second, _) = asked.most_common(2)
    accounts: list[Account] = []

    def add(name: str, role: Role, at: UUID | None = None) -> Principal:
        email = f"{name}@example.org"
        with visit.writing() as work:
            shown = names[at] if at else re.sub(r"(\d+)", r" \1", name).capitalize()
            id_ = users.create(work, UserCreate(email=email, name=f"Demo {shown}"))
            users.add_role(work, id_, RoleAdd(role=role, organisation_id=at))
            users.activate(work, id_, kept)
        accounts.append(Account(email=email, role=role))
        return Principal(
            user_id=id_,
            roles=frozenset({role}),
            organisations=frozenset({at} if at else ()),
        )

    add("admin", Role.ADMIN)
    partner = add("partner1", Role.PARTNER, first)
    add("partner2", Role.PARTNER, second)
    coaches = add("coach1", Role.COACH), add("coach2", Role.COACH)
    add("evaluator", Role.EVALUATOR)
    add("manager", Role.PROGRAMME_MANAGER)
    with visit.writing() as work:
        for number, programme in enumerate(programmes):
            add_coach(work, programme, coaches[number % 2].known)
    accounts.append(_add_candidate(visit, kept))
    return accounts, _Cast(partner=partner, coaches=coaches)


def _add_candidate(visit: Visit, kept: str) -> Account:
    """The first candidate signs in with a password too, which outside the demo nobody does."""
    email = "candidate@example.org"
    with visit.writing() as work:
        order = select(Candidate).order_by(col(Candidate.external_id)).limit(1)
        candidate = work.session.exec(order).one()
        create_link(work, candidate.id)
        user = work.session.exec(select(User).where(User.id == candidate.user_id)).one()
        user.email, user.password_hash = email, kept
    return Account(email=email, role=Role.CANDIDATE)


def _approve_vacancies(visit: Visit, cast: _Cast) -> None:
    coach = replace(visit, who=cast.coaches[0])
    with visit.reading() as work:
        ids = work.session.exec(select(Vacancy.id)).all()
    for id_ in ids:
        try:
            with coach.writing() as work:
                approve(work, id_, vacancies.newest_version(work.session, id_).number)
        except RefusedError:
            continue  # it asks too few skills, and waits for its partner


def _make_lists(visit: Visit, cast: _Cast) -> None:
    partner, reviewer = replace(visit, who=cast.partner), cast.coaches[0]
    (employer,) = cast.partner.organisations
    with visit.reading() as work:
        mine = select(Vacancy.id).where(Vacancy.organisation_id == employer)
        ids = work.session.exec(mine.order_by(col(Vacancy.external_id))).all()
    lists: list[UUID] = []
    for id_ in ids:
        try:
            with partner.writing() as work:
                lists.append(request(work, id_)[0])
        except RefusedError:
            continue  # not approved, or too few candidates can be considered
        if len(lists) == _LISTS:
            break
    for id_ in lists[:2]:
        with replace(visit, who=reviewer).writing() as work:
            reviews.start(work, id_, take_over=False)
    for id_ in lists[:1]:
        _release(visit, cast, id_)
        _show_interest(partner, id_)


def _release(visit: Visit, cast: _Cast, list_id: UUID) -> None:
    for coach in cast.coaches:
        with replace(visit, who=coach).writing() as work:
            for id_, each in reviewing.reviewed(work.session, coach, list_id).items():
                body = EntryDecide(decision=Decision.APPROVED)
                reviews.decide(work, list_id, id_, body, f'"{each.entry.revision}"')
    with replace(visit, who=cast.coaches[0]).writing() as work:
        release(work, list_id)


def _show_interest(partner: Visit, list_id: UUID) -> None:
    with partner.writing() as work:
        best = (
            select(Entry.id)
            .join(EntrySubject, col(EntrySubject.entry_id) == col(Entry.id))
            .where(Entry.shortlist_id == list_id, ~col(Entry.is_control))
            .order_by(col(Entry.place))
        )
        ids: Sequence[UUID] = work.session.exec(best.limit(1)).all()
        for id_ in ids:
            feedback.give(work, list_id, id_, FeedbackCreate(kind=FeedbackKind.INTEREST))
