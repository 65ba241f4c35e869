"""The site in another language, in the other direction, without scripts, and enlarged."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import viewer
from tests.e2e.watching import WATCH, nothing_wrong, open_film, play_to

pytestmark = pytest.mark.browser
PAGES = (
    "/",
    "/title/the-last-ferry/",
    "/title/the-last-ferry/worn/",
    "/saved/",
    "/search/?q=dress",
    "/accounts/login/",
)
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def german(browser: Browser, site: str) -> Iterator[Page]:
    """A viewer whose browser asks for German."""
    with viewer(browser, site, 1440, 810, locale="de-AT") as opened:
        yield opened


@pytest.fixture
def plain(browser: Browser, site: str) -> Iterator[Page]:
    """A viewer whose browser runs no scripts."""
    with viewer(browser, site, 1440, 810, java_script_enabled=False) as opened:
        yield opened


def test_the_player_and_the_shop_speak_german(german: Page) -> None:
    open_film(german)
    expect(german.get_by_role("button", name="Video abspielen")).to_be_visible()
    play_to(german, 10)
    expect(german.get_by_role("heading", name="In dieser Szene getragen")).to_be_visible()
    garment = german.get_by_role("group", name="Kleid in Grün")
    expect(garment).to_be_visible()
    expect(garment.get_by_role("link").first).to_contain_text(re.compile(r"\d,\d\d\s€"))
    expect(german.get_by_role("button", name="Rahmen ziehen").first).to_be_visible()
    expect(german.get_by_text("Angehalten bei 0:1")).to_be_visible()
    expect(german.get_by_role("button", name="Tempo")).to_be_attached()
    nothing_wrong(german)


def test_a_viewer_chooses_a_language_and_keeps_it(desk: Page) -> None:
    desk.goto("/saved/")
    desk.get_by_label("Language").select_option("Deutsch")
    desk.get_by_role("button", name="Change").click()
    expect(desk.get_by_role("heading", name="Gemerkt", level=1)).to_be_visible()
    desk.goto("/")
    expect(desk.get_by_role("link", name="Anmelden")).to_be_visible()
    assert desk.locator("html").get_attribute("lang") == "de"


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_on_the_narrowest_screen_in_german(browser: Browser, site: str, path: str) -> None:
    with viewer(browser, site, 320, 640, locale="de") as narrow:
        narrow.goto(path)
        assert narrow.evaluate(SIDEWAYS) == 0
        nothing_wrong(narrow)


@pytest.mark.parametrize("path", (*PAGES, WATCH))
def test_a_page_turned_round_is_as_wide_and_as_readable(desk: Page, path: str) -> None:
    desk.goto(path)
    desk.evaluate("document.documentElement.dir = 'rtl'")
    assert desk.evaluate(SIDEWAYS) == 0
    nothing_wrong(desk)


def test_controls_run_from_left_to_right_also_on_a_page_turned_round(desk: Page) -> None:
    play_to(desk, 10)
    desk.evaluate("document.documentElement.dir = 'rtl'")
    play, whole = desk.locator(".vjs-play-control"), desk.locator("button.fullscreen")
    assert play.bounding_box()["x"] < whole.bounding_box()["x"]  # type: ignore[index]  # both are shown


def test_the_watch_page_says_what_it_needs_without_scripts(plain: Page) -> None:
    plain.goto(WATCH)
    told = plain.locator("noscript p")  # which selectors by role and by text do not look into
    expect(told).to_be_visible()
    assert "The player needs JavaScript." in told.inner_text()
    told.locator("a", has_text="Everything worn").click()
    expect(plain.get_by_role("heading", name="Everything worn", level=1)).to_be_visible()
    expect(plain.get_by_role("link", name=re.compile("View at shop")).first).to_be_visible()


def test_a_language_is_chosen_without_scripts(plain: Page) -> None:
    plain.goto("/")
    plain.get_by_label("Language").select_option("Deutsch")
    plain.get_by_role("button", name="Change").click()
    expect(plain.get_by_role("link", name="Anmelden")).to_be_visible()
