"""The shop in the player, against a process with the bundled models: box, words, saving, turning down, the sheet."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.watching import nothing_wrong, player, seeks_to, unfold
from trendflix.bench.pause import GAVE_UP_MS, PAUSE
from trendflix.demo import film
from trendflix.demo.story import LAST_FERRY

pytestmark = pytest.mark.browser
AT = 10.0
MOMENT = f"/watch/the-last-ferry/?t={AT:.0f}"
SLOW = 30_000
DRESS = "ML-404"
Part = Callable[[float, float], tuple[float, float]]


def open_moment(page: Page) -> Locator:
    """Open the film at a moment, as links to moments do; the panel."""
    page.goto(MOMENT)
    panel = page.get_by_role("complementary")
    expect(panel.get_by_role("group", name="green dress")).to_be_visible(timeout=SLOW)
    unfold(page)
    return panel


def is_wide(page: Page) -> bool:
    """Whether the window is no telephone's."""
    size = page.viewport_size
    return size is not None and size["width"] > 900


def drawn(style: str) -> tuple[float, float, float, float]:
    """Where a style was drawn at that time: left, top, right, bottom in parts of the picture."""
    shots = [shot for shot in film.truth(LAST_FERRY) if shot["start"] <= AT < shot["end"]]
    (worn,) = [one for one in shots[0]["worn"] if one["item_group_id"] == style]
    box = min(worn["boxes"], key=lambda one: abs(one["t"] - AT))
    return box["x"], box["y"], box["x"] + box["w"], box["y"] + box["h"]


def places(page: Page) -> Part:
    """Parts of the picture as points of the page."""
    video = page.locator("video").bounding_box()
    assert video is not None
    scale = min(video["width"] / 1280, video["height"] / 720)
    left = video["x"] + (video["width"] - 1280 * scale) / 2
    top = video["y"] + (video["height"] - 720 * scale) / 2
    return lambda x, y: (left + 1280 * scale * x, top + 720 * scale * y)


def draw(page: Page, style: str) -> None:
    """Draw a box around what is worn, with the mouse."""
    at, (left, top, right, bottom) = places(page), drawn(style)
    page.mouse.move(*at(left, top))
    page.mouse.down()
    page.mouse.move(*at((left + right) / 2, bottom), steps=3)
    page.mouse.move(*at(right, bottom), steps=3)
    page.mouse.up()


def first_product(page: Page, panel: Locator) -> Locator:
    """The first product of an answer; on a busy machine the question is asked again."""
    first = panel.locator(".found-products .piece").first
    again = panel.get_by_role("button", name="Try again")
    for _ in range(3):
        expect(first.or_(again).first).to_be_visible(timeout=SLOW)
        if first.is_visible():
            return first
        again.click()
    return first


def test_a_box_around_the_dress_finds_the_dress(page: Page, look: None) -> None:
    panel = open_moment(page)
    panel.get_by_role("button", name="Draw a box").click()
    expect(page.get_by_role("application", name=re.compile("Box on the picture"))).to_be_focused()
    draw(page, DRESS)
    expect(panel.get_by_role("button", name="Cancel").or_(panel.get_by_text("Like this dress")).first).to_be_visible()
    expect(first_product(page, panel).get_by_role("link").first).to_contain_text("Arcade Dress – Green")
    nothing_wrong(page)
    page.get_by_role("searchbox", name="Find what is worn").fill("red")
    expect(panel.locator(".found-products .piece").first.get_by_role("link").first).to_contain_text("Red", timeout=SLOW)
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(panel.get_by_role("heading", name="Worn in this scene")).to_be_visible()


def test_keys_alone_draw_move_search_and_leave(page: Page, look: None) -> None:
    panel = open_moment(page)
    page.keyboard.press("r")
    box = page.get_by_role("application", name=re.compile("Box on the picture"))
    expect(box).to_be_focused()
    nothing_wrong(page)
    before, time = box.bounding_box(), player(page, "currentTime()")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowDown")
    after = box.bounding_box()
    assert before is not None and after is not None
    assert after["x"] < before["x"] and after["height"] > before["height"]
    assert player(page, "currentTime()") == time
    page.keyboard.press("Enter")
    first_product(page, panel)
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(panel.get_by_role("heading", name="Worn in this scene")).to_be_visible()


def test_an_answer_is_waited_for_and_can_be_let_go_of(page: Page) -> None:
    page.route("**/region/", lambda route: route.fulfill(status=202, json={"url": "/api/v1/lookups/none/"}))
    page.route("**/lookups/none/", lambda route: route.fulfill(json={"status": "queued", "result": {}, "error": ""}))
    panel = open_moment(page)
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    expect(panel.get_by_role("status")).to_have_text("Looking at the picture …")
    expect(panel.locator("span", has_text="Looking at the picture …")).to_be_visible()
    nothing_wrong(page)
    panel.get_by_role("button", name="Cancel").click()
    expect(panel.get_by_role("heading", name="Worn in this scene")).to_be_visible()


def test_what_cannot_be_answered_says_why_and_is_asked_again(page: Page) -> None:
    page.route("**/region/", lambda route: route.fulfill(status=202, json={"url": "/api/v1/lookups/none/"}))
    answer = {"status": "failed", "result": {}, "error": "The film has no frame at 10.0 s."}
    page.route("**/lookups/none/", lambda route: route.fulfill(json=answer))
    panel = open_moment(page)
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    expect(panel.get_by_role("alert")).to_contain_text("no frame at 10.0 s")
    nothing_wrong(page)
    with page.expect_request("**/region/"):
        panel.get_by_role("button", name="Try again").click()


def test_words_find_products_and_lead_to_a_moment(page: Page, look: None) -> None:
    panel = open_moment(page)
    page.get_by_role("searchbox", name="Find what is worn").fill("orange jacket")
    product = panel.locator(".found-products").get_by_role("link", name=re.compile("^Harbour Jacket"))
    expect(product.first).to_be_visible(timeout=SLOW)
    expect(panel.get_by_text("Looking closer …")).to_be_hidden(timeout=SLOW)
    nothing_wrong(page)
    panel.get_by_role("group").get_by_role("button", name=re.compile("Go to 0:")).first.click()
    seeks_to(page, "0:0[0-7]|0:(2[4-9]|3)")
    assert player(page, "paused()") is True


def test_a_saved_product_is_on_the_list_until_it_is_removed(page: Page) -> None:
    panel = open_moment(page)
    heart = panel.get_by_role("button", name="Save Arcade Dress – Green").first
    with page.expect_response(lambda answer: "/saved/" in answer.url and answer.status == 204):
        heart.click()
    expect(heart).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(panel.get_by_role("button", name="Save Arcade Dress – Green").first).to_have_attribute(
        "aria-pressed", "true", timeout=SLOW
    )
    page.goto("/saved/")
    expect(page.get_by_role("link", name=re.compile("^Arcade Dress – Green"))).to_be_visible()
    nothing_wrong(page)
    page.get_by_role("button", name="Remove Arcade Dress – Green").click()
    expect(page.get_by_text("Nothing saved yet")).to_be_visible()
    nothing_wrong(page)


def test_what_is_not_like_it_goes_and_comes_back(page: Page) -> None:
    dress = open_moment(page).get_by_role("group", name="green dress")
    link = dress.get_by_role("link", name=re.compile("^Arcade Dress – Green"))
    expect(link).to_be_visible()
    dress.get_by_role("button", name="Not like it: Arcade Dress – Green").click()
    expect(link).to_be_hidden()
    undo = dress.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    with page.expect_response(lambda answer: "/dislikes/" in answer.url and answer.status == 204):
        undo.click()
    expect(link).to_be_visible()


def test_more_like_it_and_back(page: Page, look: None) -> None:
    panel = open_moment(page)
    panel.get_by_role("button", name="Similar to Arcade Dress – Green").first.click()
    expect(panel.get_by_role("heading", name="More like it")).to_be_focused()
    expect(panel.get_by_role("link", name=re.compile("^Arcade Dress Rosa"))).to_be_visible(timeout=SLOW)
    nothing_wrong(page)
    panel.get_by_role("button", name="Back").click()
    expect(panel.get_by_role("group", name="green dress")).to_be_visible()


@pytest.mark.parametrize("by", ["", "?by=scene"])
def test_everything_worn_leads_to_its_moment(page: Page, by: str) -> None:
    page.goto(f"/title/the-last-ferry/worn/{by}")
    nothing_wrong(page)
    page.get_by_role("link", name=re.compile("Go to 0:08, green dress")).first.click()
    expect(page.get_by_role("complementary").get_by_role("group", name="green dress")).to_be_visible(timeout=SLOW)
    seeks_to(page, "0:08")


def test_a_heart_on_the_page_of_everything_worn_keeps_the_product(page: Page) -> None:
    page.goto("/title/the-last-ferry/worn/")
    heart = page.get_by_role("button", name="Save Arcade Dress – Green").first
    expect(heart).to_have_attribute("aria-pressed", "false")
    with page.expect_response("**/api/v1/saved/*/"):
        heart.click()
    expect(heart).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(heart).to_have_attribute("aria-pressed", "true")
    page.goto("/saved/")
    expect(page.get_by_role("link", name=re.compile("^Arcade Dress – Green"))).to_be_visible()


def test_the_strip_names_what_is_worn_and_leads_there(page: Page) -> None:
    open_moment(page)
    strip = page.locator(".strip")
    expect(strip).to_have_attribute("aria-hidden", "true")
    place = strip.bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + 0.5 * place["width"], place["y"] + 10)
    if is_wide(page):
        expect(strip.locator(".strip-tip")).to_contain_text("0:2")
    page.mouse.click(place["x"] + 0.5 * place["width"], place["y"] + 10)
    seeks_to(page, "0:(19|20)")


def test_the_sheet_of_a_telephone_grows_shrinks_and_goes(page: Page) -> None:
    panel = open_moment(page)
    if is_wide(page):
        expect(page.locator(".handle")).to_be_hidden()
        return
    half = panel.bounding_box()
    page.get_by_role("button", name="Make the panel larger").press("Enter")
    smaller = page.get_by_role("button", name="Make the panel smaller")
    expect(smaller).to_have_attribute("aria-expanded", "true")
    full, handle = panel.bounding_box(), smaller.bounding_box()
    assert half is not None and full is not None and handle is not None
    assert half["height"] < full["height"] and full["y"] > 0
    nothing_wrong(page)
    x, y = handle["x"] + handle["width"] / 2, handle["y"] + 10
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 600, steps=4)
    page.mouse.up()
    expect(panel).to_be_hidden()


def visits(demo: Path) -> int:
    """How many visits to shops were counted."""
    with closing(sqlite3.connect(demo / "trendflix.sqlite3")) as database:
        found: int = database.execute("SELECT COUNT(*) FROM shopping_clickout").fetchone()[0]
    return found


def test_following_a_product_is_counted_once_and_leads_to_its_shop(page: Page, demo: Path) -> None:
    dress = open_moment(page).get_by_role("group", name="green dress")
    link = dress.get_by_role("link", name=re.compile("^Arcade Dress – Green"))
    expect(link).to_have_attribute("rel", "sponsored nofollow noopener")
    expect(link).to_have_attribute("target", "_blank")
    before = visits(demo)
    is_shop = re.compile(r"^https://shop\.example/")
    with page.context.expect_event("request", lambda request: bool(is_shop.match(request.url))) as asked:
        link.click()
    came_from = asked.value.redirected_from
    assert came_from is not None and "/go/" in came_from.url
    assert visits(demo) == before + 1


def test_pausing_shows_products_and_asks_nobody(page: Page) -> None:
    open_moment(page)
    for place in (AT, AT + 1):
        taken, asked = page.evaluate(PAUSE, [place, GAVE_UP_MS])
        assert taken < GAVE_UP_MS and asked == 0
