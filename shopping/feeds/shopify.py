"""Shopify's product export, in both generations of its header.

https://help.shopify.com/en/manual/products/import-export/using-csv. Rows that share a handle are one style: the
first says what it is, every row may add a variant, a picture, or both. The export names neither the shop's address
nor its currency, so ``Shop`` says them.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import groupby
from pathlib import Path

from shopping.feeds.entries import Entry, Fields, Shop
from shopping.feeds.tables import table_rows

NAMES = {
    "handle": ("handle", "url handle"),
    "description": ("body (html)", "description"),
    "category": ("product category", "google shopping / google product category"),
    "sku": ("variant sku", "sku"),
    "price": ("variant price", "price"),
    "before": ("variant compare at price", "compare-at price"),
    "picture": ("image src", "product image url"),
    "own_picture": ("variant image", "variant image url"),
    "stock": ("variant inventory qty", "inventory quantity"),
    "tracker": ("variant inventory tracker", "inventory tracker"),
    "policy": ("variant inventory policy", "continue selling when out of stock"),
    "gender": ("google shopping / gender", "gender"),
    "age_group": ("google shopping / age group", "age group"),
}
OPTIONS = (1, 2, 3)
OPTION_FIELDS = {"color": "color", "colour": "color", "size": "size"}
TAG = re.compile(r"<[^>]*>")
HIDDEN = {"draft", "archived"}


def read(path: Path, shop: Shop) -> Iterator[Entry]:
    """One entry a variant, each with its style's words and pictures."""
    rows = ((line, _renamed(cells)) for line, cells in table_rows(path, ","))
    for _, members in groupby(rows, key=lambda row: row[1].get("handle", "")):
        yield from _variants(list(members), shop)


def _renamed(cells: Fields) -> Fields:
    named = dict(cells)
    for name, headers in NAMES.items():
        named[name] = next((cells[header] for header in headers if cells.get(header)), "")
    return named


def _variants(rows: list[tuple[int, Fields]], shop: Shop) -> Iterator[Entry]:
    first = rows[0][1]
    if first.get("status", "").lower() in HIDDEN:
        return
    pictures = list(dict.fromkeys(row["picture"] for _, row in rows if row["picture"]))
    for line, row in rows:
        if row["price"] or row["sku"]:
            yield Entry(line, _fields(first, row, pictures, shop))


def _fields(first: Fields, row: Fields, pictures: list[str], shop: Shop) -> Fields:
    handle, options = first["handle"], _options(first, row)
    own = [row["own_picture"]] if row["own_picture"] else []
    ordered = list(dict.fromkeys([*own, *pictures]))
    price, before = row["price"], row["before"]
    is_sale = _number(before) > _number(price) > 0
    return {
        "id": row["sku"] or "-".join([handle, *options.values()])[:50],
        "item_group_id": handle[:50],
        "title": first.get("title", ""),
        "description": unescape(TAG.sub(" ", first["description"]))[:5000],
        "link": f"{shop.address.rstrip('/')}/products/{handle}" if shop.address and handle else "",
        "image_link": ordered[0] if ordered else "",
        "additional_image_link": "\n".join(ordered[1:]),
        "price": _money(before if is_sale else price, shop),
        "sale_price": _money(price, shop) if is_sale else "",
        "availability": _availability(row),
        "brand": first.get("vendor", ""),
        "product_type": first.get("type", "") or first["category"],
        "google_product_category": first["category"],
        "gender": first["gender"],
        "age_group": first["age_group"],
        **options,
    }


def _options(first: Fields, row: Fields) -> Fields:
    """Colour and size, whichever options hold them; an option's name stands in the style's first row only."""
    found = {}
    for number in OPTIONS:
        name = OPTION_FIELDS.get(first.get(f"option{number} name", "").lower())
        value = row.get(f"option{number} value", "")
        if name and value:
            found[name] = value
    return found


def _availability(row: Fields) -> str:
    """Out of stock only where the shop counts stock, has none, and does not sell beyond it."""
    is_counted = bool(row["tracker"]) and row["stock"].lstrip("-").isdigit()
    sells_on = row["policy"].lower() in ("continue", "true")
    return "out_of_stock" if is_counted and int(row["stock"]) <= 0 and not sells_on else "in_stock"


def _number(text: str) -> float:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return 0.0


def _money(price: str, shop: Shop) -> str:
    return f"{price} {shop.currency}" if price else ""
