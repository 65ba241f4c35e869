"""The shop panel beyond the paused scene: the whole title, words, moments."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.test_watching import pytestmark
from tests.e2e.watching import PLAYER, play_to, unfold

__all__ = ["pytestmark"]


def rows(page: Page) -> int:
    """How many garments the panel lists."""
    return page.locator("shop-panel .garment").count()


def test_the_whole_title_lists_more_than_the_scene(page: Page) -> None:
    play_to(page, 10)
    unfold(page)
    expect(page.get_by_role("group", name="green dress")).to_be_visible()
    in_scene = rows(page)
    page.get_by_role("button", name="Whole title").click()
    expect(page.get_by_role("heading", name="Worn in this title")).to_be_visible()
    assert rows(page) > in_scene
    page.get_by_role("button", name="This scene").click()
    expect(page.get_by_role("heading", name="Worn in this scene")).to_be_visible()
    assert rows(page) == in_scene


def test_words_find_a_garment_and_lead_to_its_moment(page: Page) -> None:
    play_to(page, 20)
    unfold(page)
    page.get_by_role("searchbox", name="Find what is worn").fill("green dress")
    dress = page.get_by_role("group", name="green dress")
    expect(dress).to_be_visible()
    dress.get_by_role("button", name=re.compile("Go to 0:0")).first.click()
    expect(page.locator(".vjs-current-time-display")).to_have_text(re.compile(r"0:0\d"))
    assert page.evaluate(f"{PLAYER}.paused()") is True


@pytest.mark.usefixtures("look")
def test_words_that_nobody_wears_say_so_and_escape_clears_them(page: Page) -> None:
    play_to(page, 10)
    unfold(page)
    box = page.get_by_role("searchbox", name="Find what is worn")
    box.fill("zeppelin")
    expect(page.get_by_text("Nobody wears that here.")).to_be_visible()
    box.press("Escape")
    expect(box).to_have_value("")
    expect(page.get_by_role("group", name="green dress")).to_be_visible()


def test_typing_moves_no_film(page: Page) -> None:
    play_to(page, 10)
    unfold(page)
    before = page.evaluate(f"{PLAYER}.currentTime()")
    page.get_by_role("searchbox", name="Find what is worn").press_sequentially("jlkfms ")
    assert page.evaluate(f"{PLAYER}.currentTime()") == before and page.evaluate(f"{PLAYER}.paused()") is True


def test_axe_finds_nothing_in_the_whole_title(page: Page) -> None:
    play_to(page, 10)
    unfold(page)
    page.get_by_role("button", name="Whole title").click()
    expect(page.get_by_role("heading", name="Worn in this title")).to_be_visible()
    violations = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in violations] == []
