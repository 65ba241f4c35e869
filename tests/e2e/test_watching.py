"""Watching in a browser: play, pause, see what is worn, follow it to a shop."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.watching import PLAYER, WATCH, nothing_wrong, open_film, play_on, play_to, player

pytestmark = pytest.mark.browser


def test_pausing_shows_dots_and_products_with_links_to_shops(page: Page) -> None:
    play_to(page, 10)
    shop = page.get_by_role("complementary", name="Worn in this scene")
    expect(shop).to_be_visible()
    dot = page.get_by_role("button", name=re.compile("green dress, .* product"))
    expect(dot).to_be_visible()
    dress = shop.get_by_role("group", name="green dress")
    link = dress.get_by_role("link", name=re.compile("^Arcade Dress – Green"))
    expect(link).to_have_attribute("rel", "sponsored nofollow noopener")
    expect(link).to_have_attribute("href", re.compile(r"^/go/\d+/\?g=\d+$"))
    if (about := shop.get_by_role("button", name="Advertising")).is_visible():
        about.click()
    expect(shop.get_by_text("commission")).to_be_visible()


def test_a_dot_stands_on_its_garment(page: Page) -> None:
    play_to(page, 10)
    dot = page.get_by_role("button", name=re.compile("green dress"))
    expect(dot).to_be_visible()
    place, video = dot.bounding_box(), page.locator("video").bounding_box()
    assert place is not None and video is not None
    scale = min(video["width"] / 1280, video["height"] / 720)
    left = video["x"] + (video["width"] - 1280 * scale) / 2
    x = (place["x"] + place["width"] / 2 - left) / (1280 * scale)
    assert 0.25 < x < 0.4


def test_pointing_at_a_dot_lights_its_row_and_the_reverse(page: Page) -> None:
    play_to(page, 10)
    row = page.get_by_role("group", name="blue skirt")
    page.get_by_role("button", name=re.compile("blue skirt")).focus()
    expect(row).to_have_class(re.compile("lit"))
    page.get_by_role("group", name="green dress").get_by_role("link").first.focus()
    expect(page.get_by_role("button", name=re.compile("green dress"))).to_have_class(re.compile("lit"))
    expect(row).not_to_have_class(re.compile("lit"))


def test_escape_and_playing_close_the_panel(page: Page) -> None:
    play_to(page, 10)
    shop = page.get_by_role("complementary", name="Worn in this scene")
    page.keyboard.press("Escape")
    expect(shop).to_be_hidden()
    page.keyboard.press("s")
    expect(shop).to_be_visible()
    page.keyboard.press("k")
    expect(shop).to_be_hidden()


def test_a_link_leads_through_our_count_to_the_shop(page: Page) -> None:
    play_to(page, 10)
    link = page.get_by_role("group", name="green dress").get_by_role("link").first
    answer = page.request.get(str(link.get_attribute("href")), max_redirects=0)
    assert answer.status == 302 and answer.headers["location"].startswith("https://shop.example/")


def test_a_viewer_comes_back_to_where_they_were(page: Page) -> None:
    with page.expect_response(lambda response: "/progress/" in response.url and response.status == 200):
        play_to(page, 20)
    page.goto(WATCH)
    resume = page.get_by_role("button", name=re.compile("Resume at 0:2"))
    expect(resume).to_be_visible()
    resume.click()
    expect(resume).to_be_hidden()
    assert page.evaluate(f"{PLAYER}.currentTime()") > 19


@pytest.mark.parametrize(
    "path", ["/", "/title/the-last-ferry/", WATCH, "/search/?q=dress", "/genre/drama/", "/accounts/login/"]
)
def test_axe_finds_nothing(page: Page, path: str) -> None:
    page.goto(path)
    expect(page.get_by_role("main")).to_be_visible()
    nothing_wrong(page)


def test_axe_finds_nothing_on_the_paused_film(page: Page) -> None:
    play_to(page, 10)
    expect(page.get_by_role("group", name="green dress")).to_be_visible()
    nothing_wrong(page)


def test_a_page_that_is_not_there_says_so(page: Page) -> None:
    answer = page.request.get("/title/none/")
    assert answer.status == 404 and "Not here" in answer.text()


def test_nothing_plays_before_somebody_asks(page: Page) -> None:
    open_film(page)
    expect(page.get_by_role("button", name="Play Video")).to_be_visible()
    assert player(page, "paused()") is True and player(page, "currentTime()") == 0


def test_the_system_is_told_what_plays(page: Page) -> None:
    play_on(page, 1)
    told = page.evaluate("[navigator.mediaSession.metadata.title, navigator.mediaSession.metadata.artwork.length]")
    assert told == ["The Last Ferry", 2]
