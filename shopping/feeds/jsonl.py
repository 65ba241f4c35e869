"""Feeds of one JSON object a line: Google's attribute names, or those that shop scrapers write.

Seen in the field: ``title, url, price "₹1,799", img_src [..], search_url``. What names no id gets one from its link.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shopping.feeds.entries import Entry, Fields, Shop, text_lines

OTHER_NAMES = {
    "id": ("sku", "asin", "product_id"),
    "title": ("name",),
    "link": ("url", "product_url"),
    "image_link": ("image", "images", "img_src", "image_url"),
    "item_group_id": ("group", "handle"),
    "color": ("colour",),
    "product_type": ("category",),
    "additional_image_link": ("additional_images",),
}
LONGEST_TITLE = 150
DIGITS = set("0123456789")


def read(path: Path, shop: Shop) -> Iterator[Entry]:
    """One entry a line that is not empty; a line that is no JSON object is an entry with a fault."""
    for number, line in enumerate(text_lines(path), start=1):
        if line.strip():
            yield _entry(number, line, shop)


def _entry(number: int, line: str, shop: Shop) -> Entry:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Entry(number, fault=f"not JSON ({error})"[:200])
    if not isinstance(data, dict):
        return Entry(number, fault="not a JSON object")
    fields = {str(name).lower(): _text(value) for name, value in data.items() if value is not None}
    for name, others in OTHER_NAMES.items():
        fields[name] = next((fields[other] for other in (name, *others) if fields.get(other)), "")
    return Entry(number, _completed(fields, shop))


def _completed(fields: Fields, shop: Shop) -> Fields:
    pictures = [*fields["image_link"].split("\n"), *fields["additional_image_link"].split("\n")]
    fields["image_link"], fields["additional_image_link"] = pictures[0], "\n".join(pictures[1:])
    if not fields["id"] and fields["link"]:
        fields["id"] = hashlib.sha256(fields["link"].encode()).hexdigest()[:16]
    if len(fields["title"]) > LONGEST_TITLE:
        fields["title"] = fields["title"][: LONGEST_TITLE - 1] + "…"
    for name in ("price", "sale_price"):
        if fields.get(name) and set(fields[name]) <= DIGITS | {".", ","}:
            fields[name] += f" {shop.currency}"
    return fields


def _text(value: Any) -> str:
    """A value as text: lists one a line."""
    if isinstance(value, list):
        return "\n".join(_text(part) for part in value)
    return str(value).strip()
