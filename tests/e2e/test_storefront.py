"""Products beyond the player: the shop with its facets, a product's page, lists and what others read of them."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import viewer
from tests.e2e.test_shop import SLOW, is_wide, open_moment
from tests.e2e.watching import nothing_wrong

pytestmark = pytest.mark.browser
GREEN = re.compile("Arcade Dress – Green")


def cards(page: Page) -> Locator:
    """The products that the shop shows."""
    return page.get_by_role("region", name="Results").get_by_role("listitem")


def filters(page: Page) -> Locator:
    """The filters, opened where they are a sheet."""
    sheet = page.locator("#facets")
    if not sheet.is_visible():
        page.get_by_text("Filter and sort").click()
    return sheet


def shown(page: Page) -> None:
    """Close the sheet of filters, where they are one."""
    if not is_wide(page):
        filters(page).get_by_role("button", name="Show").click()
        expect(page.locator("#facets")).to_be_hidden()


def test_facets_narrow_and_count_and_the_address_keeps_them(page: Page) -> None:
    page.goto("/shop/")
    nothing_wrong(page)
    everything = cards(page).count()
    choice = filters(page).get_by_role("checkbox", name=re.compile("^Dress"))
    choice.check()
    expect(cards(page)).to_have_count(4)
    expect(page).to_have_url(re.compile("category=dress"))
    red = filters(page).get_by_role("checkbox", name=re.compile("^Red "))
    red.check()
    expect(cards(page)).to_have_count(1)
    nothing_wrong(page)
    shown(page)
    expect(cards(page)).to_contain_text("Promenade Dress – Red")
    page.reload()
    expect(cards(page)).to_have_count(1)
    filters(page).get_by_role("link", name="Clear filters").click()
    expect(cards(page)).to_have_count(everything)
    page.go_back()
    expect(cards(page)).to_have_count(1)


def test_words_and_an_empty_answer_lead_on(page: Page) -> None:
    page.goto("/shop/")
    box = page.get_by_role("searchbox", name="Search products")
    box.fill("green dress")
    box.press("Enter")
    expect(cards(page).first).to_contain_text("Arcade Dress – Green")
    expect(box).to_be_focused()
    box.fill("zeppelin")
    box.press("Enter")
    expect(page.get_by_text("Try fewer words")).to_be_visible()
    nothing_wrong(page)
    page.get_by_role("region", name="Results").get_by_role("link", name="Look through the shop").click()
    expect(cards(page).nth(9)).to_be_visible()


def test_a_picture_finds_what_looks_like_it(page: Page, look: None, demo: Path, tmp_path: Path) -> None:
    page.goto("/shop/?q=Arcade+Dress+Green")
    source = cards(page).first.locator("img").get_attribute("src") or ""
    picture = tmp_path / "mine.png"
    with Image.open(demo / "media" / source.removeprefix("/media/")) as opened:
        opened.convert("RGB").resize((1600, 1600)).save(picture)
    page.goto("/shop/")
    page.locator("input[type=file]").set_input_files(picture)
    expect(page.get_by_text(re.compile("products? like your picture"))).to_be_visible(timeout=SLOW)
    expect(cards(page).first).to_contain_text("Arcade Dress – Green")
    nothing_wrong(page)
    page.get_by_role("link", name="Without the picture").click()
    expect(page.get_by_text("like your picture")).to_be_hidden()


def test_what_is_no_picture_says_so(page: Page, tmp_path: Path) -> None:
    (tmp_path / "words.jpg").write_text("no picture")
    page.goto("/shop/")
    page.locator("input[type=file]").set_input_files(tmp_path / "words.jpg")
    expect(page.get_by_text("That is no picture")).to_be_visible()


def test_a_products_page_shows_pictures_by_keys_and_leads_to_its_moment(page: Page) -> None:
    page.goto("/shop/?q=Arcade+Dress+Green")
    cards(page).get_by_role("link", name=GREEN).click()
    expect(page.get_by_role("heading", level=1, name=GREEN)).to_be_visible()
    expect(page.get_by_role("heading", name="Similar")).to_be_visible()
    nothing_wrong(page)
    large = page.locator("[data-large]")
    before = large.get_attribute("src") or ""
    page.get_by_role("button", name="Picture 1 of 2").press("ArrowRight")
    expect(page.get_by_role("button", name="Picture 2 of 2")).to_be_focused()
    expect(large).not_to_have_attribute("src", before)
    page.get_by_role("link", name=re.compile("Go to 0:08, green dress")).first.click()
    expect(page.get_by_role("complementary").get_by_role("group", name="green dress")).to_be_visible(timeout=SLOW)


def test_from_a_pause_to_a_list_that_somebody_else_reads(page: Page, browser: Browser, site: str) -> None:
    panel = open_moment(page)
    heart = panel.get_by_role("button", name="Save Arcade Dress – Green").first
    with page.expect_response(lambda answer: "/saved/" in answer.url and answer.status == 204):
        heart.click()
    page.goto("/saved/")
    page.get_by_text("Note and lists").click()
    page.get_by_label("Note", exact=True).fill("for the summer party")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator(".note", has_text="for the summer party")).to_be_visible()
    page.get_by_text("Note and lists").click()
    page.get_by_label("or a new one").fill("Summer")
    page.get_by_role("button", name="Put on it").click()
    expect(page.get_by_text("is on “Summer”")).to_be_visible()
    nothing_wrong(page)
    page.get_by_role("link", name=re.compile("^Summer")).click()
    page.get_by_role("button", name="Share by link").click()
    address = page.get_by_label(re.compile("Whoever has this address")).input_value()
    nothing_wrong(page)
    with viewer(browser, site, 390, 844) as other:
        other.goto(address)
        expect(other.get_by_role("heading", level=1, name="Summer")).to_be_visible()
        expect(other.get_by_role("link", name=GREEN)).to_be_visible()
        expect(other.get_by_text("summer party")).to_have_count(0)
        nothing_wrong(other)
        other.get_by_role("button", name="Save Arcade Dress – Green").click()
        expect(other.get_by_role("button", name="Save Arcade Dress – Green")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Stop sharing").click()
    expect(page.get_by_role("button", name="Share by link")).to_be_visible()
    with viewer(browser, site, 1440, 810, expected="404") as other:
        other.goto(address)
        expect(other.get_by_role("heading", level=1, name="Summer")).to_have_count(0)


def test_lists_are_made_renamed_and_deleted_on_their_pages(page: Page) -> None:
    page.goto("/lists/")
    nothing_wrong(page)
    page.get_by_label("New list").fill("Winter")
    page.get_by_role("button", name="Make the list").click()
    expect(page.get_by_text("Nothing is on this list yet")).to_be_visible()
    nothing_wrong(page)
    page.get_by_text("Rename", exact=True).first.click()
    page.get_by_label("Name").fill("Snow")
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("heading", level=1, name="Snow")).to_be_visible()
    page.get_by_text("Delete", exact=True).click()
    page.get_by_role("button", name="Delete the list").click()
    expect(page.get_by_text("“Snow” is deleted")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Snow"))).to_have_count(0)
