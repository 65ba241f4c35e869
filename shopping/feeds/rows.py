"""One row of a feed, checked: what a product needs, or why it is refused."""

import hashlib
import json
import re
from dataclasses import dataclass, fields
from decimal import Decimal
from urllib.parse import urlsplit

from shopping.feeds.entries import Entry, Fields
from shopping.feeds.money import price_of
from shopping.taxonomy import classify

IN_STOCK = {"in_stock", "preorder", "backorder"}
STATES = IN_STOCK | {"out_of_stock"}
OTHER_STATES = {
    "instock": "in_stock",
    "available_for_order": "in_stock",
    "outofstock": "out_of_stock",
    "sold_out": "out_of_stock",
}
MOST_IMAGES = 10
REQUIRED = ("id", "title", "link", "image_link", "price")
LIMITS = {"id": 50, "title": 150, "description": 5000, "link": 2000, "image_link": 2000, "item_group_id": 50}
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
UNSAFE = re.compile(r"[\s\\<>\"\x00-\x1f]")


class Reject(ValueError):
    """Why a row cannot become a product."""


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A product as the feed says it, and the line it says it on."""

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

    @property
    def hash(self) -> str:
        """Changes when anything about the row changes, other than where it stands."""
        values = [str(getattr(self, field.name)) for field in fields(self) if field.name != "line"]
        return hashlib.sha256(json.dumps(values).encode()).hexdigest()

    @property
    def available(self) -> bool:
        """In stock, or can be ordered."""
        return self.availability in IN_STOCK


def row_of(entry: Entry) -> FeedRow:
    """Check one row. Raises ``Reject`` with the reason."""
    if entry.fault:
        raise Reject(entry.fault)
    given = {name: CONTROL.sub(" ", value).strip() for name, value in entry.fields.items()}
    _check_lengths(given)
    price, currency = money(given["price"], "price")
    sale = money(given["sale_price"], "sale_price")[0] if given.get("sale_price") else None
    kind = given.get("product_type") or given.get("google_product_category", "")
    sold_as = classify(kind, given.get("google_product_category", ""), given["title"])
    return FeedRow(
        line=entry.line,
        product_id=given["id"],
        item_group_id=given.get("item_group_id", ""),
        title=given["title"],
        description=given.get("description", ""),
        link=web_address(given["link"]),
        images=images_of(given),
        brand=given.get("brand", "")[:100],
        color=given.get("color", "")[:100],
        size=given.get("size", "")[:100],
        gender=given.get("gender", "")[:20],
        age_group=given.get("age_group", "")[:20],
        product_type=kind[:750],
        category=sold_as.category,
        wearable=sold_as.wearable,
        availability=availability(given.get("availability", "")),
        price=price,
        sale_price=sale if sale is not None and sale < price else None,
        currency=currency,
    )


def _check_lengths(given: Fields) -> None:
    for name in REQUIRED:
        if not given.get(name):
            raise Reject(f"{name} is missing")
    for name, limit in LIMITS.items():
        if len(given.get(name, "")) > limit:
            raise Reject(f"{name} is longer than {limit} characters")


def web_address(link: str) -> str:
    """An http(s) address with a host; nothing else may become a link."""
    try:
        parts = urlsplit(link)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        is_web = False
    if not is_web or UNSAFE.search(link):
        raise Reject(f"link {link[:80]!r} is no http(s) address")
    return link


def images_of(given: Fields) -> tuple[str, ...]:
    """The main picture first, then the additional ones, each once."""
    found = [given["image_link"], *given.get("additional_image_link", "").split("\n")]
    named = dict.fromkeys(image.strip() for image in found if image.strip())
    return tuple(image for image in named if len(image) <= LIMITS["image_link"])[:MOST_IMAGES]


def money(text: str, name: str) -> tuple[Decimal, str]:
    """Amount and currency of a field. Raises ``Reject`` that names it."""
    try:
        return price_of(text)
    except ValueError as error:
        raise Reject(f"{name} {error}") from error


def availability(text: str) -> str:
    """Google's four states; spaces for underscores and schema.org's spelling are tolerated."""
    state = text.strip().lower().rsplit("/", 1)[-1].replace(" ", "_").replace("-", "_") or "in_stock"
    state = OTHER_STATES.get(state, state)
    if state not in STATES:
        raise Reject(f"availability {text[:40]!r} is not one of {', '.join(sorted(STATES))}")
    return state
