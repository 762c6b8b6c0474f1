"""What holds for every page: axe is content, it fits a narrow screen, it needs no scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Opens
from tests.e2e.site import Site, Stop
from tests.e2e.tours import STOPS

pytestmark = pytest.mark.parametrize("stop", STOPS, ids=lambda stop: stop.name)
WIDTH = "document.documentElement.scrollWidth"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_axe_finds_no_violation_in_light_and_dark(
    stop: Stop, language: str, opens: Opens, site: Site, axe: Callable[[Page], list[str]]
) -> None:
    page = opens(stop.email, stop.at(site), language=language, color_scheme="light")
    assert page.locator("html").get_attribute("lang") == language
    assert axe(page) == []
    page.emulate_media(color_scheme="dark")
    assert axe(page) == []


def test_nothing_is_wider_than_a_screen_of_320_pixels(stop: Stop, opens: Opens, site: Site) -> None:
    page = opens(stop.email, stop.at(site), viewport={"width": 320, "height": 700})
    assert page.evaluate(WIDTH) <= 320


def test_a_page_is_whole_without_scripts(stop: Stop, opens: Opens, site: Site) -> None:
    page = opens(stop.email, stop.at(site), java_script_enabled=False)
    assert page.locator("main h1").count() == 1
