"""Roaming: rows by buttons and keys, rows that load, taking something off a row, filters."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import viewer
from tests.e2e.watching import nothing_wrong, play_to

pytestmark = pytest.mark.browser
SHIFT = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def bare(browser: Browser, site: str) -> Iterator[Page]:
    """A viewer whose browser runs no scripts."""
    with viewer(browser, site, 1440, 810, java_script_enabled=False) as opened:
        yield opened


def test_home_is_sound_and_does_not_jump(page: Page) -> None:
    page.add_init_script(SHIFT)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("contentinfo").scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    assert page.evaluate("window.shift") < 0.05
    nothing_wrong(page)


def test_play_on_home_leads_to_the_player_in_one_click(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name=re.compile("^(Play|Resume)"), exact=False).first.click()
    expect(page).to_have_url(re.compile("/watch/"))


def test_what_was_begun_is_on_home_and_can_be_taken_off(desk: Page) -> None:
    play_to(desk, 12)
    desk.wait_for_timeout(1500)
    desk.goto("/")
    begun = desk.get_by_role("region", name="Continue watching")
    resumes = desk.get_by_role("link", name=re.compile(r"^Resume 0:1"))
    expect(begun.or_(resumes).first).to_be_visible()
    if begun.count():
        begun.get_by_role("link", name="Play The Last Ferry").focus()
        begun.get_by_role("button", name="Remove The Last Ferry from Continue watching").click()
        expect(begun.get_by_role("link", name=re.compile("The Last Ferry"))).to_have_count(0)
        desk.reload()
        expect(desk.get_by_role("region", name="Continue watching")).to_have_count(0)


def test_filters_hold_at_once_and_stand_in_the_address(desk: Page) -> None:
    desk.goto("/browse/")
    expect(desk.get_by_role("link", name=re.compile("The Last Ferry 2026"))).to_be_visible()
    desk.get_by_label("Kind").select_option("Series")
    expect(desk.get_by_role("main").get_by_role("status")).to_have_text(re.compile("0 titles|1 title"))
    expect(desk).to_have_url(re.compile(r"/browse/\?kind=show&sort=new$|/browse/\?kind=show$"))
    desk.get_by_label("Kind").select_option("Films")
    expect(desk.get_by_role("link", name=re.compile("The Last Ferry 2026"))).to_be_visible()
    desk.get_by_role("link", name="Remove the filter Films").click()
    expect(desk).to_have_url(re.compile(r"/browse/"))
    nothing_wrong(desk)


def test_browse_works_without_scripts(bare: Page) -> None:
    bare.goto("/browse/")
    bare.get_by_label("Sort by").select_option("Name")
    bare.get_by_role("button", name="Show").click()
    expect(bare).to_have_url(re.compile("sort=name"))
    names = bare.locator("#results .label b").all_text_contents()
    assert len(names) > 1 and names == sorted(names)
