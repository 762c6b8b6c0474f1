"""What is expensive to make and never changes, made once for all tests."""

import gc
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from matching.matcher import Matcher
from tests.data.sample import Sample, read_sample
from tests.databases import Backend, opened, running_postgres


@pytest.fixture(scope="module", autouse=True)
def lasting() -> None:
    """What outlives a module is taken to stay, so that no search for garbage goes through it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    return Matcher.load()


@pytest.fixture(scope="session")
def sample(matcher: Matcher) -> Sample:
    return read_sample(matcher)


@pytest.fixture(scope="session")
def sqlite_backend(tmp_path_factory: pytest.TempPathFactory) -> Backend:
    return Backend("sqlite", tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    with running_postgres() as server:
        yield Backend("postgresql", tmp_path_factory.mktemp("postgresql"), server)


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def backend(request: pytest.FixtureRequest) -> Backend:
    """Each kind of database that the service must run on."""
    made: Backend = request.getfixturevalue(f"{request.param}_backend")
    return made


@pytest.fixture
def engine(backend: Backend) -> Iterator[Engine]:
    """An engine on a database with all tables and no rows."""
    with backend.lent() as url, opened(url) as engine:
        yield engine
