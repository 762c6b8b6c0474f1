"""A database that holds the world, which tests may change: each change is undone."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine

from tests.databases import Backend, opened
from tests.models.world import settle


@pytest.fixture(scope="module")
def settled(backend: Backend) -> Iterator[Engine]:
    with opened(backend.migrated()) as engine:
        with engine.begin() as connection:
            settle(connection)
        yield engine


@pytest.fixture
def world(settled: Engine) -> Iterator[Connection]:
    """A connection on the world, whose changes are undone."""
    with settled.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()
