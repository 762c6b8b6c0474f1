"""Make a screenshot of every page: python -m tests.e2e.screenshots --only partner."""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright
from rich.progress import track

from matching.matcher import Matcher
from tests.e2e.running import CHROMIUM, running, sign_in
from tests.e2e.site import Site, Stop, seeded
from tests.e2e.tours import STOPS

WIDTHS = (1280, 375)
PICTURES = Path("docs/guide/pictures")
SHOWN = (
    "admin-overview",
    "candidate-page",
    "coach-list",
    "coach-people-vacancies",
    "evaluator-runs-run",
    "manager-progress",
    "partner-shortlist",
    "partner-vacancy",
)
"""Those that the guides show: of these the top is kept in the repository."""


def main() -> None:
    """Make them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=Path("docs/screenshots"), help="folder")
    parser.add_argument("--only", default="", help="pages whose name begins so")
    parser.add_argument("--guides", action="store_true", help="only what the guides show")
    parser.add_argument("--language", choices=["nl", "en"], default="nl")
    parser.add_argument("--scheme", choices=["light", "dark"], default="light")
    said = parser.parse_args()
    for folder in (said.to, PICTURES):
        folder.mkdir(parents=True, exist_ok=True)
    stops = [
        each
        for each in STOPS
        if each.name.startswith(said.only) and (each.name in SHOWN or not said.guides)
    ]
    matcher = Matcher.load()
    with (
        TemporaryDirectory() as folder_of_site,
        running(matcher, seeded(matcher, Path(folder_of_site))) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for stop in track(stops, description="pages"):
            for width in WIDTHS:
                _shoot(browser, site, stop, width, said)
        browser.close()


def _shoot(browser: Browser, site: Site, stop: Stop, width: int, said: argparse.Namespace) -> None:
    context = browser.new_context(
        base_url=site.address,
        viewport={"width": width, "height": 800},
        locale="nl-NL" if said.language == "nl" else "en-GB",
        color_scheme=said.scheme,
        reduced_motion="reduce",
    )
    page, path = context.new_page(), stop.at(site)
    if stop.email:
        sign_in(page, stop.email)
    page.goto(path)
    page.screenshot(path=said.to / f"{stop.name}-{width}.png", full_page=True)
    if stop.name in SHOWN and width == WIDTHS[0] and said.scheme == "light":
        page.screenshot(path=PICTURES / f"{stop.name}.{said.language}.png")
    context.close()


if __name__ == "__main__":
    main()
