"""How the panel lies beside the picture at a desk: its rows, its cards, and a picture that keeps its place."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import viewer
from tests.e2e.layout import MANY, many_products, rect, timeline_with
from tests.e2e.test_watching import pytestmark
from tests.e2e.watching import play_on, play_to, player

__all__ = ["pytestmark"]
BASELINES = """(card) => [".money span", ".go"].map((one) => {
  const mark = document.createElement("i");
  mark.style = "display: inline-block; width: 0; height: 0";
  card.querySelector(one).append(mark);
  return mark.getBoundingClientRect().bottom;
})"""
PLACES = """() => {
  const video = document.querySelector("video");
  const place = () => {
    const { left, top, width, height } = video.getBoundingClientRect();
    const scale = Math.min(width / video.videoWidth, height / video.videoHeight);
    return [left + width / 2, top + height / 2, scale * video.videoWidth];
  };
  const before = place();
  return new Promise((done) => {
    const stage = document.querySelector(".stage");
    new MutationObserver(() => done([before, place()])).observe(stage, { attributeFilter: ["class"] });
    window.videojs.getPlayers().player.pause();
  });
}"""
"""The middle and the width of the picture before the film is paused, and when the panel has just opened."""


def test_three_garments_with_a_row_of_products_fit_at_a_desk(browser: Browser, site: str) -> None:
    with viewer(browser, site, 1440, 900) as page:
        timeline_with(page, many_products)
        play_to(page, 10)
        panel, rows = page.locator("shop-panel"), page.locator("shop-panel .garment")
        expect(rows.nth(2)).to_be_visible()
        places = [rect(rows.nth(number)) for number in range(3)]
        assert all(place["bottom"] - place["top"] <= 300 for place in places)
        assert max(rect(card)["bottom"] for card in rows.nth(2).locator(".piece").all()) <= 900
        cards, more = rows.first.locator(".piece"), rows.first.get_by_role("button", name="9 more products")
        expect(more).to_have_text("+9")
        assert rect(cards.last)["right"] <= rect(more)["left"] < rect(more)["right"] <= rect(panel)["right"]
        for card in cards.all():
            price, action = card.evaluate(BASELINES)
            assert abs(price - action) < 1
            expect(card.get_by_role("button", name=re.compile("^Save "))).to_be_visible()
            expect(card.locator("img.photo")).to_have_css("mix-blend-mode", "multiply")
            assert card.locator(".tools").inner_text().split("\n") == ["Similar", "Not like it"]
        more.click()
        expect(rows.first.get_by_role("button", name=re.compile("^Save "))).to_have_count(MANY)


def test_the_picture_is_where_it_was_when_the_panel_opens(page: Page) -> None:
    play_on(page, 10)
    before, after = page.evaluate(PLACES)
    assert all(abs(one - other) < 2 for one, other in zip(before, after, strict=True))
    assert player(page, "paused()") is True
