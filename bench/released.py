"""Released shortlists as partners read them: what an answer costs beside sending its bytes.

Run from the root: `python -m bench.released`. It fills a database of its own with invented people,
releases a list of 50 for each of some partners, and asks for those lists: first in this process, in
turns with bare Starlette apps, by the same client; then over sockets, so many a second, where a
time runs from the moment at which a request was due. The bare apps make the same bytes with orjson;
one also makes the same selects, one also writes such an event (`bench/bare.py`).
"""

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing, redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import httpx2
import orjson
from sqlalchemy import URL
from sqlmodel import col, select, update
from starlette.types import ASGIApp, Message

from bench.alliance import Asked, fill
from bench.bare import app_that, connected, selects, selects_seen, writes
from bench.service import PARTNERS, serving
from models import Entry, User
from service.access.lookup import principal_of_token
from service.app import create_app
from service.migrating import upgrade
from service.released.aliases import give_aliases
from service.services import open_services
from service.settings import Settings
from service.shortlists import repository, service
from service.web.telemetry import configure_logs
from service.words import Decision, ShortlistState
from service.work import Services, Visit

COACH = "coach@example.org"
LENGTH = 50
ROUNDS, EACH = 10, 2 * PARTNERS
LIMIT = 0.06


@dataclass(frozen=True, kw_only=True)
class Own:
    """A list that is released, and the token of the partner whose it is."""

    token: str
    shortlist: UUID


def main() -> None:
    """Fill, release, ask, and print what was seen."""
    parser = argparse.ArgumentParser(prog="python -m bench.released", description=__doc__)
    parser.add_argument("--candidates", type=int, default=3000)
    parser.add_argument("--rate", type=int, default=50, help="reads a second")
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Path(os.devnull).open("w") as nowhere:
        with redirect_stderr(nowhere):
            configure_logs()  # lines are made, as in the service, but not shown
        url = URL.create("sqlite", database=str(Path(folder) / "bench.db"))
        upgrade(url)
        settings = Settings(database_url=url, list_length=LENGTH, control_share=0)
        with open_services(settings) as services:
            made = fill(services, candidates=options.candidates, partners=PARTNERS, vacancies=1)
            own = [_released(services, each) for each in made]
            asyncio.run(_compare(create_app(services), own, str(url.database)))
        with serving(url, options.workers) as address:
            times = asyncio.run(_load(address, own, options.rate, options.seconds))
    _show(times, options)


def _released(services: Services, asked: Asked) -> Own:
    """Ask for a list, and release it with all who are on it, as if a coach had approved them."""
    with services.database.reading() as session:
        who = principal_of_token(session, asked.token, services.clock())
        coach = session.exec(select(User.id).where(User.email == COACH)).one()
    if who is None:
        raise LookupError("expected a partner with this token, found none")
    with Visit(services=services, who=who).writing() as work:
        list_id, _ = service.request(work, asked.vacancies[0])
        by = {"decided_at": work.now, "decided_by_id": coach}
        entries = update(Entry).where(col(Entry.shortlist_id) == list_id)
        work.session.execute(entries.values(decision=Decision.APPROVED, **by))
        listed = repository.find_own(work.session, who, list_id)
        if listed is None:
            raise LookupError("expected the list that was made, found none")
        row = listed.shortlist
        row.state, row.reviewer_id, row.released_by_id = ShortlistState.RELEASED, coach, coach
        row.review_started_at = row.released_at = work.now
        give_aliases(work, listed)
    return Own(token=asked.token, shortlist=list_id)


async def _compare(app: ASGIApp, own: Sequence[Own], file: str) -> None:
    """Ask all apps for the same bytes in turns, and print the CPU time that each takes."""
    whole = [await _asked(app, each) for each in own]
    whole = [await _asked(app, each) for each in own]  # now their events name the first ones
    with selects_seen() as seen:
        await _asked(app, own[0])
    payload = orjson.loads(whole[0])
    if orjson.dumps(payload) != whole[0]:
        raise SystemExit("expected the bytes that orjson makes, found others")
    with closing(connected(file)) as connection:
        asks, keeps = selects(connection, seen), writes(connection)
        path = "/api/shortlists/{shortlist_id}"
        apps: dict[str, ASGIApp] = {
            "Starlette and orjson": app_that(path=path, payload=payload),
            "with the same selects": app_that(asks, path=path, payload=payload),
            "and with an event": app_that(asks, keeps, path=path, payload=payload),
            "ours": app,
        }
        rounds = [[await _cpu(each, own) for each in apps.values()] for _ in range(ROUNDS)]
    middle = [1000 * statistics.median(column) for column in zip(*rounds, strict=True)]
    print(f"{len(whole[0])} bytes, {len(payload['entries'])} entries, {len(seen)} selects")
    for name, spent in zip(apps, middle, strict=True):
        print(f"{name}: {spent:.2f} ms of CPU; ours is {middle[-1] / spent:.1f} x that")


async def _cpu(app: ASGIApp, own: Sequence[Own]) -> float:
    """Seconds of the processor for an answer, in all threads of this process."""
    begun = time.process_time()
    for number in range(EACH):
        await _asked(app, own[number % len(own)])
    return (time.process_time() - begun) / EACH


async def _asked(app: ASGIApp, own: Own) -> bytes:
    """The body of the answer for a list, by the least client that there can be."""
    path = f"/api/shortlists/{own.shortlist}"
    headers = [(b"host", b"localhost"), (b"authorization", f"Bearer {own.token}".encode())]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": path, "raw_path": path.encode(), "query_string": b"",
        "headers": headers, "client": ("127.0.0.1", 1), "server": ("localhost", 80),
    }  # fmt: skip
    came: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        came.append(message)

    await app(scope, receive, send)
    if came[0]["status"] != 200:
        raise SystemExit(f"expected 200, found {came[0]['status']}")
    return b"".join(each.get("body", b"") for each in came[1:])


async def _load(address: str, own: Sequence[Own], rate: int, seconds: int) -> list[float]:
    times: list[float] = []
    async with httpx2.AsyncClient(base_url=address, timeout=60) as client:

        async def ask(each: Own, due: float) -> None:
            headers = {"Authorization": f"Bearer {each.token}"}
            answer = await client.get(f"/api/shortlists/{each.shortlist}", headers=headers)
            answer.raise_for_status()
            times.append(time.perf_counter() - due)

        for each in own:  # the first ones load what later ones share
            await ask(each, time.perf_counter())
        times.clear()
        begun = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for number in range(rate * seconds):
                due = begun + number / rate
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                group.create_task(ask(own[number % len(own)], due))
    return times


def _show(times: Sequence[float], options: argparse.Namespace) -> None:
    cuts = statistics.quantiles(times, n=100)
    p50, p95, p99 = (1000 * cuts[place - 1] for place in (50, 95, 99))
    print(f"{len(times)} reads, {options.rate} a second, {options.workers} worker(s)")
    print(f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms, most {1000 * max(times):.0f} ms")
    print(f"asked: p99 {1000 * LIMIT:.0f} ms")


if __name__ == "__main__":
    main()
