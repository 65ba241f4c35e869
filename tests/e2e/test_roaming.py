"""Roaming the library in a browser: from a list to a typo to a person, a show, a season, and moving pictures."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import viewer
from tests.e2e.series import ACTRESS
from tests.e2e.test_watching import pytestmark
from tests.e2e.watching import PLAYER, nothing_wrong, player

__all__ = ["pytestmark"]
MOVES = f"() => {{ const p = window.videojs && {PLAYER}; return p && !p.paused() && p.currentTime() > 0.3; }}"


def typed(page: Page, words: str) -> Locator:
    """Type into the search field; the list of suggestions, once it answers the words."""
    field = page.get_by_role("combobox", name=re.compile("Search titles"))
    field.fill("")
    field.press_sequentially(words, delay=20)
    options = page.get_by_role("listbox", name="Suggestions")
    expect(options.get_by_role("option", name=f"All results for “{words}”")).to_be_visible()
    return options


def plays(page: Page) -> None:
    """Wait until the pictures move, without another press."""
    page.wait_for_function(MOVES)


def test_from_the_home_page_to_the_next_episode(page: Page, series: str) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto("/browse/")
    page.get_by_label("Genre").select_option(label="Drama")
    expect(page.get_by_role("link", name=re.compile("Island Hours")).first).to_be_visible()

    typed(page, "tovve lindqivst").get_by_role("option", name=ACTRESS).click()
    expect(page.get_by_role("heading", level=1, name=ACTRESS)).to_be_visible()
    nothing_wrong(page)
    page.get_by_role("link", name=re.compile("^(?!Play).*Island Hours")).first.click()
    expect(page.get_by_role("heading", level=1, name="Island Hours")).to_be_visible()
    page.get_by_role("link", name="Season 2").click()
    expect(page.get_by_role("heading", name=re.compile("Winter Lamp"))).to_be_visible()
    nothing_wrong(page)
    page.get_by_role("link", name="Season 1").click()
    page.get_by_role("link", name="Play episode 1, The Stall").click()
    plays(page)
    assert "play=" not in page.url

    page.keyboard.press("n")
    expect(page).to_have_url(re.compile(r"s01e02/$"))
    with page.expect_response(lambda answer: "/progress/" in answer.url and answer.status == 200):
        plays(page)
        page.keyboard.press("k")
    page.goto("/")
    row = page.get_by_role("region", name="Continue watching")
    expect(row.get_by_role("link", name=re.compile("Island Hours|Last Boat")).first).to_be_visible()


def test_a_misspelt_piece_leads_to_its_moment_which_plays(page: Page) -> None:
    page.goto("/")
    options = typed(page, "orang jaket")
    moment = options.get_by_role("option", name=re.compile("orange outerwear.*The Last Ferry", re.IGNORECASE))
    nothing_wrong(page)
    moment.click()
    plays(page)
    assert 24 <= player(page, "currentTime()") < 34


def test_the_list_is_walked_with_keys_and_closed_with_escape(desk: Page) -> None:
    desk.goto("/people/")
    options, field = typed(desk, "ferr"), desk.get_by_role("combobox", name=re.compile("Search titles"))
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    chosen = options.get_by_role("option", selected=True)
    expect(chosen).to_have_text(re.compile("The Last Ferry"))
    expect(field).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    expect(field).to_be_focused()
    field.press("ArrowUp")
    expect(options.get_by_role("option", selected=True)).to_have_count(0)
    field.press("Escape")
    expect(options).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("ferr")
    field.press("ArrowDown")
    field.press("Enter")
    expect(desk).to_have_url(re.compile("/title/the-last-ferry/"))


def test_enter_without_a_choice_searches(desk: Page) -> None:
    desk.goto("/")
    typed(desk, "green dress")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1, name="green dress")).to_be_visible()
    expect(desk.get_by_role("region", name="Moments").get_by_role("link").first).to_be_visible()
    nothing_wrong(desk)


def test_where_sound_is_refused_the_film_starts_muted_with_a_button(browser: Browser, site: str, series: str) -> None:
    with viewer(browser, site, 1440, 810) as page:
        page.add_init_script(
            "const play = HTMLMediaElement.prototype.play;"
            "HTMLMediaElement.prototype.play = function () { return this.muted ? play.call(this)"
            " : Promise.reject(new DOMException('no gesture', 'NotAllowedError')); };"
        )
        page.goto(f"{series}?play=1")
        plays(page)
        button = page.get_by_role("button", name="Turn on the sound")
        expect(button).to_be_visible()
        assert player(page, "muted()") is True
        nothing_wrong(page)
        button.click()
        expect(button).to_be_hidden()
        assert player(page, "muted()") is False


def test_a_page_loaded_again_waits_for_its_viewer(desk: Page, series: str) -> None:
    desk.goto("/title/island-hours/")
    desk.get_by_role("link", name=re.compile("^(Play|Resume) S1 E")).click()
    plays(desk)
    desk.reload()
    expect(desk.locator("button.fullscreen")).to_be_attached()
    assert player(desk, "paused()") is True


def test_a_title_is_kept_without_leaving_its_page(page: Page, series: str) -> None:
    page.goto("/title/island-hours/")
    keep = page.get_by_role("button", name="My list")
    keep.click()
    expect(page.get_by_role("button", name="My list", pressed=True)).to_be_visible()
    page.get_by_role("button", name="Like", exact=True).click()
    expect(page.get_by_role("button", name="Like", exact=True, pressed=True)).to_be_visible()
    page.get_by_role("button", name="4 stars").press("Enter")
    expect(page.get_by_role("button", name="4 stars", pressed=True)).to_be_focused()
    expect(page.locator(".stars .given")).to_have_count(4)
    page.reload()
    expect(page.get_by_role("button", name="My list", pressed=True)).to_be_visible()
    nothing_wrong(page)


@pytest.mark.parametrize("path", ["/people/", "/search/?q=zeppelin", "/search/?q=tov", "/title/island-hours/?season=2"])
def test_axe_finds_nothing(page: Page, series: str, path: str) -> None:
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    nothing_wrong(page)


def test_all_of_it_can_be_read_without_scripts(browser: Browser, site: str, series: str) -> None:
    with viewer(browser, site, 1440, 810, java_script_enabled=False) as page:
        page.goto("/")
        page.get_by_role("searchbox", name=re.compile("Search titles")).fill("tovve lindqivst")
        page.keyboard.press("Enter")
        page.get_by_role("link", name=re.compile(ACTRESS)).click()
        page.get_by_role("link", name=re.compile("Island Hours")).first.click()
        page.get_by_role("button", name="My list").click()
        expect(page.get_by_role("button", name="My list", pressed=True)).to_be_visible()


def test_a_trailer_plays_in_a_dialog_that_gives_the_focus_back(page: Page, series: str) -> None:
    page.goto("/title/island-hours/")
    link = page.get_by_role("link", name="Trailer")
    link.click()
    dialog = page.get_by_role("dialog", name="Island Hours: trailer")
    expect(dialog).to_be_visible()
    video = dialog.locator("video")
    expect(video).to_have_js_property("paused", False)
    expect(video).not_to_have_js_property("readyState", 0)
    nothing_wrong(page)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(link).to_be_focused()
