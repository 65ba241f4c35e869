"""From a shop's address to what it earns: errors, mapping, products, a match, a review, a click, an order."""

import io
import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from shopping.insights.signatures import signature_of
from tests.e2e import earning
from tests.e2e.conftest import ADMIN_PASSWORD, viewer
from tests.e2e.downloads import sheet
from tests.e2e.test_admin_feed import FEEDS, WORK_MS, feed_xml, row
from tests.sites import manage

pytestmark = pytest.mark.browser
EXPECTED = "Applying inline style|404"
"""What the console says of axe, which measures with styles that pages do not allow, and of a film without a file."""
LEAVE = "setInterval(() => dispatchEvent(new Event('pagehide')), 200)"
"""Lets the page tell what was seen as soon as something was; when it is really left, the browser's name is another."""
PERSON = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
"""A browser that is not taken for a program."""


@pytest.fixture
def shop() -> Iterator[str]:
    """A shop's server: a feed of two jackets, one of them in a section of its own words, and two broken rows."""
    data = io.BytesIO()
    Image.new("RGB", (120, 160), (40, 60, 120)).save(data, "JPEG")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(data.getvalue() if self.path.endswith(".jpg") else self.feed())

        def feed(self) -> bytes:
            host = f"http://{self.headers['Host']}"
            odd = {"title": "Zorb", "product_type": "Season 7 > Zorbs", "link": f"{host}/zorb"}
            rows = [row(1, **odd), row(2), row(3, price=""), row(4, price="free", id="=1+3")]
            return feed_xml(*(one | {"image_link": f"{host}/{n}.jpg"} for n, one in enumerate(rows)))

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{http.server_address[1]}"
    http.shutdown()


@pytest.fixture
def desk(browser: Browser, empty_site: str) -> Iterator[Page]:
    """The administrator; what the console says of axe is expected."""
    with viewer(browser, empty_site, 1440, 900, expected=EXPECTED) as opened:
        opened.goto("/admin/")
        opened.get_by_label("User name or e-mail address").fill("admin")
        opened.get_by_label("Password").fill(ADMIN_PASSWORD)
        opened.get_by_role("button", name="Sign in").click()
        yield opened


def faults(page: Page) -> list[str]:
    """What axe finds in what is ours on a page of the admin."""
    results = Axe().run(page, context="#content").response
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in results["violations"]]


def secret_of(desk: Page, feed: str) -> str:
    """Make the secret with which a shop signs, and read it where it is shown once."""
    desk.goto(FEEDS)
    desk.get_by_role("row", name=feed).get_by_role("checkbox").check()
    desk.get_by_role("combobox", name="Action").select_option(label="Make a secret for reports of orders")
    desk.get_by_role("button", name="Go", exact=True).click()
    told = desk.get_by_text("which is not shown again").inner_text()
    return told.rsplit(" ", 1)[1]


def approve(desk: Page, product: str) -> None:
    """Decide in the review that the film's garment is this product."""
    desk.goto("/admin/review/")
    with desk.expect_response(re.compile("title=")):
        desk.get_by_label("Title").select_option(label=earning.NAME)
    expect(desk.get_by_role("link", name=earning.NAME)).to_be_visible()
    card = desk.get_by_role("list").get_by_role("button", name=re.compile(product))
    card.click()
    expect(card).to_have_attribute("aria-pressed", "true")
    desk.get_by_role("toolbar").get_by_role("button", name="Approve").click()
    expect(desk.locator("#review-status")).to_have_text(f"Approved: {product}")


def save_and_visit(page: Page, product: str) -> str:
    """Look at what is worn in the film, save the product, read its page, go to the shop; the click's number."""
    page.goto(f"/title/{earning.SLUG}/worn/")
    card = page.get_by_role("listitem").filter(has_text=product)
    expect(card).to_be_visible()
    with page.expect_response("**/api/v1/saved/*/"):
        card.get_by_role("button", name=f"Save {product}").click()
    with page.expect_popup() as opened:
        card.get_by_role("link", name="View at shop").click()
    opened.value.wait_for_url("**/zorb?click=*")
    page.bring_to_front()
    with page.expect_request("**/api/v1/events/"):
        page.evaluate(LEAVE)
    card.get_by_role("link", name=product).click()
    expect(page.get_by_role("heading", name=product)).to_be_visible()
    (click,) = parse_qs(urlsplit(opened.value.url).query)["click"]
    return click


def test_a_feed_by_address_goes_from_its_errors_to_an_order(
    desk: Page, shop: str, browser: Browser, empty_site: str, empty_data: Path
) -> None:
    desk.goto(f"{FEEDS}add/")
    desk.get_by_label("Name:", exact=True).fill("Address shop")
    desk.get_by_label("Comes from").select_option(label="a web address")
    expect(desk.get_by_label("File:")).to_be_hidden()
    desk.get_by_label("Address:", exact=True).fill(f"{shop}/feed.xml")
    desk.get_by_label("Fetched").select_option(label="every hour")
    desk.get_by_label("Affiliate parameters").fill("click={click_id}")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.locator("[data-kind=import_feed]")).to_have_attribute("data-status", "done", timeout=WORK_MS)
    desk.reload()
    expect(desk.locator(".feed-panel .feed-state").first).to_have_text("live")
    assert faults(desk) == []

    desk.get_by_role("link", name="Report", exact=True).click()
    desk.get_by_label("Kind").select_option(label="Rejected")
    desk.get_by_role("button", name="Filter").click()
    expect(desk.get_by_role("cell", name="price is missing")).to_be_visible()
    expect(desk.locator("#content tbody tr")).to_have_count(2)
    name, rows = sheet(desk.get_by_role("link", name="CSV"))
    assert name == "address-shop-report.csv" and [line[1] for line in rows] == ["id", "J3", "'=1+3"]
    assert faults(desk) == []

    desk.get_by_role("link", name="Mapping and preview").click()
    assert faults(desk) == []
    expect(desk.get_by_role("textbox", name="Section").first).to_have_value("Season 7 > Zorbs")
    desk.get_by_role("combobox", name="Category", exact=True).first.select_option("outerwear")
    desk.get_by_role("button", name="Update the preview").click()
    expect(desk.get_by_role("row", name="Zorb").get_by_role("cell", name="outerwear", exact=True)).to_be_visible()
    desk.get_by_role("button", name="Confirm and import").click()
    done = desk.locator("[data-kind=import_feed]")
    expect(done).to_have_attribute("data-status", "done", timeout=WORK_MS)

    desk.get_by_role("link", name="Runs", exact=True).click()
    expect(desk.get_by_role("img", name="Live products after the last 2 runs")).to_be_visible()
    assert faults(desk) == []
    desk.get_by_role("navigation", name="Pages of the feed").get_by_role("link", name="Products").click()
    expect(desk.locator("#result_list tbody tr", has_text="Zorb")).to_contain_text("outerwear")

    manage(empty_data, ["shell", "-v0", "-c", "from tests.e2e import earning; earning.make('Zorb')"])
    approve(desk, "Zorb")
    secret = secret_of(desk, "Address shop")
    with viewer(browser, empty_site, 1440, 900, expected="404", user_agent=PERSON) as page:
        click = save_and_visit(page, "Zorb")
    order = {"click": click, "order": "A-1", "amount": "79.00", "currency": "EUR", "time": str(int(time.time()))}
    signed = order | {"signature": signature_of(order, secret)}
    answer = desk.request.get("/api/v1/postback/address-shop/", params=urlencode(signed))
    assert answer.json() == {"order": "A-1", "created": True}

    manage(empty_data, ["shell", "-v0", "-c", "from tests.e2e import earning; earning.roll_up()"])
    desk.goto("/admin/shopping/figures/?table=title")
    film = desk.get_by_role("row", name=earning.NAME)
    expect(film.get_by_role("cell", name="€79.00")).to_be_visible()
    counts = film.get_by_role("cell").all_inner_texts()
    assert [counts[place] for place in (0, 5, 7)] == ["1", "1", "1"]  # row, saved, clicks to shops
    assert int(counts[1]) >= 2  # products, those of other shops too
    desk.set_viewport_size({"width": 390, "height": 844})
    table = desk.get_by_role("region", name="By")
    assert table.evaluate("(one) => one.scrollWidth <= one.clientWidth") and faults(desk) == []
    desk.set_viewport_size({"width": 1440, "height": 900})
    name, rows = sheet(desk.get_by_role("link", name="CSV"))
    assert re.fullmatch(r"insights-title-[\d-]{10}-[\d-]{10}\.csv", name)
    assert [line[1:3] + line[-2:] for line in rows] == [
        ["name", "rows_seen", "orders", "earnings"],
        [earning.NAME, "1", "1", "79.00 EUR"],
    ]
    assert faults(desk) == []
