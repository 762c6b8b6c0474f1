"""The demo: every role can sign in and finds something, and no database with rows is filled."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from matching.matcher import Matcher
from matching.taxonomy import data_folder
from service.app import create_app
from service.engine.readers import silently
from service.errors import ConflictError
from service.seeding import Account, seed_demo
from service.services import open_services
from service.settings import Settings
from service.work import Services
from tests.databases import Backend
from tests.service.api.people import BASE, found
from tests.service.conftest import Schakel
from tests.service.test_serve import PATIENCE, free_port, wait_until_ready

PHRASE = "paard batterij nietje correct"
SAMPLE = data_folder() / "sample"


@pytest.fixture(scope="module")
def seeded(
    backend: Backend, matcher: Matcher
) -> Iterator[tuple[Services, dict[str, Account], TestClient]]:
    """A database with the demo in it; nothing of it is changed."""
    with backend.lent() as url:
        settings = Settings(database_url=url, is_demo=True)
        with open_services(settings, matcher=matcher) as services:
            accounts = seed_demo(services, SAMPLE, PHRASE, silently)
            client = TestClient(create_app(services), base_url=BASE, headers={"Origin": BASE})
            yield services, {each.email.partition("@")[0]: each for each in accounts}, client
            client.close()


Seeded = tuple[Services, dict[str, Account], TestClient]


def as_account(seeded: Seeded, name: str) -> TestClient:
    _, accounts, client = seeded
    client.cookies.clear()
    said = {"email": accounts[name].email, "password": PHRASE}
    assert client.post("/api/login", json=said).status_code == 204
    return client


def items(client: TestClient, path: str) -> list[dict[str, Any]]:
    answer = client.get(path)
    assert answer.headers["X-Schakel-Demo"]
    listed: list[dict[str, Any]] = found(answer)["items"]
    return listed


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("admin", "/api/candidates"),
        ("admin", "/api/imports"),
        ("partner1", "/api/vacancies"),
        ("partner2", "/api/vacancies"),
        ("coach1", "/api/candidates"),
        ("coach2", "/api/shortlists"),
        ("evaluator", "/api/programmes"),
        ("manager", "/api/programmes"),
    ],
)
def test_everybody_finds_something(seeded: Seeded, name: str, path: str) -> None:
    assert items(as_account(seeded, name), path)


def test_a_candidate_finds_their_own_page(seeded: Seeded) -> None:
    assert found(as_account(seeded, "candidate").get("/api/own/profile"))


def test_lists_are_in_every_state(seeded: Seeded) -> None:
    client = as_account(seeded, "partner1")
    lists = {each["state"]: each["id"] for each in items(client, "/api/shortlists")}
    assert set(lists) == {"draft", "in_review", "released"}
    entries = found(client.get(f"/api/shortlists/{lists['released']}"))["entries"]
    assert len(entries) >= 10
    assert ["interest"] in [each["feedback"] for each in entries]


def test_a_database_with_rows_is_left_alone(seeded: Seeded) -> None:
    with pytest.raises(ConflictError, match="found one with rows"):
        seed_demo(seeded[0], SAMPLE, PHRASE, silently)


def test_the_command_says_that_it_is_a_demo(
    schakel: Schakel,
    sqlite_backend: Backend,
    matcher: Matcher,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with sqlite_backend.lent() as url:
        monkeypatch.setenv("SCHAKEL_DATABASE_URL", url.render_as_string(hide_password=False))
        monkeypatch.setattr(Matcher, "load", lambda *_, **__: matcher)
        weak = schakel("seed", "demo", "--password", "welkom")
        assert weak.status == 1
        done = schakel("seed", "demo")
        assert "invented" in done.err
        assert "SCHAKEL_IS_DEMO" in done.err
        *accounts, password = done.out.splitlines()
        assert len(accounts) == 8
        assert password.startswith("password of all\t")
        assert schakel("seed", "demo").status == 1


def test_a_demo_is_served_and_gone_afterwards(tmp_path: Path) -> None:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "service", "serve", "--demo", "--port", str(port)],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_until_ready(f"http://127.0.0.1:{port}", process)
        answer = httpx2.get(f"http://127.0.0.1:{port}/api/ready")
        assert answer.headers["X-Schakel-Demo"]
        assert json.loads(answer.text)["candidates"] > 200
        process.send_signal(signal.SIGTERM)
    finally:
        process.terminate()
        said, _ = process.communicate(timeout=PATIENCE)
    assert f"http://127.0.0.1:{port}" in said
    assert "admin@example.org" in said
    assert [*tmp_path.iterdir()] == []
