"""The service under load: new shortlists over thousands of candidates, as partners ask for them.

Run from the root: `python -m bench.service`. It fills a database of its own with invented people,
starts `schakel serve` on it, and asks for so many shortlists a second, each for another vacancy.
A time runs from the moment at which a request was due until its answer is there: what waits in a
queue counts. The one who asks runs on the same machine.
"""

import argparse
import asyncio
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx2
from sqlalchemy import URL

from bench.alliance import Asked, fill
from service.migrating import upgrade
from service.services import open_services
from service.settings import Settings

PARTNERS = 20
LIMIT = 0.3
PATIENCE = 120


def main() -> None:
    """Fill, serve, ask, and print what was seen."""
    parser = argparse.ArgumentParser(prog="python -m bench.service", description=__doc__)
    parser.add_argument("--candidates", type=int, default=3000)
    parser.add_argument("--rate", type=int, default=20, help="shortlists a second")
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = URL.create("sqlite", database=str(Path(folder) / "bench.db"))
        upgrade(url)
        lists = options.rate * options.seconds + PARTNERS
        begun = time.perf_counter()
        with open_services(Settings(database_url=url)) as services:
            asked = fill(
                services,
                candidates=options.candidates,
                partners=PARTNERS,
                vacancies=-(-lists // PARTNERS),
            )
        print(f"{options.candidates} candidates in {time.perf_counter() - begun:.0f} s")
        with serving(url, options.workers) as address:
            times, statuses = asyncio.run(_load(address, asked, options.rate, options.seconds))
    _show(times, statuses, options)


@contextmanager
def serving(url: URL, workers: int = 1) -> Iterator[str]:
    """The address of the service on a database, as `schakel serve` runs it."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    command = [sys.executable, "-m", "service", "serve", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--workers", str(workers)],
        env={**os.environ, "SCHAKEL_DATABASE_URL": url.render_as_string()},
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address)
        yield address
    finally:
        process.terminate()
        process.wait()


def _wait(address: str) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            if httpx2.get(f"{address}/api/ready").status_code == 200:
                return
        except httpx2.TransportError:
            time.sleep(0.2)
    raise TimeoutError(f"expected {address} to be ready within {PATIENCE} s; look at its log")


async def _load(
    address: str, asked: Sequence[Asked], rate: int, seconds: int
) -> tuple[list[float], Counter[int]]:
    wanted = [(each.token, vacancy) for each in asked for vacancy in each.vacancies]
    turns = [wanted[place :: len(asked[0].vacancies)] for place in range(len(asked[0].vacancies))]
    queue = [each for turn in turns for each in turn]
    times: list[float] = []
    statuses: Counter[int] = Counter()
    async with httpx2.AsyncClient(base_url=address, timeout=60) as client:

        async def ask(token: str, vacancy: object, due: float) -> None:
            answer = await client.post(
                f"/api/vacancies/{vacancy}/shortlists",
                headers={"Authorization": f"Bearer {token}"},
            )
            times.append(time.perf_counter() - due)
            statuses[answer.status_code] += 1

        for token, vacancy in queue[:PARTNERS]:  # the first ones load what later ones share
            await ask(token, vacancy, time.perf_counter())
        times.clear()
        statuses.clear()
        begun = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for number, (token, vacancy) in enumerate(queue[PARTNERS:][: rate * seconds]):
                due = begun + number / rate
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                group.create_task(ask(token, vacancy, due))
    return times, statuses


def _show(times: Sequence[float], statuses: Counter[int], options: argparse.Namespace) -> None:
    cuts = statistics.quantiles(times, n=100)
    p50, p95, p99 = (1000 * cuts[place - 1] for place in (50, 95, 99))
    print(f"{len(times)} shortlists, {options.rate} a second, {options.workers} worker(s)")
    print(f"answers: {dict(statuses)}")
    print(f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms, most {1000 * max(times):.0f} ms")
    print(f"asked: p95 {1000 * LIMIT:.0f} ms")


if __name__ == "__main__":
    main()
