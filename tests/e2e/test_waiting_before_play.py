"""Somebody leaves the page open before pressing Play: what is worn has arrived before there are controls."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.layout import rect
from tests.e2e.test_watching import pytestmark
from tests.e2e.watching import open_film, seeks_to

__all__ = ["pytestmark"]


@pytest.mark.parametrize("window", ["desk", "phone"])
def test_the_strip_stands_above_the_seek_bar_and_dots_on_garments(window: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(window)
    open_film(page)
    expect(page.locator(".strip i").first).to_be_attached()
    page.get_by_role("button", name="Play").first.click()
    seeks_to(page, "0:0[1-9]")
    strip, bar = rect(page.locator(".strip")), rect(page.locator(".vjs-progress-holder"))
    assert 0 <= bar["top"] - strip["bottom"] <= 6
    page.keyboard.press("k")
    expect(page.get_by_role("complementary")).to_be_visible()
    expect(page.locator(".dot:visible").nth(1)).to_be_attached()  # not of shoes that the controls of a telephone cover
