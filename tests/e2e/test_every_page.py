"""Every kind of page on a desk and a phone: axe finds nothing, nothing scrolls sideways, a silent console, one h1."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import viewer
from tests.e2e.watching import WATCH, nothing_wrong

pytestmark = pytest.mark.browser
SIZES = [(1440, 900), (390, 844)]
NARROWEST = 320
"""The least width that pages fit; the styles make no difference between it and an ordinary phone's."""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAGES = (
    "/",
    "/browse/",
    "/browse/?kind=show&q=nothing-of-that-name",
    "/genre/drama/",
    "/title/the-last-ferry/",
    "/title/the-last-ferry/worn/",
    "/title/island-hours/",
    "/people/",
    "/person/tove-lindqvist/",
    "/collection/evenings-by-the-water/",
    "/search/?q=dress",
    "/search/?q=zeppelin",
    "/saved/",
    "/lists/",
    "/shop/",
    "/shop/?q=zeppelin",
    "/shop/?category=dress&colour=red&sort=cheap",
    "/product/1/",
    "/accounts/login/",
    WATCH,
)


@pytest.fixture(scope="module", params=SIZES, ids=[str(width) for width, _ in SIZES])
def sized(request: pytest.FixtureRequest, browser: Browser, site: str, series: str) -> Iterator[Page]:
    """One viewer at each size, who opens the pages one after the other."""
    width, height = request.param
    with viewer(browser, site, width, height) as opened:
        yield opened


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_sound_at_every_width(sized: Page, path: str) -> None:
    answer = sized.goto(path)
    assert answer is not None and answer.status == 200
    sized.evaluate("scrollTo(0, document.body.scrollHeight)")  # so that rows that load late are there
    expect(sized.locator("h1")).to_have_count(1)
    assert sized.evaluate(SIDEWAYS) == 0
    nothing_wrong(sized)
    window = sized.viewport_size
    assert window is not None
    sized.set_viewport_size({"width": NARROWEST, "height": window["height"]})
    assert sized.evaluate(SIDEWAYS) == 0
    sized.set_viewport_size(window)


@pytest.mark.parametrize("path", ["/browse/", "/genre/drama/", "/collection/evenings-by-the-water/"])
def test_cards_begin_where_the_heading_begins(sized: Page, path: str) -> None:
    sized.goto(path)
    card, heading = sized.locator("main ul.grid > li").first, sized.locator("h1")
    edge = heading.evaluate("one => parseFloat(getComputedStyle(one).paddingInlineStart)")
    box = card.bounding_box()
    assert box is not None and edge >= 16 and abs(box["x"] - edge) <= 1
