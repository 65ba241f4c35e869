"""An administrator brings a shop's feed through the admin and finds its products there."""

from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

WORK_MS = 120_000
FEEDS = "/admin/shopping/feed/"
HEAD = '<?xml version="1.0"?><rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>'

pytestmark = pytest.mark.browser


def feed_xml(*rows: dict[str, str]) -> bytes:
    """A Google Merchant feed."""
    items = ("".join(f"<g:{name}>{escape(value)}</g:{name}>" for name, value in row.items()) for row in rows)
    return (HEAD + "".join(f"<item>{one}</item>" for one in items) + "</channel></rss>").encode()


def row(number: int, **more: str) -> dict[str, str]:
    """A jacket of the shop."""
    fields = {
        "id": f"J{number}",
        "title": f"Rain jacket {number}",
        "link": f"https://shop.example/{number}",
        "image_link": f"images/{number}.jpg",
        "price": "79.00 EUR",
        "availability": "in_stock",
    }
    return {name: value for name, value in (fields | more).items() if value}


@pytest.fixture(autouse=True)
def pictures(empty_data: Path) -> None:
    """The jackets' pictures, beside the uploaded feeds, so that nothing is fetched."""
    folder = empty_data / "media" / "feeds" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, 4):
        Image.new("RGB", (120, 160), (40 * number, 60, 120)).save(folder / f"{number}.jpg")


def upload(admin: Page, name: str, data: bytes) -> None:
    """Add a feed; ends on its page, when the import is done."""
    admin.goto(f"{FEEDS}add/")
    admin.get_by_label("Name:", exact=True).fill(name)
    file = {"name": "feed.xml", "mimeType": "text/xml", "buffer": data}
    admin.get_by_label("File:").set_input_files(file)  # type: ignore[arg-type]  # a FilePayload
    admin.get_by_role("button", name="Save", exact=True).click()
    expect(admin.locator("[data-kind=import_feed]")).to_have_attribute("data-status", "done", timeout=WORK_MS)


def test_a_feed_is_uploaded_its_report_read_and_its_products_found(admin: Page) -> None:
    upload(admin, "Luma", feed_xml(row(1), row(2), row(3, price="")))
    report = admin.locator(".job-state")
    expect(report).to_contain_text("3 seen, 2 created")
    expect(report).to_contain_text("1 rejected")
    expect(report).to_contain_text("J3")
    admin.get_by_role("link", name="Products of this feed: 2").click()
    expect(admin.get_by_role("link", name="Rain jacket 1")).to_be_visible()
    expect(admin.locator("#result_list tbody tr")).to_have_count(2)


def test_a_newer_file_of_the_feed_updates_its_products(admin: Page) -> None:
    upload(admin, "Nord", feed_xml(row(1), row(2)))
    file = {"name": "feed.xml", "mimeType": "text/xml", "buffer": feed_xml(row(1, price="59.00 EUR"), row(2))}
    admin.get_by_label("File:").set_input_files(file)  # type: ignore[arg-type]  # a FilePayload
    admin.get_by_role("button", name="Save", exact=True).click()
    expect(admin.locator(".job-state")).to_contain_text("2 seen, 0 created, 1 updated, 1 unchanged", timeout=WORK_MS)


def test_a_file_that_is_no_feed_fails_in_one_line_on_its_page(admin: Page) -> None:
    admin.goto(f"{FEEDS}add/")
    admin.get_by_label("Name:", exact=True).fill("Letter")
    file = {"name": "letter.xml", "mimeType": "text/xml", "buffer": b"Dear Sir, no feed today."}
    admin.get_by_label("File:").set_input_files(file)  # type: ignore[arg-type]  # a FilePayload
    admin.get_by_role("button", name="Save", exact=True).click()
    failed = admin.locator("[data-kind=import_feed]")
    expect(failed).to_have_attribute("data-status", "failed", timeout=WORK_MS)
    expect(failed).to_contain_text("letter")
