"""Every page under load: over thousands of candidates, as users of all roles open them.

Run from the root: `python -m bench.pages`. It fills a database with the invented alliance and more
invented people, starts `schakel serve` on it, and opens the pages of the tours, in an order that is
mixed by a recorded seed, so many a second. A time runs from the moment at which a page was due.
"""

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import httpx2

from bench.alliance import fill
from bench.service import LIMIT, serving
from matching.matcher import Matcher
from service.services import open_services
from service.settings import Settings
from service.web.deps import COOKIE
from tests.e2e.running import url_of
from tests.e2e.site import PASSWORD, Site, seeded
from tests.e2e.tours import STOPS

SEED = 1
PARTNERS = 20

Asked = tuple[str, str, str | None]
"""The name of a page, its path, and whose cookie it is opened with."""


def main() -> None:
    """Fill, serve, open, and print what was seen."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--candidates", type=int, default=3000)
    parser.add_argument("--rate", type=int, default=10, help="pages a second")
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    matcher = Matcher.load()
    with tempfile.TemporaryDirectory() as folder:
        url = url_of(seeded(matcher, Path(folder)))
        with open_services(Settings(database_url=url), matcher=matcher) as services:
            services.pool.warm()
            fill(
                services,
                candidates=options.candidates,
                partners=PARTNERS,
                vacancies=3,
                coach="coach1@example.org",
            )
            with serving(url) as address:
                site = Site(address, services)
                pages = [(each.name, each.at(site), each.email) for each in STOPS]
                times = asyncio.run(_load(address, pages, options.rate, options.seconds))
    _show(times, options)


async def _load(
    address: str, pages: Sequence[Asked], rate: int, seconds: int
) -> Mapping[str, list[float]]:
    times: dict[str, list[float]] = defaultdict(list)
    mixed = random.Random(SEED)
    async with httpx2.AsyncClient(
        base_url=address, timeout=60, limits=httpx2.Limits(keepalive_expiry=1)
    ) as client:
        cookies = {each: await _cookie(client, each) for each in {page[2] for page in pages}}

        async def ask(name: str, path: str, email: str | None, due: float) -> None:
            answer = await client.get(path, headers=cookies[email])
            times[name].append(time.perf_counter() - due)
            if answer.status_code >= 500:
                raise RuntimeError(f"expected {path} to answer, found {answer.status_code}")

        for name, path, email in pages:  # the first ones load what later ones share
            await ask(name, path, email, time.perf_counter())
        times.clear()
        begun = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for number in range(rate * seconds):
                due = begun + number / rate
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                group.create_task(ask(*mixed.choice(pages), due))
    return times


async def _cookie(client: httpx2.AsyncClient, email: str | None) -> Mapping[str, str]:
    """The cookie of somebody who signed in; sent by hand, for the bench has no HTTPS."""
    if email is None:
        return {}
    sent = {"email": email, "password": PASSWORD}
    answer = await client.post("/login", data=sent, headers={"Origin": str(client.base_url)})
    secret = answer.headers["Set-Cookie"].partition(f"{COOKIE}=")[2].partition(";")[0]
    return {"Cookie": f"{COOKIE}={secret}"}


def _show(times: Mapping[str, Sequence[float]], options: argparse.Namespace) -> None:
    every = sorted(each for row in times.values() for each in row)
    cuts = statistics.quantiles(every, n=100)
    p50, p95, p99 = (1000 * cuts[place - 1] for place in (50, 95, 99))
    print(f"{len(every)} pages of {len(times)}, {options.rate} a second, one worker")
    print(f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms, most {1000 * every[-1]:.0f} ms")
    print(f"asked: p95 {1000 * LIMIT:.0f} ms; the slowest pages, by their median:")
    slow = sorted(times.items(), key=lambda each: -statistics.median(each[1]))
    for name, row in slow[:10]:
        print(f"  {name}: {1000 * statistics.median(row):.0f} ms, most {1000 * max(row):.0f} ms")


if __name__ == "__main__":
    main()
