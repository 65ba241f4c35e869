"""JSON: lines, arrays, objects that hold an array, Shopify's products.json."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from shopping.feeds import Shop, read_feed
from tests.shopping.feeds.helpers import SHOP, good, save, sorted_out
from trendflix.core.errors import UserError


def product(number: int = 1, **more: Any) -> dict[str, Any]:
    """A product with Google's names."""
    return {
        "id": f"P{number}",
        "title": f"Hat {number}",
        "link": f"https://x.example/{number}",
        "image_link": "a.jpg",
        "price": "19.90 EUR",
    } | more


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([product(1), product(2)]),
        json.dumps([product(1), product(2)], indent=1),
        json.dumps({"shop": "Acme", "products": [product(1), product(2)]}),
        json.dumps({"data": {"items": [product(1), product(2)]}}, indent=2),
        "\n".join(map(json.dumps, [product(1), product(2)])),
        "[\n" + ",\n".join(map(json.dumps, [product(1), product(2)])) + "\n]\n",
        "".join(f"{json.dumps(one)},\n" for one in [product(1), product(2)]),
        "\n".join(map(json.dumps, [product(1), product(2)])).replace("}", ",}"),
        json.dumps([product(1), product(2)]).replace("}", ",}").replace("]", ",]"),
        "\ufeff" + json.dumps([product(1), product(2)]),
        f"{json.dumps([product(1)])}\n{json.dumps([product(2)], indent=1)}\n",
    ],
    ids=["array", "indented array", "products", "items within data", "lines", "array of lines", "lines with commas",
         "lines with trailing commas", "array with trailing commas", "BOM", "joined arrays"],
)  # fmt: skip
def test_products_are_found_however_they_are_put(tmp_path: Path, text: str) -> None:
    assert [(row.product_id, row.title) for row in good(save(tmp_path, text))] == [("P1", "Hat 1"), ("P2", "Hat 2")]


def test_products_of_an_array_know_their_lines(tmp_path: Path) -> None:
    path = save(tmp_path, json.dumps([product(1), product(2), product(3)], indent=1))
    assert [entry.line for entry in read_feed(path)] == [2, 9, 16]


def test_a_broken_product_of_an_array_costs_no_other(tmp_path: Path) -> None:
    text = json.dumps([product(n) for n in range(1, 6)], indent=1).replace('"Hat 3"', '"Hat 3')
    rows, reasons = sorted_out(save(tmp_path, text))
    assert [row.product_id for row in rows] == ["P1", "P2", "P4", "P5"] and len(reasons) == 1


def test_an_array_that_is_cut_short_is_read_up_to_there_and_said(tmp_path: Path) -> None:
    text = json.dumps([product(n) for n in range(1, 6)], indent=1)
    for cut in (text[:-2], text[: text.index('"Hat 5"')]):
        entries = read_feed(save(tmp_path, cut))
        assert [next(entries).fields["id"] for _ in range(4)] == ["P1", "P2", "P3", "P4"]
        with pytest.raises(UserError, match="cut short"):
            list(entries)


def test_an_array_larger_than_a_piece_is_read_to_its_end(tmp_path: Path) -> None:
    path = save(tmp_path, json.dumps([product(n, description="word " * 200) for n in range(500)]))
    assert [row.product_id for row in good(path)] == [f"P{n}" for n in range(500)]


def test_booleans_numbers_and_nulls_are_values(tmp_path: Path) -> None:
    fields = product(id=7, price=19.9, currency="EUR", availability=True, color=None, sale_price=1.5e1)
    [row] = good(save(tmp_path, json.dumps(fields)))
    assert (row.product_id, row.price, row.sale_price, row.color) == ("7", Decimal("19.90"), Decimal("15.00"), "")
    assert row.availability == "in_stock"
    [sold_out] = good(save(tmp_path, json.dumps(fields | {"availability": False})))
    assert sold_out.availability == "out_of_stock"


def test_a_price_may_be_an_object(tmp_path: Path) -> None:
    [row] = good(save(tmp_path, json.dumps(product(price={"amount": "12.755", "currencyCode": "KWD"}))))
    assert (row.price, row.currency) == (Decimal("12.755"), "KWD")


def test_products_of_schema_org_are_read(tmp_path: Path) -> None:
    one = {
        "@type": "Product", "sku": "S1", "name": "Hat", "url": "https://x.example/1", "brand": {"name": "Acme"},
        "image": ["https://x.example/a.jpg", {"url": "https://x.example/b.jpg"}],
        "offers": {"price": 9.5, "priceCurrency": "EUR", "availability": "https://schema.org/SoldOut"},
    }  # fmt: skip
    [row] = good(save(tmp_path, json.dumps([one])))
    assert (row.product_id, row.brand, row.price, row.availability) == ("S1", "Acme", Decimal("9.50"), "out_of_stock")
    assert row.images == ("https://x.example/a.jpg", "https://x.example/b.jpg")


STOREFRONT = {
    "products": [
        {
            "id": 1, "title": "Tee", "handle": "tee", "body_html": "<p>Soft</p>", "vendor": "Acme", "product_type": "Tees",
            "published_at": "2024-01-01T00:00:00Z", "options": [{"name": "Color"}, {"name": "Size"}],
            "images": [{"id": 9, "src": "https://cdn.example/1.jpg"}],
            "variants": [
                {"id": 11, "sku": "T", "price": "12.00", "compare_at_price": "15.00", "available": True, "option1": "Red",
                 "option2": "M", "featured_image": {"src": "https://cdn.example/red.jpg"}},
                {"id": 12, "sku": "T", "price": "15.00", "compare_at_price": None, "available": False, "option1": "Blue",
                 "option2": "M", "featured_image": None},
            ],
        },
        {"id": 2, "title": "Draft", "handle": "draft", "published_at": None, "images": [], "variants": [{"id": 21, "price": "1"}]},
    ]
}  # fmt: skip


def test_shopifys_products_json_is_a_product_for_each_variant(tmp_path: Path) -> None:
    (red, blue), reasons = sorted_out(save(tmp_path, json.dumps(STOREFRONT)), SHOP)
    assert [row.product_id for row in (red, blue)] == ["11", "12"] and red.item_group_id == blue.item_group_id == "tee"
    assert (red.price, red.sale_price, red.color, red.size) == (Decimal(15), Decimal(12), "Red", "M")
    assert red.images == ("https://cdn.example/red.jpg", "https://cdn.example/1.jpg")
    assert (blue.availability, blue.link) == ("out_of_stock", "https://acme.example/products/tee")
    assert list(reasons.values()) == ["not for sale: it is not published"]


def test_bare_prices_are_in_the_sites_currency_where_the_feed_says_none(tmp_path: Path) -> None:
    [row] = good(save(tmp_path, json.dumps(product(price="5"))), Shop(default_currency="SEK"))
    assert row.currency == "SEK"
