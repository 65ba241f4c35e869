"""The panel where there is little room: telephones upright and on their side, and a page at 200 %."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import viewer
from tests.e2e.layout import AT_EDGES, CONTROLS, at_the_edges, overlap, rect, timeline_with
from tests.e2e.test_watching import pytestmark
from tests.e2e.watching import PLAYER, nothing_wrong, play_to

__all__ = ["pytestmark"]
FINGERS: dict[str, Any] = {"has_touch": True, "is_mobile": True}
SIZES: dict[str, tuple[int, int, dict[str, Any]]] = {
    "upright": (390, 844, FINGERS),
    "side": (844, 390, FINGERS),
    "large": (932, 430, FINGERS),
    "200 %": (720, 450, {}),
}
CAPTION = ".vjs-text-track-cue > div"


@pytest.fixture(params=SIZES)
def small(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """A paused film, with garments at the edges of its picture."""
    width, height, more = SIZES[request.param]
    with viewer(browser, site, width, height, **more) as opened:
        timeline_with(opened, at_the_edges)
        play_to(opened, 10)
        opened.evaluate(f"{PLAYER}.currentTime(10)")  # a busy machine pauses when the caption has gone
        expect(opened.locator(CAPTION)).to_be_visible()
        yield opened


def test_the_head_is_folded_and_nothing_lies_on_the_controls(small: Page) -> None:
    panel, size = small.locator("shop-panel"), small.viewport_size
    controls: list[dict[str, Any]] = [rect(small.locator(one).first) for one in CONTROLS]
    caption = rect(small.locator(CAPTION))
    assert small.locator(CAPTION).evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)") >= 16
    dots = [rect(dot) for dot in small.locator(".dot").all() if dot.is_visible()]
    assert len(dots) >= len(AT_EDGES), "garments that controls cover in part have a dot"
    over = [*dots, caption, rect(panel)]
    assert [(one, other) for one in over for other in controls if overlap(one, other)] == []
    beside = rect(panel)["left"] >= rect(small.locator("video"))["right"] - 1
    assert size is not None and beside is (size["width"] > size["height"])
    words, about = panel.get_by_text("We may earn a commission"), panel.get_by_role("button", name="Advertising")
    expect(words).to_be_hidden()
    expect(panel.get_by_role("searchbox")).to_be_hidden()
    expect(panel.locator(".garment").first).to_be_in_viewport()
    about.click()
    panel.get_by_role("button", name="Search and views").click()
    expect(panel.get_by_role("button", name=re.compile("Draw a box"))).to_be_visible()
    for one in (words, panel.get_by_role("searchbox"), panel.get_by_role("button", name="Whole title")):
        expect(one).to_be_in_viewport(ratio=1)
        assert one.evaluate("(one) => one.scrollWidth <= one.clientWidth + 1")
    nothing_wrong(small)
