"""Keys as people know them, the list of them, and what Escape closes first."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_watching import pytestmark
from tests.e2e.watching import nothing_wrong, open_film, play_on, play_to, player, seeks_to, wake

__all__ = ["pytestmark"]


def test_keys_play_pause_and_seek(desk: Page) -> None:
    play_to(desk, 10)
    desk.keyboard.press("Escape")
    desk.keyboard.press("9")
    seeks_to(desk, "0:36")
    desk.keyboard.press("j")
    seeks_to(desk, "0:26")
    desk.keyboard.press("ArrowLeft")
    seeks_to(desk, "0:21")
    desk.keyboard.press("l")
    seeks_to(desk, "0:31")
    desk.keyboard.press("0")
    seeks_to(desk, "0:00")
    desk.keyboard.press("Space")
    assert player(desk, "paused()") is False
    desk.keyboard.press("k")
    assert player(desk, "paused()") is True


def test_keys_change_sound_and_speed(desk: Page) -> None:
    play_on(desk, 10)
    desk.keyboard.press("m")
    assert player(desk, "muted()") is False
    desk.keyboard.press("ArrowDown")
    assert player(desk, "volume()") == 0.95
    desk.keyboard.press(">")
    desk.keyboard.press(">")
    assert player(desk, "tech(true).playbackRate()") == 1.5
    desk.keyboard.press("<")
    assert player(desk, "tech(true).playbackRate()") == 1.25


def test_a_comma_and_a_point_step_by_one_frame(desk: Page) -> None:
    play_to(desk, 10)
    before = player(desk, "currentTime()")
    desk.keyboard.press(".")
    assert player(desk, "currentTime()") == pytest.approx(before + 1 / 24, abs=0.005)
    desk.keyboard.press(",")
    assert player(desk, "currentTime()") == pytest.approx(before, abs=0.005)


def test_c_turns_captions_off_and_on(desk: Page) -> None:
    play_to(desk, 0)
    desk.evaluate("window.videojs.getPlayers().player.currentTime(2)")
    caption = desk.get_by_text("The last ferry leaves at nine.")
    expect(caption).to_be_visible()
    desk.keyboard.press("c")
    expect(caption).to_be_hidden()
    desk.keyboard.press("c")
    expect(caption).to_be_visible()


def test_f_fills_the_screen_with_everything_and_leaves_it(desk: Page) -> None:
    play_to(desk, 10)
    desk.keyboard.press("f")
    expect(desk.get_by_role("button", name="Leave full screen")).to_be_visible()
    assert desk.evaluate("document.fullscreenElement.contains(document.querySelector('shop-panel'))") is True
    expect(desk.get_by_role("complementary", name="Worn in this scene")).to_be_visible()
    desk.keyboard.press("f")
    expect(desk.get_by_role("button", name="Full screen", exact=True)).to_be_visible()


def test_a_question_mark_lists_the_keys_and_keeps_the_focus(page: Page) -> None:
    play_on(page, 10)
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys.get_by_text("Play or pause")).to_be_visible()
    nothing_wrong(page)
    for _ in range(3):
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement || !document.activeElement.closest('.video-js')") is True
    page.keyboard.press("k")
    assert player(page, "paused()") is False
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.keyboard.press("k")
    assert player(page, "paused()") is True


def test_escape_closes_the_innermost_thing_first(desk: Page) -> None:
    play_to(desk, 10)
    desk.keyboard.press("f")
    expect(desk.get_by_role("button", name="Leave full screen")).to_be_visible()
    worn = desk.get_by_role("complementary", name="Worn in this scene")
    words = desk.get_by_role("searchbox", name="Find what is worn")
    words.fill("dress")
    wake(desk)
    desk.get_by_role("button", name="Speed").click()
    menu = desk.get_by_role("menu", name="Speed")
    desk.keyboard.press("?")
    keys = desk.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    desk.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    expect(menu).to_be_visible()
    desk.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(words).to_have_value("dress")
    desk.keyboard.press("Escape")
    expect(words).to_have_value("")
    expect(worn).to_be_visible()
    desk.keyboard.press("Escape")
    expect(worn).to_be_hidden()
    expect(desk.get_by_role("button", name="Leave full screen")).to_be_visible()
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("button", name="Full screen", exact=True)).to_be_visible()


def test_everything_of_the_bar_is_reached_by_tab(desk: Page) -> None:
    play_to(desk, 10)
    desk.keyboard.press("Escape")
    desk.locator(".vjs-play-control").focus()
    names: list[str] = []
    for _ in range(16):
        names.append(str(desk.evaluate("document.activeElement.title || document.activeElement.textContent")))
        desk.keyboard.press("Tab")
    for name in ("Play", "Subtitles", "Speed", "Quality", "Picture-in-Picture", "Full screen"):
        assert name in names
    assert any(name.startswith("Shop") for name in names)


def test_a_key_on_the_seek_bar_shows_where_it_leads(desk: Page) -> None:
    play_to(desk, 10)
    desk.keyboard.press("Escape")
    desk.get_by_role("slider", name="Progress Bar").focus()
    desk.keyboard.press("ArrowRight")
    expect(desk.locator(".seek-preview")).to_be_visible()
    expect(desk.locator(".seek-preview .time")).to_have_text(re.compile(r"0:1\d"))


def test_before_play_keys_do_no_harm(desk: Page) -> None:
    open_film(desk)
    for key in ("n", "j", "ArrowRight", ",", "Escape"):
        desk.keyboard.press(key)
    assert player(desk, "paused()") is True
    expect(desk.get_by_role("button", name="Play Video")).to_be_visible()
