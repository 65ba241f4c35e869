"""Shopify's export and JSON lines, as they are seen in the field."""

from decimal import Decimal
from pathlib import Path

import pytest

from shopping.feeds import Reject, Shop, read_feed, row_of

OLD = (
    "Handle,Title,Body (HTML),Vendor,Type,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,"
    "Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,"
    "Image Src,Variant Image,Google Shopping / Gender,Status\n"
    'tee,Plain Tee,"<p>Soft &amp; light,<br>organic</p>",Acme,Tees,Color,Red,Size,M,T-R-M,shopify,3,deny,12.00,15.00,'
    "https://cdn.example/1.jpg,,female,active\n"
    "tee,,,,,,Blue,,L,T-B-L,shopify,0,deny,15.00,,https://cdn.example/2.jpg,https://cdn.example/blue.jpg,,\n"
    "tee,,,,,,,,,,,,,,,https://cdn.example/3.jpg,,,\n"
    "hidden,Draft,,Acme,Tees,,,,,H-1,,,,5.00,,https://cdn.example/h.jpg,,,draft\n"
)
NEW = (
    "Title,URL handle,Description,Vendor,Type,Status,SKU,Option1 name,Option1 value,Price,Compare-at price,"
    "Inventory tracker,Inventory quantity,Continue selling when out of stock,Product image URL,Variant image URL\n"
    "Wool Coat,wool-coat,Warm.,Acme,Coats,Active,,Colour,Grey,99.00,,shopify,0,TRUE,https://cdn.example/c.jpg,\n"
)
SHOP = Shop("https://acme.example/", "EUR")


def write(folder: Path, text: str) -> Path:
    """A feed file whose name tells nothing."""
    path = folder / "export"
    path.write_text(text, encoding="utf-8")
    return path


def test_shopify_rows_of_a_handle_are_variants_of_a_style(tmp_path: Path) -> None:
    *sold, hidden = read_feed(write(tmp_path, OLD), shop=SHOP)
    red, blue = (row_of(entry) for entry in sold)
    assert (hidden.line, hidden.fault) == (5, "not for sale: its status is draft")
    assert (red.line, red.product_id, red.item_group_id, red.color, red.size) == (2, "T-R-M", "tee", "Red", "M")
    assert (blue.line, blue.title, blue.brand, blue.color, blue.category) == (3, "Plain Tee", "Acme", "Blue", "top")
    assert (red.price, red.sale_price, red.currency) == (Decimal("15.00"), Decimal("12.00"), "EUR")
    assert (red.availability, blue.availability) == ("in_stock", "out_of_stock")
    assert red.link == "https://acme.example/products/tee"
    assert red.images == tuple(f"https://cdn.example/{n}.jpg" for n in (1, 2, 3))
    assert blue.images[0] == "https://cdn.example/blue.jpg"
    assert red.description == "Soft & light, organic" and red.gender == "female"


def test_shopifys_second_header_is_read_too(tmp_path: Path) -> None:
    [coat] = (row_of(entry) for entry in read_feed(write(tmp_path, NEW), shop=SHOP))
    assert (coat.product_id, coat.color, coat.category, coat.availability) == (
        "wool-coat-Grey",
        "Grey",
        "outerwear",
        "in_stock",
    )


def test_a_shopify_export_needs_the_shops_address(tmp_path: Path) -> None:
    with pytest.raises(Reject, match="link is missing"):
        row_of(next(read_feed(write(tmp_path, OLD))))


def test_scraped_json_lines_become_products(tmp_path: Path) -> None:
    line = (
        '{"title": "Men Slim Jeans", "url": "https://shop.example/p/7", "price": "₹1,799", "rating": "3.6 out of 5",'
        ' "img_src": ["https://cdn.example/1.jpg", "https://cdn.example/2.jpg"], "search_url": "https://x.example/"}'
    )
    [row] = (row_of(entry) for entry in read_feed(write(tmp_path, line + "\n\n")))
    assert (row.title, row.price, row.currency, row.category) == ("Men Slim Jeans", Decimal(1799), "INR", "trousers")
    assert row.images == ("https://cdn.example/1.jpg", "https://cdn.example/2.jpg") and len(row.product_id) == 16


def test_json_lines_take_googles_names_and_bare_prices(tmp_path: Path) -> None:
    line = (
        '{"id": 7, "title": "Hat", "link": "https://s.example/7", "image_link": "a.jpg", "price": 12.5, "color": null}'
    )
    [row] = (row_of(entry) for entry in read_feed(write(tmp_path, line), shop=SHOP))
    assert (row.product_id, row.price, row.currency, row.images) == ("7", Decimal("12.50"), "EUR", ("a.jpg",))


@pytest.mark.parametrize(("line", "reason"), [('{"id": "1", ', "not JSON"), ("[1]", "not a JSON object")])
def test_a_bad_json_line_is_one_bad_row(tmp_path: Path, line: str, reason: str) -> None:
    good = '{"id": 1, "title": "Hat", "link": "https://s.example/", "image_link": "a.jpg", "price": "5 USD"}'
    first, second, third = read_feed(write(tmp_path, f"{good}\n{line}\n{good}"), "jsonl")
    assert row_of(first).title == row_of(third).title == "Hat" and second.line == 2
    with pytest.raises(Reject, match=reason):
        row_of(second)


def test_what_is_longer_than_a_title_may_be_is_cut_in_scraped_feeds(tmp_path: Path) -> None:
    line = '{"title": "' + "x" * 200 + '", "url": "https://s.example/", "image": "a.jpg", "price": "$5"}'
    [row] = (row_of(entry) for entry in read_feed(write(tmp_path, line)))
    assert len(row.title) == 150 and row.title.endswith("…")
