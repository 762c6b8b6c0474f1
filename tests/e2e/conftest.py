"""The service as it runs, on the invented alliance, and Chromium to look at it."""

import os
import shutil
from collections.abc import Callable, Iterator
from fcntl import LOCK_EX, flock
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    StorageState,
    sync_playwright,
)

from matching.matcher import Matcher
from tests.e2e.running import CHROMIUM, running, sign_in
from tests.e2e.site import Site, seeded

Paths = pytest.TempPathFactory


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a browser where there is none."""
    if CHROMIUM is None:
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="needs Chromium on the path"))


@pytest.fixture(scope="session")
def filled(matcher: Matcher, tmp_path_factory: Paths, worker_id: str) -> Path:
    """A database file with the alliance of data/sample; copied for each module.

    Whichever worker comes first makes it for all of them.
    """
    if worker_id == "master":
        return seeded(matcher, tmp_path_factory.mktemp("filled"))
    shared = tmp_path_factory.getbasetemp().parent / "filled.db"
    with shared.with_suffix(".lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not shared.exists():
            seeded(matcher, tmp_path_factory.mktemp("filled")).rename(shared)
    return shared


@pytest.fixture(scope="module")
def site(
    matcher: Matcher, filled: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """The service at an address of this machine, with a database of the module's own."""
    file = tmp_path_factory.mktemp("site") / "schakel.db"
    shutil.copy(filled, file)
    with running(matcher, file) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    os.environ.setdefault("NODE_OPTIONS", "--no-deprecation")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


SignedIn = Callable[[str], StorageState]
"""What a browser keeps of an account that signed in."""


@pytest.fixture(scope="module")
def signed_in(site: Site, browser: Browser) -> SignedIn:
    """Signs in once for each account and module; a test that signs out must do so with its own."""
    kept: dict[str, StorageState] = {}

    def state(email: str) -> StorageState:
        if email not in kept:
            with browser.new_context(base_url=site.address) as context:
                sign_in(context.new_page(), email)
                kept[email] = context.storage_state()
        return kept[email]

    return state


Opens = Callable[..., Page]
"""Opens a page as somebody: `opens("coach1@example.org", "/coach", language="en")`."""


@pytest.fixture
def opens(site: Site, browser: Browser, signed_in: SignedIn) -> Iterator[Opens]:
    """Opens pages; whatever a browser complains of in them fails the test."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(
        email: str | None = None, path: str = "/", *, language: str = "nl", **options: object
    ) -> Page:
        context = browser.new_context(
            base_url=site.address,
            locale="nl-NL" if language == "nl" else "en-GB",
            reduced_motion="reduce",
            storage_state=signed_in(email) if email else None,
            **options,  # type: ignore[arg-type]
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: _note(complaints, said.type, said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints, complaints


def _note(complaints: list[str], kind: str, text: str) -> None:
    # Browsers tell of every status over 399; those that a test expects are no complaint.
    if kind in ("error", "warning") and "the server responded with a status of 4" not in text:
        complaints.append(text)


_COLOURS = {"runOnly": {"type": "tag", "values": ["cat.color"]}, "resultTypes": ["violations"]}


def violations(page: Page) -> list[str]:
    """What axe finds wrong on a page with all of it unfolded, in light and dark, and where.

    Dark differs from light in its colours alone, so there only these are looked at again.
    """
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    page.emulate_media(color_scheme="light")
    found = Axe().run(page).response["violations"]
    page.emulate_media(color_scheme="dark")
    found += Axe().run(page, options=_COLOURS).response["violations"]
    return [
        f"{each['id']}: {node['target']} {node.get('failureSummary', '')}"
        for each in found
        for node in each["nodes"]
    ]


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    return violations
