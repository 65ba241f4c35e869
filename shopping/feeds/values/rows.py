"""One row of a feed, checked: what a product needs, or why it is refused."""

import hashlib
import re
from datetime import datetime
from decimal import Decimal
from json.encoder import encode_basestring_ascii
from operator import attrgetter
from typing import NamedTuple
from urllib.parse import urljoin

from django.utils.translation import gettext

from shopping.feeds.readers.entries import Entry, Fields
from shopping.feeds.values.addresses import image_address, is_plain_address, listed, web_address
from shopping.feeds.values.availability import SOLD, availability
from shopping.feeds.values.markup import plain_text
from shopping.feeds.values.money import Money, price_of
from shopping.feeds.values.sales import sale_of
from shopping.feeds.values.sections import mapped_kind
from shopping.taxonomy import classify

MAX_IMAGES = 10
MAX_ADDRESS = 2000
REQUIRED = ("id", "title", "link", "price")
MAX_LENGTHS = {
    "title": 150,
    "description": 5000,
    "brand": 100,
    "color": 100,
    "size": 100,
    "product_type": 750,
}
"""Texts that are cut, with a warning."""
MAX_KEYS = {"item_group_id": 100, "gender": 20, "age_group": 20}
"""Words that mean nothing when they are cut; longer ones are left out, with a warning."""
MAX_ID = 100
ADDRESSES = {"link", "image_link", "additional_image_link"}
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
"""Soft hyphens, spaces without width, and what turns the direction of the text around it: they part or hide words."""
NOT_HASHED = {"line", "warnings"}


class Reject(ValueError):
    """Why a row cannot become a product."""


class NotForSale(Reject):
    """Why a row is not to become one: the shop says that it does not sell it (a draft, unpublished)."""


class FeedRow(NamedTuple):
    """A product as the feed says it, and the line it says it on.

    ``warnings`` are what was left out, cut or assumed; the sale holds from ``sale_start`` to ``sale_end`` (UTC).
    """

    line: int
    product_id: str
    item_group_id: str
    title: str
    description: str
    link: str
    images: tuple[str, ...]
    brand: str
    color: str
    size: str
    gender: str
    age_group: str
    product_type: str
    category: str
    wearable: bool | None
    availability: str
    price: Decimal
    sale_price: Decimal | None
    currency: str
    sale_start: datetime | None = None
    sale_end: datetime | None = None
    warnings: tuple[str, ...] = ()

    @property
    def hash(self) -> str:
        """Changes when anything about the row changes, other than where it stands."""
        values = ", ".join(map(encode_basestring_ascii, map(str, _hashed(self))))
        return hashlib.sha256(f"[{values}]".encode()).hexdigest()

    @property
    def available(self) -> bool:
        """In stock, or can be ordered."""
        return self.availability in SOLD


HASHED = tuple(name for name in FeedRow._fields if name not in NOT_HASHED)
_hashed = attrgetter(*HASHED)


def row_of(entry: Entry) -> FeedRow:
    """Check one row; what is wrong with an optional field is a warning.

    Raises ``Reject``, or ``NotForSale``, with the reason.
    """
    if entry.fault:
        raise Reject(entry.fault) if entry.for_sale else NotForSale(entry.fault)
    warnings: list[str] = []
    given = _texts(entry.fields, warnings)
    price = _price(given["price"], entry)
    sale = sale_of(given, price, entry.habits)
    state, doubt = availability(given.get("availability", ""))
    kind = given.get("product_type") or given.get("google_product_category", "")
    sold_as = mapped_kind(kind, entry.shop.categories) or classify(
        kind, given.get("google_product_category", ""), given["title"], language=entry.shop.language
    )
    return FeedRow(
        line=entry.line,
        product_id=given["id"],
        item_group_id=given.get("item_group_id", ""),
        title=given["title"],
        description=given.get("description", ""),
        link=_link(given["link"], entry.shop.address),
        images=images_of(given, warnings, entry.shop.pictures),
        brand=given.get("brand", ""),
        color=given.get("color", ""),
        size=given.get("size", ""),
        gender=given.get("gender", ""),
        age_group=given.get("age_group", ""),
        product_type=kind[: MAX_LENGTHS["product_type"]],
        category=sold_as.category,
        wearable=sold_as.wearable,
        availability=state,
        price=price.amount,
        sale_price=sale.price,
        currency=price.currency,
        sale_start=sale.start,
        sale_end=sale.end,
        warnings=(*warnings, *price.warnings, *sale.warnings, *filter(None, [doubt])),
    )


def _texts(raw: Fields, warnings: list[str]) -> Fields:
    """Fields as plain text, none longer than it may be. Raises ``Reject`` where a required one is missing."""
    given = {name: _clean(name, value) for name, value in raw.items()}
    missing = next((name for name in REQUIRED if not given.get(name)), "")
    if not missing and not (given.get("image_link") or given.get("additional_image_link")):
        missing = "image_link"
    if missing:
        raise Reject(gettext("%(missing)s is missing") % {"missing": missing})
    if len(given["id"]) > MAX_ID:
        raise Reject(gettext("id is longer than %(limit)s characters") % {"limit": MAX_ID})
    for name, most in MAX_LENGTHS.items():
        if len(given.get(name, "")) > most:
            given[name] = f"{given[name][: most - 1].rstrip()}…"
            warnings.append(
                gettext("%(name)s is longer than %(limit)s characters; cut") % {"name": name, "limit": most}
            )
    for name, most in MAX_KEYS.items():
        if len(given.get(name, "")) > most:
            given[name] = ""
            warnings.append(
                gettext("%(name)s is longer than %(limit)s characters; left out") % {"name": name, "limit": most}
            )
    return given


def _clean(name: str, value: str) -> str:
    is_plain = value.isprintable()
    if name in ADDRESSES:
        return (value if is_plain else CONTROL.sub("", value)).strip()
    if is_plain and "&" not in value and "<" not in value:
        return " ".join(value.split())
    text = plain_text(value if is_plain else CONTROL.sub(" ", value))
    return text if text.isprintable() else UNSEEN.sub("", text)


def _price(text: str, entry: Entry) -> Money:
    """The price. Raises ``Reject`` that names the field."""
    try:
        found = price_of(text, entry.habits)
    except ValueError as error:
        raise Reject(gettext("price %(error)s") % {"error": error}) from error
    if not found.amount:
        raise Reject(gettext("price %(text)r is zero") % {"text": text[:40]})
    return found


def _link(text: str, base: str) -> str:
    try:
        link = web_address(text, base)
    except ValueError as error:
        raise Reject(str(error)) from error
    if len(link) > MAX_ADDRESS:
        raise Reject(gettext("link is longer than %(limit)s characters") % {"limit": MAX_ADDRESS})
    return link


def images_of(given: Fields, warnings: list[str], base: str = "") -> tuple[str, ...]:
    """The main picture first, then the additional ones, each once. Raises ``Reject`` where none can be used.

    Relative ones are of the address ``base``, or stay as they are where there is none.
    """
    main, others = given.get("image_link", ""), given.get("additional_image_link", "")
    if not others and is_one_picture(main):
        return (main,)
    found: dict[str, None] = {}
    troubles: list[str] = []
    for source in [*_main(main), *listed(others)]:
        try:
            address = image_address(urljoin(base, source) if base else source)
            if len(address) > MAX_ADDRESS:
                raise ValueError(
                    gettext("a picture's address is longer than %(limit)s characters") % {"limit": MAX_ADDRESS}
                )
            found[address] = None
        except ValueError as error:
            troubles.append(str(error))
    if not found:
        raise Reject(troubles[0] if troubles else gettext("%(missing)s is missing") % {"missing": "image_link"})
    warnings += troubles
    return tuple(found)[:MAX_IMAGES]


def is_one_picture(text: str) -> bool:
    """Whether a field is the address of one picture, to be taken as it is, whatever it is relative to."""
    is_list = "," in text or ";" in text
    return not is_list and len(text) <= MAX_ADDRESS and text[-1:] != "?" and is_plain_address(text)


def _main(text: str) -> list[str]:
    """The addresses of the main picture's field: one, or several that are surely a list."""
    parts = listed(text)
    is_list = "\n" in text or text.startswith("[") or all("//" in part for part in parts)
    return parts if is_list else [text.strip()]
