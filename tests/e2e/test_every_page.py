"""What holds for every page: axe is content, it fits a narrow screen, it needs no scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.e2e.conftest import Opens
from tests.e2e.site import Site, Stop
from tests.e2e.tours import STOPS

pytestmark = pytest.mark.parametrize("stop", STOPS, ids=lambda stop: stop.name)
NARROW: ViewportSize = {"width": 320, "height": 700}
WIDE: ViewportSize = {"width": 1280, "height": 720}
WIDTH = "document.documentElement.scrollWidth"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_fits_a_narrow_screen_and_axe_finds_no_violation_in_light_and_dark(
    stop: Stop, language: str, opens: Opens, site: Site, axe: Callable[[Page], list[str]]
) -> None:
    page = opens(stop.email, stop.at(site), language=language, viewport=NARROW)
    assert page.locator("html").get_attribute("lang") == language
    assert page.evaluate(WIDTH) <= NARROW["width"]
    page.set_viewport_size(WIDE)
    assert axe(page) == []


def test_a_page_is_whole_without_scripts(stop: Stop, opens: Opens, site: Site) -> None:
    page = opens(stop.email, stop.at(site), java_script_enabled=False)
    assert page.locator("main h1").count() == 1
