"""Feeds in JSON: an object a line, an array of them, or one that holds such an array (``{"products": [...]}``).

Seen in the field: ``title, url, price "₹1,799", img_src [..], search_url``; a comma after each line; brackets around.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from shopping.feeds.readers.charsets import TOO_LONG, is_cut, text_lines
from shopping.feeds.readers.entries import Entry, Fields, Shop
from shopping.feeds.readers.json_fields import fields_of, loads, texts_of
from shopping.feeds.readers.json_stream import objects
from shopping.feeds.readers.shopify_json import is_shopify, variants_of
from trendflix.core.errors import UserError


def read(path: Path, shop: Shop) -> Iterator[Entry]:
    """One entry a line that is not empty; a line that is no JSON object is an entry with a fault."""
    for number, line in enumerate(text_lines(path), start=1):
        text = line.strip().rstrip(",").strip("\x1e")
        if text not in ("", "[", "]"):
            yield from entries_of(number, TOO_LONG if is_cut(line) else _object(text), shop)


def _object(text: str) -> Any:
    """What a line holds, or why it cannot be read, as text."""
    try:
        data = loads(text)
    except (ValueError, RecursionError) as error:
        return f"not JSON ({error})"[:200]
    return data if isinstance(data, dict) else "not a JSON object"


def entries_of(line: int, data: Any, shop: Shop) -> Iterator[Entry]:
    """A product's entries: one for each variant of Shopify's, or one."""
    if isinstance(data, dict) and isinstance(data.get("node"), dict):
        data = data["node"]
    if not isinstance(data, dict):
        yield Entry(line, fault=str(data))
    elif is_shopify(data):
        yield from (replace(entry, line=line) for entry in variants_of(data, shop))
    else:
        yield Entry(line, fields_of(data, shop.columns))


def raw_texts(path: Path, *, is_list: bool) -> Iterator[Fields | None]:
    """Each object's values by the file's own names; ``None`` for a product with variants, broken ones left out."""
    found = (data for _, data in objects(path)) if is_list else map(_object, text_lines(path))
    for data in found:
        if isinstance(data, dict):
            own = data["node"] if isinstance(data.get("node"), dict) else data
            yield None if is_shopify(own) else texts_of(own)


def read_array(path: Path, shop: Shop) -> Iterator[Entry]:
    """The objects of the first array of products, read as a stream, each with the line it begins on."""
    count = 0
    for line, data in objects(path):
        count += 1
        yield from entries_of(line, data, shop)
    if not count:
        raise UserError(gettext("%(name)s: holds no list of products.") % {"name": path.name})
