"""Episodes follow each other: skips, the next one with a countdown, a question, an end."""

import json
import re

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import viewer
from tests.e2e.test_watching import pytestmark
from tests.e2e.watching import nothing_wrong, play_on, play_to, player, seeks_to

__all__ = ["pytestmark"]
COUNTS = re.compile(r"in \d+$")
NEXT = re.compile(r"/watch/.*2/$")
FAST_CLOCK = (
    "() => { const real = window.setInterval; window.setInterval = (act, ms) => real(act, ms === 1000 ? 60 : ms); }"
)


def hurry(page: Page) -> None:
    """Let a countdown's second last 60 ms."""
    page.add_init_script(f"({FAST_CLOCK})()")


def test_a_recap_can_be_skipped_while_it_runs(page: Page, series: str) -> None:
    play_to(page, 0, series)
    skip = page.get_by_role("button", name="Skip recap")
    expect(skip).to_be_visible()
    nothing_wrong(page)
    skip.click()
    seeks_to(page, "0:05")
    expect(skip).to_be_hidden()


def test_the_next_episode_is_offered_at_the_credits_and_begins_by_itself(desk: Page, series: str) -> None:
    hurry(desk)
    play_on(desk, 9.2, series)
    expect(desk).to_have_url(NEXT)
    expect(desk.locator(".video-js")).to_have_class(re.compile("vjs-has-started"))


def test_the_offer_can_be_turned_down_and_waits_at_the_end(page: Page, series: str) -> None:
    play_on(page, 9.2, series)
    offer = page.get_by_role("group", name="S1 E2 · Last Boat")
    expect(offer.locator(".left")).to_have_text(COUNTS)
    page.keyboard.press("k")
    nothing_wrong(page)
    offer.get_by_role("button", name="Watch the credits").click()
    expect(offer).to_be_hidden()
    page.keyboard.press("k")
    expect(offer.get_by_role("link", name="Back to the title")).to_be_visible()
    offer.get_by_role("button", name="Play next").click()
    expect(page).to_have_url(NEXT)


def test_a_paused_film_holds_the_countdown(desk: Page, series: str) -> None:
    play_on(desk, 9.2, series)
    left = desk.locator(".next-card .left")
    expect(left).to_have_text(COUNTS)
    desk.keyboard.press("k")
    held = left.text_content()
    desk.wait_for_timeout(1500)
    assert left.text_content() == held


def test_going_back_before_the_credits_takes_the_offer_away(desk: Page, series: str) -> None:
    play_on(desk, 9.2, series)
    offer = desk.get_by_role("group", name="S1 E2 · Last Boat")
    expect(offer).to_be_visible()
    desk.keyboard.press("k")
    desk.keyboard.press("0")
    expect(offer).to_be_hidden()


def test_n_leads_to_the_next_episode(desk: Page, series: str) -> None:
    play_on(desk, 1, series)
    desk.keyboard.press("n")
    expect(desk).to_have_url(NEXT)


def test_after_three_untouched_episodes_we_ask(browser: Browser, site: str, series: str) -> None:
    with viewer(browser, site, 1440, 810) as page:
        page.add_init_script("localStorage.setItem('trendflix.player', '{\"muted\": true}')")
        run = json.dumps(f'{{"url": "{series}", "unattended": 2, "at": AT}}')
        page.add_init_script(f"sessionStorage.setItem('trendflix.run', {run}.replace('AT', Date.now()))")
        page.goto(series)
        expect(page.locator(".video-js")).to_have_class(re.compile("vjs-has-started"))
        page.evaluate("window.videojs.getPlayers().player.currentTime(13)")
        question = page.get_by_role("group", name="Are you still watching?")
        expect(question).to_be_visible()
        nothing_wrong(page)
        question.get_by_role("button", name="Yes, play next").click()
        expect(page).to_have_url(NEXT)


def test_the_last_episode_ends_with_a_card(page: Page, series: str) -> None:
    play_on(page, 12, series.replace("1/", "2/"))
    end = page.get_by_role("group", name="The end")
    expect(end).to_be_visible()
    expect(end.get_by_role("button", name="Watch again")).to_be_focused()
    nothing_wrong(page)
    end.get_by_role("button", name="Watch again").click()
    expect(end).to_be_hidden()
    assert player(page, "paused()") is False


def test_without_motion_the_countdown_counts_all_the_same(browser: Browser, site: str, series: str) -> None:
    with viewer(browser, site, 1440, 810, reduced_motion="reduce") as page:
        play_on(page, 9.2, series)
        line = page.locator(".next-card .line")
        expect(line).to_have_css("transition-duration", "0s")
        moving = page.evaluate("document.getAnimations().filter((one) => one.playState === 'running').length")
        assert moving == 0
        expect(page.locator(".next-card .left")).to_have_text(re.compile("in [1-8]$"))
