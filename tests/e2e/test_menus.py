"""The player's menus, what they remember, and what the seek bar shows."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.test_watching import pytestmark
from tests.e2e.watching import WATCH, nothing_wrong, open_film, play_on, play_to, player, seeks_to, wake

__all__ = ["pytestmark"]
WIDE = 900


def menu(page: Page, name: str) -> Locator:
    """Open the menu that holds something: its own on a wide window, the settings on a narrow one."""
    size = page.viewport_size
    assert size is not None
    own = name if size["width"] >= WIDE or name == "Subtitles" else "Settings"
    wake(page)
    page.get_by_role("button", name=own, exact=True).click()
    opened = page.get_by_role("menu", name=own)
    expect(opened).to_be_visible()
    return opened


def choose(page: Page, name: str, words: str) -> None:
    """Choose something in a menu."""
    menu(page, name).get_by_role("menuitemradio", name=re.compile(f"^{words}")).click()


def test_a_quality_is_held_and_remembered(page: Page) -> None:
    play_on(page, 1)
    choose(page, "Quality", "360p")
    renditions = "tech(true).vhs.representations()"
    assert player(page, f"{renditions}.filter((one) => one.enabled()).map((one) => one.height)") == [360]
    play_on(page, 1)
    chosen = menu(page, "Quality").get_by_role("menuitemradio", name="360p", exact=True)
    expect(chosen).to_have_attribute("aria-checked", "true")
    nothing_wrong(page)
    page.keyboard.press("Escape")
    expect(chosen).to_be_hidden()


def test_a_speed_is_remembered(page: Page) -> None:
    play_on(page, 1)
    choose(page, "Speed", "1.5×")
    assert player(page, "tech(true).playbackRate()") == 1.5
    open_film(page)
    assert player(page, "tech(true).playbackRate()") == 1.5


def test_captions_are_shown_turned_off_and_remembered(page: Page) -> None:
    play_to(page, 0)
    page.evaluate("window.videojs.getPlayers().player.currentTime(2)")
    expect(page.get_by_text("The last ferry leaves at nine.")).to_be_visible()
    choose(page, "Subtitles", "Off")
    expect(page.get_by_text("The last ferry leaves at nine.")).to_be_hidden()
    play_on(page, 1)
    chosen = menu(page, "Subtitles").get_by_role("menuitemradio", name="Off")
    expect(chosen).to_have_attribute("aria-checked", "true")
    nothing_wrong(page)


def test_captions_look_as_they_were_chosen_to(page: Page) -> None:
    play_on(page, 1)
    menu(page, "Subtitles").get_by_role("menuitem", name="How captions look").click()
    looks = page.get_by_role("dialog", name="Caption Settings Dialog")
    looks.get_by_role("combobox", name="Font Size").select_option("150%")
    nothing_wrong(page)
    looks.get_by_role("button", name="Done").click()
    expect(looks).to_be_hidden()
    assert player(page, "textTrackSettings.getValues().fontPercent") == 1.5
    open_film(page)
    assert player(page, "textTrackSettings.getValues().fontPercent") == 1.5


def test_the_volume_is_remembered(desk: Page) -> None:
    play_on(desk, 1)
    desk.evaluate("window.videojs.getPlayers().player.volume(0.3)")
    open_film(desk)
    assert player(desk, "volume()") == 0.3 and player(desk, "muted()") is True


def test_a_menu_is_walked_with_arrows_and_gives_the_focus_back(desk: Page) -> None:
    play_to(desk, 10)
    button = desk.get_by_role("button", name="Speed")
    button.focus()
    desk.keyboard.press("ArrowUp")
    expect(desk.get_by_role("menuitemradio", name="Normal")).to_be_focused()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowDown")
    expect(desk.get_by_role("menuitemradio", name="1.5×")).to_be_focused()
    desk.keyboard.press("Home")
    expect(desk.get_by_role("menuitemradio", name="0.5×")).to_be_focused()
    desk.keyboard.press("End")
    desk.keyboard.press("Enter")
    expect(button).to_be_focused()
    assert player(desk, "tech(true).playbackRate()") == 2


def test_a_press_beside_a_menu_closes_it_and_does_no_more(desk: Page) -> None:
    play_on(desk, 1)
    opened = menu(desk, "Speed")
    desk.mouse.click(300, 300)
    expect(opened).to_be_hidden()
    assert player(desk, "paused()") is False


def test_chapters_are_listed_and_led_to(page: Page) -> None:
    play_on(page, 1)
    choose(page, "Chapters", "Roof")
    seeks_to(page, "0:1[67]")


def test_the_seek_bar_shows_picture_chapter_and_time(desk: Page) -> None:
    play_on(desk, 1)
    bar = desk.get_by_role("slider", name="Progress Bar").bounding_box()
    assert bar is not None
    desk.mouse.move(bar["x"] + bar["width"] * 0.45, bar["y"] + 2)
    preview = desk.locator(".seek-preview")
    expect(preview.locator(".time")).to_have_text("0:18")
    expect(preview.locator(".chapter-name")).to_have_text("Roof")
    expect(preview.locator(".picture")).to_have_css("background-image", re.compile(r"/stream/.*\.jpg"))
    desk.mouse.move(400, 200)
    expect(preview).to_be_hidden()


def test_a_viewer_can_start_again_instead(page: Page) -> None:
    with page.expect_response(lambda response: "/progress/" in response.url and response.ok):
        play_to(page, 20)
    page.goto(WATCH)
    expect(page.get_by_role("button", name="Play Video")).to_be_hidden()
    nothing_wrong(page)
    page.get_by_role("button", name="Start again").click()
    seeks_to(page, "0:0[0-3]")


def test_playing_by_key_resumes_as_well(desk: Page) -> None:
    with desk.expect_response(lambda response: "/progress/" in response.url and response.ok):
        play_to(desk, 20)
    desk.goto(WATCH)
    expect(desk.get_by_role("button", name=re.compile("Resume at 0:2"))).to_be_visible()
    desk.keyboard.press("k")
    seeks_to(desk, "0:2")


def test_another_language_is_heard_and_remembered(page: Page, series: str) -> None:
    enabled = "Array.from(window.videojs.getPlayers().player.audioTracks()).find((one) => one.enabled).language"
    play_to(page, 0, series)
    assert page.evaluate(enabled) == "en"
    choose(page, "Audio", "(German|Deutsch)")
    assert page.evaluate(enabled) == "de"
    play_to(page, 0, series)
    assert page.evaluate(enabled) == "de"
