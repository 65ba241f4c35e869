"""Dots stand on their garments: what the timeline says against where they are, in pixels, at every size."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from shopping.storefront.timelines import sparse
from tests.e2e.conftest import viewer
from tests.e2e.layout import CONTROLS, overlap, rect
from tests.e2e.test_watching import pytestmark
from tests.e2e.watching import play_to, player

__all__ = ["pytestmark"]
SIZES = [(1440, 810), (1024, 700), (390, 844)]
WITHIN = 3.0
"""Pixels: the player's own timeline rounds middles to a three-hundredth of the picture, and leaves out boxes that lie
nearly on the way between others."""


def box_at(boxes: list[dict[str, float]], t: float) -> dict[str, float]:
    """The box at a time, evenly between the looks at it."""
    before = [box for box in boxes if box["t"] <= t] or boxes[:1]
    after = [box for box in boxes if box["t"] > t] or before[-1:]
    a, b = before[-1], after[0]
    part = 0.0 if b["t"] <= a["t"] else max(0.0, (t - a["t"]) / (b["t"] - a["t"]))
    return {key: a[key] + (b[key] - a[key]) * part for key in "xywh"}


def wanted(page: Page, timeline: dict[str, Any], fit: str) -> dict[str, tuple[float, float, float]]:
    """garment → the middle of its box, and half its height, in pixels of the window."""
    t = player(page, "currentTime()")
    place = page.locator("video").bounding_box()
    assert place is not None
    wide, high = player(page, "videoWidth()"), player(page, "videoHeight()")
    scale = (max if fit == "cover" else min)(place["width"] / wide, place["height"] / high)
    left = place["x"] + (place["width"] - wide * scale) / 2
    top = place["y"] + (place["height"] - high * scale) / 2
    found = {}
    for garment in timeline["garments"]:
        for stay in garment["appearances"]:
            if garment["matches"] and stay["start"] <= t < stay["end"]:
                box = box_at(sparse(stay["boxes"]), t)
                x, y = box["x"] + box["w"] / 2, box["y"] + box["h"] / 2
                found[str(garment["id"])] = (
                    left + x * wide * scale,
                    top + y * high * scale,
                    box["h"] / 2 * high * scale,
                )
    return found


GLIDED = "() => Promise.all(document.querySelector('video').getAnimations().map((one) => one.finished))"
"""The picture has reached the place to which it glides."""


def check(page: Page, timeline: dict[str, Any], fit: str = "contain") -> int:
    """Every dot where it should be: in the middle of its garment, or on it beside a control; how many there are."""
    page.evaluate(GLIDED)
    expect(page.locator(".dot").first).to_be_attached()
    places = wanted(page, timeline, fit)
    dots = page.locator(".dot")
    for number in range(dots.count()):
        dot = dots.nth(number)
        if dot.is_hidden():
            continue
        place = dot.bounding_box()
        assert place is not None
        x, y, reach = places[str(dot.get_attribute("data-garment"))]
        moved = abs(place["y"] + place["height"] / 2 - y)
        assert abs(place["x"] + place["width"] / 2 - x) <= WITHIN
        assert moved <= WITHIN or (moved <= reach + WITHIN and is_covered(page, x, y, place["width"] / 2))
    assert dots.count() == len(places)
    return dots.count()


def is_covered(page: Page, x: float, y: float, radius: float) -> bool:
    """Whether a dot there would lie on one of the player's controls, or below them."""
    dot = {"left": x - radius, "right": x + radius, "top": y - radius, "bottom": y + radius}
    places = [rect(page.locator(one).first) for one in CONTROLS]
    return any(overlap(dot, place) for place in places) or y > rect(page.locator(".strip").first)["top"]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_dots_stand_on_garments_at_every_size(
    browser: Browser, site: str, timeline: dict[str, Any], width: int, height: int
) -> None:
    with viewer(browser, site, width, height) as page:
        play_to(page, 10)
        assert check(page, timeline) >= 3


def test_dots_move_with_the_window(desk: Page, timeline: dict[str, Any]) -> None:
    play_to(desk, 10)
    check(desk, timeline)
    desk.set_viewport_size({"width": 800, "height": 900})
    expect(desk.locator("shop-panel")).to_have_css("border-top-left-radius", "22px")
    desk.wait_for_timeout(100)  # the observer of the picture's size runs with the next frame
    check(desk, timeline)


def test_dots_stand_on_garments_in_full_screen(desk: Page, timeline: dict[str, Any]) -> None:
    play_to(desk, 33)
    desk.keyboard.press("f")
    expect(desk.get_by_role("button", name="Leave full screen")).to_be_visible()
    desk.wait_for_timeout(100)
    assert check(desk, timeline) >= 3
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("complementary", name="Worn in this scene")).to_be_hidden()
    desk.keyboard.press("s")
    assert check(desk, timeline) >= 3


def test_dots_stand_on_garments_where_the_picture_fills_the_screen(phone: Page, timeline: dict[str, Any]) -> None:
    play_to(phone, 10)
    phone.get_by_role("button", name="Settings").click()
    phone.get_by_role("menuitemradio", name="Fills the screen").click()
    expect(phone.locator("video")).to_have_css("object-fit", "cover")
    phone.wait_for_timeout(100)
    assert check(phone, timeline, "cover") >= 3


def test_every_dot_lies_on_the_picture_not_on_its_bars(desk: Page) -> None:
    play_to(desk, 4)
    place = desk.locator("video").bounding_box()
    assert place is not None
    bar = (place["height"] - place["width"] * 9 / 16) / 2
    for number in range(desk.locator(".dot").count()):
        dot = desk.locator(".dot").nth(number).bounding_box()
        assert dot is not None
        assert place["y"] + bar <= dot["y"] + dot["height"] / 2 <= place["y"] + place["height"] - bar
