"""What tests of pages begin with."""

import pytest

from tests.databases import Backend
from tests.service.alliances import alliance, clock, review, scene, services, settled

__all__ = ["alliance", "backend", "clock", "review", "scene", "services", "settled"]


@pytest.fixture(scope="session")
def backend(sqlite_backend: Backend) -> Backend:
    """SQLite alone: pages ask what the API asks, and its tests do so on both."""
    return sqlite_backend
