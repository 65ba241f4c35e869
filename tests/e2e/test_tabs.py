"""Positions of two tabs and of pages that close."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import viewer
from tests.e2e.test_watching import pytestmark
from tests.e2e.watching import WATCH, play_on, play_to

__all__ = ["pytestmark"]
KEPT = "/api/v1/titles/the-last-ferry/progress/"


def kept(page: Page) -> float:
    """Where the server says that the viewer is."""
    position: float = page.request.get(KEPT).json()["position"]
    return position


def is_kept(page: Page, after: float) -> None:
    """Wait until the server keeps a position after some seconds."""
    for _ in range(100):
        if kept(page) > after:
            return
        page.wait_for_timeout(150)
    raise AssertionError(f"{kept(page)} is kept, not one after {after}")


def test_an_older_tab_takes_nothing_back_when_it_closes(desk: Page) -> None:
    play_on(desk, 8)
    with desk.expect_response(lambda response: "/progress/" in response.url and response.ok):
        desk.keyboard.press("k")
    other = desk.context.new_page()
    play_to(other, 25)
    is_kept(other, 25)
    desk.goto("/")
    desk.wait_for_load_state()
    assert kept(other) > 25


def test_a_save_that_was_stuck_in_an_older_tab_does_not_pass(browser: Browser, site: str) -> None:
    with viewer(browser, site, 1440, 810, expected="ERR_FAILED") as page:
        stuck_save(page)


def stuck_save(desk: Page) -> None:
    """Lose the saves of one tab, play on in another, then let the first through."""
    desk.route("**/progress/", lambda route: route.abort())
    with desk.expect_event("requestfailed", lambda request: "/progress/" in request.url):
        play_to(desk, 8)
    other = desk.context.new_page()
    play_to(other, 25)
    is_kept(other, 25)
    desk.unroute("**/progress/")
    with desk.expect_response(lambda response: "/progress/" in response.url and response.ok) as late:
        pass  # the next beat
    assert late.value.json()["position"] > 25 and kept(other) > 25


def test_a_page_that_closes_while_playing_leaves_its_position(desk: Page) -> None:
    play_on(desk, 12)
    desk.goto("/title/the-last-ferry/")
    expect(desk.get_by_role("heading", name="The Last Ferry")).to_be_visible()
    is_kept(desk, 12)
    desk.goto(WATCH)
    expect(desk.get_by_role("button", name=re.compile("Resume at 0:1"))).to_be_visible()


def test_a_playing_film_is_saved_every_few_seconds(desk: Page) -> None:
    play_on(desk, 1)
    is_kept(desk, 1)
    is_kept(desk, kept(desk) + 2)


def test_a_position_that_the_server_had_no_room_for_is_sent_by_the_next_page(browser: Browser, site: str) -> None:
    with viewer(browser, site, 1440, 810, expected="Failed to load resource") as page:
        no_room(page)


def no_room(desk: Page) -> None:
    """Watch while the server's disk is full, leave, and come back when it has room."""
    desk.route("**/progress/", lambda route: route.fulfill(status=507, body="{}"))
    with desk.expect_response(lambda response: "/progress/" in response.url and response.status == 507):
        play_on(desk, 14)
    assert "the-last-ferry" in str(desk.evaluate("localStorage.getItem('trendflix.unsent')"))
    desk.goto("/title/the-last-ferry/")
    desk.unroute("**/progress/")
    with desk.expect_response(lambda response: "/progress/" in response.url and response.ok):
        desk.goto(WATCH)
    expect(desk.get_by_role("button", name=re.compile("Resume at 0:1"))).to_be_visible()
    assert kept(desk) >= 14
    assert desk.evaluate("localStorage.getItem('trendflix.unsent')") is None
