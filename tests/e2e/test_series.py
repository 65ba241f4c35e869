"""Episodes follow each other: skips, the next one with a countdown, a question, an end."""

import json
import re

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import viewer
from tests.e2e.test_watching import pytestmark
from tests.e2e.watching import nothing_wrong, play_on, player, seeks_to

__all__ = ["pytestmark"]
NEXT = re.compile(r"/watch/.*2/$")
FAST_CLOCK = (
    "() => { const real = window.setInterval; window.setInterval = (act, ms) => real(act, ms === 1000 ? 60 : ms); }"
)


def hurry(page: Page) -> None:
    """Let a countdown's second last 60 ms."""
    page.add_init_script(f"({FAST_CLOCK})()")


def test_a_recap_can_be_skipped_while_it_runs(page: Page, series: str) -> None:
    play_on(page, 0.5, series)
    skip = page.get_by_role("button", name="Skip recap")
    expect(skip).to_be_visible()
    nothing_wrong(page)
    skip.click()
    seeks_to(page, "0:0[56]")
    expect(skip).to_be_hidden()


def test_the_next_episode_is_offered_at_the_credits_and_begins_by_itself(desk: Page, series: str) -> None:
    hurry(desk)
    play_on(desk, 9.2, series)
    expect(desk).to_have_url(NEXT)
    expect(desk.locator(".video-js")).to_have_class(re.compile("vjs-has-started"))


def test_the_offer_can_be_turned_down_and_waits_at_the_end(page: Page, series: str) -> None:
    play_on(page, 9.2, series)
    offer = page.get_by_role("group", name="S1 E2 · Last Boat")
    expect(offer.get_by_role("button", name=re.compile(r"Play next in \d"))).to_be_visible()
    nothing_wrong(page)
    offer.get_by_role("button", name="Watch the credits").click()
    expect(offer).to_be_hidden()
    expect(offer.get_by_role("button", name="Play next", exact=True)).to_be_visible()
    offer.get_by_role("button", name="Play next").click()
    expect(page).to_have_url(NEXT)


def test_a_paused_film_holds_the_countdown(desk: Page, series: str) -> None:
    play_on(desk, 9.2, series)
    button = desk.get_by_role("button", name=re.compile(r"Play next in \d"))
    expect(button).to_be_visible()
    desk.keyboard.press("k")
    held = button.text_content()
    desk.wait_for_timeout(1500)
    assert button.text_content() == held


def test_going_back_before_the_credits_takes_the_offer_away(desk: Page, series: str) -> None:
    play_on(desk, 9.2, series)
    offer = desk.get_by_role("group", name="S1 E2 · Last Boat")
    expect(offer).to_be_visible()
    desk.keyboard.press("0")
    expect(offer).to_be_hidden()


def test_n_leads_to_the_next_episode(desk: Page, series: str) -> None:
    play_on(desk, 1, series)
    desk.keyboard.press("n")
    expect(desk).to_have_url(NEXT)


def test_after_three_untouched_episodes_we_ask(browser: Browser, site: str, series: str) -> None:
    with viewer(browser, site, 1440, 810) as page:
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
        running = "document.getAnimations().filter((one) => one.playState === 'running')"
        moving = page.evaluate(f"{running}.filter((one) => !one.effect.target.closest('.vjs-loading-spinner')).length")
        assert moving == 0
        expect(page.get_by_role("button", name=re.compile("Play next in [1-8]$"))).to_be_visible()
