"""A telephone: taps that seek, strokes that open and close the panel, and what must be in reach."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.test_watching import pytestmark
from tests.e2e.watching import nothing_wrong, play_on, play_to, player, seeks_to

__all__ = ["pytestmark"]
STROKE = """([x, from, to, selector]) => {
  const target = selector ? document.querySelector(selector) : document.elementFromPoint(x, from);
  const finger = (y) => new Touch({ identifier: 1, target, clientX: x, clientY: y });
  const send = (name, y, list) => target.dispatchEvent(new TouchEvent(name, {
    bubbles: true, cancelable: true, touches: list, changedTouches: [finger(y)],
  }));
  send("touchstart", from, [finger(from)]);
  send("touchend", to, []);
}"""


def stroke(page: Page, x: int, start: int, end: int, on: str = "") -> None:
    """Draw a finger upwards or downwards over the picture, or over an element."""
    page.evaluate(STROKE, [x, start, end, on])


def test_two_taps_at_the_right_seek_ten_seconds_on(phone: Page) -> None:
    play_on(phone, 5)
    phone.touchscreen.tap(350, 420)
    phone.touchscreen.tap(352, 422)
    expect(phone.locator(".ripple")).to_have_text("10 s")
    seeks_to(phone, "0:1[5-9]")
    assert player(phone, "paused()") is False


def test_two_taps_at_the_left_seek_ten_seconds_back(phone: Page) -> None:
    play_on(phone, 25)
    phone.touchscreen.tap(40, 420)
    phone.touchscreen.tap(42, 422)
    seeks_to(phone, "0:1[5-9]")


def test_one_tap_shows_the_controls_and_another_hides_them(phone: Page) -> None:
    play_on(phone, 5)
    bar = phone.locator(".video-js")
    expect(bar).to_have_class(re.compile("vjs-user-inactive"))
    phone.touchscreen.tap(195, 420)
    expect(bar).to_have_class(re.compile("vjs-user-active"))
    assert player(phone, "paused()") is False


def test_a_stroke_upwards_opens_the_panel_and_one_downwards_closes_it(phone: Page) -> None:
    play_on(phone, 10)
    worn = phone.get_by_role("complementary", name="Worn in this scene")
    stroke(phone, 195, 520, 380)
    expect(worn).to_be_visible()
    stroke(phone, 195, 360, 500, "shop-panel .panel-head")
    expect(worn).to_be_hidden()


def test_what_matters_is_in_reach_of_a_thumb(phone: Page) -> None:
    play_to(phone, 10)
    phone.keyboard.press("Escape")
    for name in ("Play", "Subtitles", "Settings", re.compile("^Shop"), "Full screen"):
        button = phone.get_by_role("button", name=name, exact=isinstance(name, str)).first
        expect(button).to_be_visible()
        box = button.bounding_box()
        assert box is not None and box["width"] >= 40 and box["height"] >= 40
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_all_that_a_wide_bar_has_is_in_the_settings(phone: Page) -> None:
    play_to(phone, 10)
    phone.get_by_role("button", name="Settings").click()
    for name in ("Chapters", "Quality", "Speed", "Picture"):
        expect(phone.get_by_role("menu", name="Settings").get_by_role("group", name=name)).to_be_attached()
    nothing_wrong(phone)
