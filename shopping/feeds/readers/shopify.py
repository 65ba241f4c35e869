"""Shopify's product export, in both generations of its header and in several languages.

https://help.shopify.com/en/manual/products/import-export/using-csv. Rows that share a handle are one style: the
first says what it is, every row may add a variant, a picture, or both. The export names neither the shop's address
nor its currency, so ``Shop`` says them.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path

from shopping.feeds.readers.columns import field_of
from shopping.feeds.readers.entries import Entry, Fields, Shop
from shopping.feeds.readers.shopify_headers import HEADERS, names_of
from shopping.feeds.readers.shopify_variants import Stock, is_active, is_published, link_of, prices, unsold
from shopping.feeds.readers.tables import Record, header_of, table_rows

OPTIONS = (1, 2, 3)
NO_OPTION = "default title"
MAX_ID = 100
MAX_ROWS = 2_500
"""Rows of one style; Shopify allows 2,048 variants and 250 pictures."""
MAX_PICTURES = 50
Row = tuple[Record, Fields]


def read(path: Path, shop: Shop) -> Iterator[Entry]:
    """One entry a variant, each with its style's words and pictures; one with a fault for a row that is broken."""
    skus = Counter(cells["sku"] for _, cells in _rows(path) if cells["sku"])
    for _, members in groupby(_rows(path), key=lambda row: row[1]["handle"] if not row[0].fault else row[0]):
        yield from _style(members, skus, shop)


def _style(members: Iterator[Row], skus: Counter[str], shop: Shop) -> Iterator[Entry]:
    """The variants of one style, and a fault for each row beyond ``MAX_ROWS``."""
    yield from _variants(list(islice(members, MAX_ROWS)), skus, shop)
    for record, row in members:
        yield Entry(record.line, {"id": row["sku"]}, f"more than {MAX_ROWS} rows share the handle {row['handle'][:60]}")


def _rows(path: Path) -> Iterator[Row]:
    header = header_of(path)
    names = names_of(header.names)
    blank = dict.fromkeys(HEADERS, "")
    for record, cells in table_rows(path, header):
        row = blank | {name: cells.get(column, "") for column, name in names.items()}
        yield record, row | {"handle": row["handle"].lstrip("'"), "sku": row["sku"].lstrip("'")}


def _variants(rows: list[Row], skus: Counter[str], shop: Shop) -> Iterator[Entry]:
    record, first = rows[0]
    if record.fault:
        yield Entry(record.line, {"id": first["handle"]}, record.fault)
        return
    hidden = _hidden(first)
    pictures = list(dict.fromkeys(row["picture"] for _, row in rows if row["picture"]))[:MAX_PICTURES]
    for record, row in rows:
        if row["price"] or row["sku"] or any(row.get(f"option{number}_value") for number in OPTIONS):
            yield Entry(record.line, _fields(first, row, pictures, skus, shop), hidden, for_sale=not hidden)


def _hidden(first: Fields) -> str:
    """Why a style is not sold; ``""`` where it is."""
    if not is_active(first["status"]):
        return unsold(f"its status is {first['status']}")
    return "" if is_published(first["published"]) else unsold("it is not published")


def _fields(first: Fields, row: Fields, pictures: list[str], skus: Counter[str], shop: Shop) -> Fields:
    handle = first["handle"]
    own = [row["own_picture"]] if row["own_picture"] else []
    price, sale = prices(row["price"], row["before"], shop)
    return {
        "id": row["sku"] if skus[row["sku"]] == 1 else _id_of(handle, row),
        "item_group_id": short(handle),
        "title": first["title"],
        "description": first["description"],
        "link": link_of(handle, shop),
        "image_link": "\n".join(dict.fromkeys([*own, *pictures])),
        "price": price,
        "sale_price": sale,
        "availability": Stock(row["tracker"], row["stock"], row["policy"]).availability,
        "brand": first["vendor"],
        "product_type": first["type"] or first["category"],
        "google_product_category": first["category"],
        "gender": first["gender"],
        "age_group": first["age_group"],
        **_options(first, row),
    }


def _id_of(handle: str, row: Fields) -> str:
    """A variant's id where its SKU tells it from no other: its style and the values of its options."""
    values = [row.get(f"option{number}_value", "") for number in OPTIONS]
    return short("-".join([handle, *(value for value in values if value and value.lower() != NO_OPTION)]))


def short(text: str) -> str:
    """An id that fits: the end of one that is too long is replaced by a hash of it all."""
    return text if len(text) <= MAX_ID else f"{text[: MAX_ID - 17]}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def _options(first: Fields, row: Fields) -> Fields:
    """Colour and size, whichever options hold them; an option's name stands in the style's first row only."""
    found: Fields = {}
    for number in OPTIONS:
        name = field_of(first.get(f"option{number}_name", ""))[0]
        value = row.get(f"option{number}_value", "")
        if name in ("color", "size") and value:
            found[name] = value
    return found
