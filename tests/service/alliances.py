"""The service on a database of its own, SQLite and PostgreSQL, at a time that tests set."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from matching.matcher import Matcher
from service.app import create_app
from service.evaluations import process
from service.services import open_services
from service.settings import Settings
from service.work import Services
from tests.databases import Backend
from tests.service.api.canary import settle_all
from tests.service.api.people import Alliance
from tests.service.gate.scene import Scene, staged


@dataclass
class Hands:
    """A clock whose hands a test moves."""

    now: datetime = datetime(2026, 11, 28, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def services(
    backend: Backend, matcher: Matcher, clock: Hands, tmp_path: Path
) -> Iterator[Services]:
    runs = tmp_path / "runs"
    with backend.lent() as url:
        settings = Settings(database_url=url, control_share=0, runs=runs)
        with open_services(settings, matcher=matcher, clock=clock) as services:
            yield services
    process.end(runs)


@pytest.fixture
def alliance(services: Services) -> Iterator[Alliance]:
    made = Alliance(services, create_app(services))
    yield made
    made.close()


@pytest.fixture
def scene(alliance: Alliance) -> Scene:
    """A vacancy with coaches and candidates."""
    return staged(alliance)


@pytest.fixture
def review(scene: Scene) -> str:
    """A list that the first coach reviews."""
    list_id = scene.request()
    scene.start(list_id)
    return list_id


@pytest.fixture
def settled(alliance: Alliance) -> Alliance:
    """An alliance with a person who is in every table, and whom a search finds by one word."""
    settle_all(alliance)
    return alliance
