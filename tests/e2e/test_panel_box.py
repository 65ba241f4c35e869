"""A second box, around nothing: the words of the first are let go of, and the panel says that nobody wears it."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_shop import DRESS, SLOW, draw, open_moment, places, pytestmark

__all__ = ["pytestmark"]
SKY = ((0.86, 0.1), (0.98, 0.4))
"""The window behind the two, where nobody stands."""


@pytest.mark.usefixtures("look")
def test_a_box_on_sky_says_so_and_begins_without_words(desk: Page) -> None:
    panel = open_moment(desk)
    words = panel.get_by_role("searchbox", name="Find what is worn")
    panel.get_by_role("button", name="Draw a box").click()
    draw(desk, DRESS)
    expect(panel.get_by_text("Like this dress")).to_be_visible(timeout=SLOW)
    words.fill("red")
    at, (corner, other) = places(desk), SKY
    desk.mouse.move(*at(*corner))
    desk.mouse.down()
    desk.mouse.move(*at(*other), steps=3)
    desk.mouse.up()
    expect(words).to_have_value("")
    expect(panel.get_by_text("Nothing is worn in this box.").last).to_be_visible(timeout=SLOW)
    expect(panel.locator(".found-products")).to_have_count(0)
