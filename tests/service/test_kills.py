"""What a process that is killed leaves behind: all of its work or nothing, and no duplicates."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from sqlmodel import col, func, select

from matching.matcher import Matcher
from models import AuditEvent, Candidate, Contact, Entry, Pseudonym, Shortlist
from service.access.principal import OPERATOR, Principal
from service.app import create_app
from service.audit.verify import verify
from service.imports.files import ImportFile
from service.imports.service import bring
from service.migrating import find_problems
from service.privacy.erasing import erase
from service.reviews.releasing import release
from service.services import open_services
from service.settings import Settings
from service.words import AuditKind, ImportKind, Role, ShortlistState
from service.work import Services, Visit
from tests.databases import Backend
from tests.service.api.people import Alliance
from tests.service.gate.scene import Scene, staged
from tests.service.imports.bringing import (
    CANDIDATES,
    ORGANISATIONS,
    PROGRAMMES,
    bring_lines,
    lines,
)
from tests.service.killing import Deed, Killer, contents, in_one_commit

KILLS = 25  # on each database: 50 in all
SCRUBS = 5  # of these, after the commit of an erasure


@pytest.fixture
def services(backend: Backend, matcher: Matcher) -> Iterator[Services]:
    with backend.lent() as url:
        settings = Settings(database_url=url, control_share=0)
        with open_services(settings, matcher=matcher) as services:
            yield services


@pytest.fixture
def scene(services: Services) -> Iterator[Scene]:
    alliance = Alliance(services, create_app(services))
    yield staged(alliance)
    alliance.close()


def killer(services: Services, deed: Deed) -> Killer:
    """What kills a deed; the children must find no connection of this process."""
    services.database.engine.dispose()
    return Killer(url=services.settings.database_url, matcher=services.pool.matcher, deed=deed)


def require_sound(services: Services) -> None:
    assert find_problems(services.settings.database_url) == []
    with services.database.reading() as session:
        assert verify(session).problems == ()


def test_an_import_that_is_killed_leaves_nothing_and_is_done_again(services: Services) -> None:
    bring_lines(services, ImportKind.ORGANISATIONS, ORGANISATIONS)
    bring_lines(services, ImportKind.PROGRAMMES, PROGRAMMES)
    bring_lines(services, ImportKind.CANDIDATES, CANDIDATES[:1])
    rows = [{**CANDIDATES[0], "place": "Delft"}, *CANDIDATES[1:], {"id": "C4", "text": "Git"}]
    file = ImportFile(kind=ImportKind.CANDIDATES, name="a.jsonl", content=lines(rows))

    def deed(inside: Services) -> None:
        bring(Visit(services=inside, who=OPERATOR), file)

    before = contents(services.settings.database_url)
    for statement in killer(services, deed).at_statements(KILLS):
        assert contents(services.settings.database_url) == before, statement
    with in_one_commit(services.database.engine):
        done = bring(Visit(services=services, who=OPERATOR), file).run
    assert (done.added, done.updated) == (3, 1)
    again = bring(Visit(services=services, who=OPERATOR), file).run
    assert (again.added, again.updated, again.unchanged) == (0, 0, 4)
    with services.database.reading() as session:
        assert session.exec(select(func.count(col(Candidate.id)))).one() == 4
    require_sound(services)


def test_a_release_that_is_killed_shows_nothing_and_is_done_again(scene: Scene) -> None:
    services = scene.alliance.services
    list_id = scene.request()
    scene.start(list_id)
    scene.approve_all(list_id)
    who = Principal(user_id=scene.coaches[0].id, roles=frozenset({Role.COACH}))

    def deed(inside: Services) -> None:
        with Visit(services=inside, who=who).writing() as work:
            release(work, UUID(list_id))

    before = contents(services.settings.database_url)
    for statement in killer(services, deed).at_statements(KILLS):
        assert contents(services.settings.database_url) == before, statement
    with in_one_commit(services.database.engine):
        deed(services)
    with services.database.reading() as session:
        row = session.get_one(Shortlist, UUID(list_id))
        assert row.state is ShortlistState.RELEASED
        entries = session.exec(select(func.count(col(Entry.id)))).one()
        assert session.exec(select(func.count(col(Pseudonym.candidate_id)))).one() == entries
        told = select(func.count()).where(AuditEvent.kind == AuditKind.RELEASE)
        assert session.exec(told).one() == 1 + entries
    require_sound(services)


def test_an_erasure_that_is_killed_leaves_all_or_nothing(scene: Scene) -> None:
    services = scene.alliance.services
    url = services.settings.database_url
    scene.released()
    first, *others = scene.candidates

    def deed_on(candidate: UUID) -> Deed:
        def deed(inside: Services) -> None:
            with Visit(services=inside, who=OPERATOR).writing() as work:
                erase(work, candidate)

        return deed

    before = contents(url)
    for statement in killer(services, deed_on(first)).at_statements(KILLS - SCRUBS):
        assert contents(url) == before, statement
    for number, candidate in enumerate(others[:SCRUBS]):
        killer(services, deed_on(candidate)).after_commit(number * 0.01)
        with services.database.reading() as session:
            is_there = session.get(Candidate, candidate) is not None
            assert (session.get(Contact, candidate) is not None) is is_there
        require_sound(services)
    with in_one_commit(services.database.engine):
        deed_on(first)(services)
    assert first.hex not in repr(contents(url)["candidates"]).replace("-", "")
    require_sound(services)
