"""A film that does not come through: new addresses, the plain file, or words and a button."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.conftest import viewer
from tests.e2e.test_watching import pytestmark
from tests.e2e.watching import WATCH, nothing_wrong, open_film, play_on, player, seeks_to

__all__ = ["pytestmark"]
COMPLAINTS = "Failed to load resource|VIDEOJS|ERR_"
PATIENCE_MS = 40_000  # ours is ten seconds, before that of Video.js
ADDRESS = r"/stream/[^/]+/"


@pytest.fixture(params=[(1440, 810), (390, 844)], ids=["desk", "phone"])
def unlucky(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """A viewer whose console may complain of the network."""
    with viewer(browser, site, *request.param, expected=COMPLAINTS) as page:
        yield page


def test_a_server_that_fails_is_said_and_tried_again(unlucky: Page) -> None:
    unlucky.route("**/master.m3u8", lambda route: route.fulfill(status=503, body="busy"))
    unlucky.goto(WATCH)
    fault = unlucky.get_by_role("alertdialog", name="The film does not come through")
    expect(fault.get_by_role("button", name="Try again")).to_be_focused(timeout=PATIENCE_MS)
    nothing_wrong(unlucky)
    unlucky.unroute("**/master.m3u8")
    fault.get_by_role("button", name="Try again").click()
    expect(fault).to_be_hidden()
    unlucky.get_by_role("button", name="Play Video").click()
    seeks_to(unlucky, "0:01")


def test_addresses_that_expired_are_renewed_without_a_word(unlucky: Page) -> None:
    play_on(unlucky, 5)
    old = re.search(ADDRESS, player(unlucky, "currentSrc()"))
    assert old is not None
    token = old.group()

    def refuse(route: Route) -> None:
        if token in route.request.url:
            route.fulfill(status=404, body="too old")
        else:
            route.continue_()

    unlucky.wait_for_timeout(1100)  # a token carries its second, so the next one differs
    unlucky.route("**/stream/**", refuse)
    unlucky.evaluate("window.videojs.getPlayers().player.src(window.videojs.getPlayers().player.currentSource())")
    expect(unlucky.locator(".fault")).to_be_hidden()
    unlucky.evaluate("window.videojs.getPlayers().player.play()?.catch(() => {})")
    for _ in range(100):
        if token not in player(unlucky, "currentSrc()"):
            break
        unlucky.wait_for_timeout(100)
    assert token not in player(unlucky, "currentSrc()")
    seeks_to(unlucky, r"0:0\d|0:1\d")
    expect(unlucky.locator(".fault")).to_be_hidden()


def test_a_title_that_was_taken_down_says_so(unlucky: Page) -> None:
    open_film(unlucky)
    unlucky.route("**/stream/**", lambda route: route.fulfill(status=404, body="gone"))
    unlucky.route(f"**{WATCH}", lambda route: route.fulfill(status=404, body="gone"))
    unlucky.evaluate("window.videojs.getPlayers().player.src(window.videojs.getPlayers().player.currentSource())")
    fault = unlucky.get_by_role("alertdialog", name="This film is not here any more")
    expect(fault).to_be_visible()
    expect(fault.get_by_role("link", name="Back to the title")).to_have_attribute("href", re.compile("/title/"))


def test_without_a_network_the_film_goes_on_once_it_is_back(unlucky: Page) -> None:
    open_film(unlucky)
    unlucky.context.set_offline(True)
    unlucky.evaluate("window.videojs.getPlayers().player.src(window.videojs.getPlayers().player.currentSource())")
    unlucky.evaluate("() => { window.videojs.getPlayers().player.play()?.catch(() => {}); }")  # nobody waits for it
    fault = unlucky.get_by_role("alertdialog", name="You are offline")
    expect(fault).to_be_visible(timeout=PATIENCE_MS)
    unlucky.context.set_offline(False)
    expect(fault).to_be_hidden()


def test_what_cannot_be_decoded_is_played_from_the_plain_file(unlucky: Page) -> None:
    unlucky.route("**/plain.mp4", lambda route: route.fulfill(status=200, body=b"", content_type="video/mp4"))
    unlucky.goto(WATCH)
    config = unlucky.locator("#watch-config")
    assert '"progressive"' in str(config.text_content())

    def with_plain_file(route: Route) -> None:
        page = route.fetch()
        route.fulfill(response=page, body=re.sub(r'"progressive": "[^"]*"', '"progressive": "/plain.mp4"', page.text()))

    unlucky.route(f"**{WATCH}", with_plain_file)
    unlucky.route("**/master.m3u8", lambda route: route.fulfill(status=200, body="not a playlist"))
    with unlucky.expect_request("**/plain.mp4"):
        unlucky.goto(WATCH)
        open_film(unlucky)
        unlucky.evaluate("window.videojs.getPlayers().player.error(4)")
