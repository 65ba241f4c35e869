"""A product as JSON has it, as fields: Google's names, those of scrapers and shops, schema.org's ``Product``."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from shopping.feeds.readers.columns import apply, guess
from shopping.feeds.readers.entries import MAX_FIELD_LENGTH, Fields

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
AMOUNTS, CURRENCIES = ("amount", "value", "price"), ("currency", "currencycode", "currency_code", "pricecurrency")
SPELLED = ("name", "src", "url", "contenturl", "href", "label", "title", "value")
MAX_DEPTH = 12
"""Of lists and objects within one field; shops need three."""
NONE: Mapping[str, str] = {}
TRAILING = re.compile(r",(?=\s*[}\]])")
DECODER = json.JSONDecoder(parse_float=str, parse_int=str)
"""Keeps numbers as they are written: 19.90 stays 19.90."""


def loads(text: str) -> Any:
    """JSON, with commas before a closing bracket allowed. Raises ``ValueError``."""
    try:
        return DECODER.decode(text)
    except ValueError:
        return DECODER.decode(TRAILING.sub("", text))


def texts_of(data: dict[str, Any]) -> Fields:
    """One product's values as text, by the names that the file gives them, in small letters."""
    flat = {str(name).lower(): value for name, value in _flat(data)}
    return {name.removeprefix("g:"): text_of(value)[:MAX_FIELD_LENGTH] for name, value in flat.items()}


def fields_of(data: dict[str, Any], columns: Mapping[str, str] = NONE) -> Fields:
    """One product's fields, by a person's mapping or else by their names; what names no id gets one from its link."""
    fields = texts_of(data)
    return _with_id(apply(columns, fields) if columns else _named(fields))


def _named(fields: Fields) -> Fields:
    for name, others in OTHER_NAMES.items():
        fields[name] = next((fields[other] for other in (name, *others) if fields.get(other)), "")
    if not all(fields.get(name) for name in ("id", "title", "link", "image_link", "price")):
        fields = apply(guess(name for name, value in fields.items() if value), fields)
    else:
        fields = apply({name: name for name in fields}, fields)
    return fields


def _with_id(fields: Fields) -> Fields:
    if not fields.get("id") and fields.get("link"):
        fields["id"] = hashlib.sha256(fields["link"].encode()).hexdigest()[:16]
    return fields


def _flat(data: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Names and values, those of schema.org's first offer among them."""
    offers = data.get("offers")
    offer = offers[0] if isinstance(offers, list) and offers else offers
    if isinstance(offer, dict):
        if isinstance(offer.get("offers"), list) and offer["offers"] and isinstance(offer["offers"][0], dict):
            offer = offer["offers"][0]
        yield "currency", offer.get("priceCurrency")
        yield "price", offer.get("price", offer.get("lowPrice"))
        yield "availability", offer.get("availability")
        yield "link", offer.get("url")
    yield from ((name, value) for name, value in data.items() if name != "offers" and value is not None)


def text_of(value: Any, depth: int = 0) -> str:
    """A value as text: lists one a line, amounts with their currency, of other objects what names them.

    What lies deeper than ``MAX_DEPTH`` is left out.
    """
    if value is None or depth > MAX_DEPTH:
        return ""
    if isinstance(value, list):
        return "\n".join(text for part in value if (text := text_of(part, depth + 1)))
    if isinstance(value, dict):
        return _of_object({str(name).lower(): part for name, part in value.items()}, depth + 1)
    return _number(str(value).strip())


def _of_object(value: dict[str, Any], depth: int) -> str:
    amount = next((value[name] for name in AMOUNTS if name in value), None)
    currency = next((value[name] for name in CURRENCIES if name in value), None)
    if amount is not None and currency is not None:
        return f"{text_of(amount, depth)} {text_of(currency, depth)}"
    return next((text_of(value[name], depth) for name in SPELLED if value.get(name)), "")


def _number(text: str) -> str:
    """JSON's exponents written out."""
    if not re.fullmatch(r"-?\d+(?:\.\d+)?[eE][+-]?\d{1,3}", text):
        return text
    try:
        return f"{Decimal(text):f}"
    except InvalidOperation:
        return text
