"""The service as it runs, on the invented alliance, and Chromium to look at it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

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
def filled(matcher: Matcher, tmp_path_factory: Paths) -> Path:
    """A database file with the alliance of data/sample; copied for each module."""
    return seeded(matcher, tmp_path_factory.mktemp("filled"))


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


Opens = Callable[..., Page]
"""Opens a page as somebody: `opens("coach1@example.org", "/coach", language="en")`."""


@pytest.fixture
def opens(site: Site, browser: Browser) -> Iterator[Opens]:
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
            **options,  # type: ignore[arg-type]
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: _note(complaints, said.type, said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if email:
            sign_in(page, email)
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


def violations(page: Page) -> list[str]:
    """What axe finds wrong on a page, each with where it is."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {node['target']} {node.get('failureSummary', '')}"
        for each in found
        for node in each["nodes"]
    ]


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    return violations
