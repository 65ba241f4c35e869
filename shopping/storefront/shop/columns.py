"""What is for sale as numpy arrays, a row a product, so that any filters are counted in milliseconds.

Read at once from the database (about a second for 100,000 products) and kept by ``shop.snapshot``.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db.models import F, FloatField
from django.db.models.functions import Cast

from shopping.models import FOR_SALE, Feed, Product
from shopping.search.documents import colour_token
from shopping.search.stems import split
from vision.language.categories import CATEGORIES
from vision.language.colour_names import BASIC, basics_of, names_of, palette_from_json
from vision.language.colour_words import colours_in
from vision.types import AnyArray, BoolArray

Numbers = npt.NDArray[np.float64]
AVAILABILITIES = ("in_stock", "preorder", "backorder")
COLOUR_BITS = {name: 1 << place for place, name in enumerate(BASIC)}
TOKEN_BITS = {colour_token(name): bit for name, bit in COLOUR_BITS.items()}
CATEGORY_CODES = {name: code for code, name in enumerate(CATEGORIES)}
OTHER = len(CATEGORIES)
"""The code of what has no category of ours."""
CHUNK = 10_000
READ = (
    "pk", "feed_id", "item_group_id", "product_id", "category", "brand", "currency", "availability", "color", "boost",
    "sale_start", "sale_end", "document__main",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """Arrays (n,) of equal length, sorted by ``style`` (variants stand together) and ``pk``.

    ``category``, ``availability``, ``brand``, ``shop`` and ``currency`` are places in their lists of names; ``colour``
    has a bit for each of ``BASIC``. Prices are in their own currency, sale dates in seconds since 1970.
    """

    pk: AnyArray
    style: AnyArray
    category: AnyArray
    colour: AnyArray
    brand: AnyArray
    shop: AnyArray
    currency: AnyArray
    availability: AnyArray
    boost: AnyArray
    price: Numbers
    sale_price: Numbers
    sale_start: Numbers
    sale_end: Numbers
    by_pk: AnyArray
    brands: tuple[str, ...]
    shops: tuple[tuple[str, str], ...]
    currencies: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.pk)

    def rows_of(self, pks: AnyArray) -> AnyArray:
        """The row of each product, -1 where it is not for sale."""
        if not len(self) or not len(pks):
            return np.full(len(pks), -1, dtype=np.int64)
        at = np.minimum(np.searchsorted(self.pk, pks, sorter=self.by_pk), len(self) - 1)
        rows = self.by_pk[at]
        return np.where(self.pk[rows] == pks, rows, -1)

    def is_on_sale(self, now: datetime) -> BoolArray:
        """Which have a sale price that holds now."""
        t = now.timestamp()
        return np.asarray(~np.isnan(self.sale_price) & (self.sale_start <= t) & (self.sale_end >= t))

    def price_now(self, now: datetime) -> Numbers:
        """What each costs now."""
        return np.where(self.is_on_sale(now), self.sale_price, self.price)


class _Numbers:
    """Numbers things in the order they come."""

    def __init__(self) -> None:
        self.known: dict[Hashable, int] = {}

    def of(self, thing: Hashable) -> int:
        return self.known.setdefault(thing, len(self.known))


def columns_read() -> Columns:
    """The columns as the database has them now; two queries."""
    styles, brands, shops, currencies = _Numbers(), _Numbers(), _Numbers(), _Numbers()
    rows = []
    for row in _rows():
        (pk, feed, group, own, category, brand, currency, availability, color, boost, begin, end, words) = row[:13]
        rows.append(
            (
                pk,
                styles.of((feed, group or own)),
                CATEGORY_CODES.get(category, OTHER),
                _colours(words or "", color),
                brands.of(brand),
                shops.of(feed),
                currencies.of(currency),
                AVAILABILITIES.index(availability) if availability in AVAILABILITIES else 0,
                boost,
                *row[13:],
                begin.timestamp() if begin else -np.inf,
                end.timestamp() if end else np.inf,
            )
        )
    names = Feed.objects.in_bulk(shops.known)
    return _columns(
        rows,
        tuple(map(str, brands.known)),
        tuple((names[pk].slug, names[pk].name) if pk in names else ("", "") for pk in shops.known),
        tuple(map(str, currencies.known)),
    )


TYPES = (np.int64, np.int64, np.int8, np.int64, np.int32, np.int32, np.int16, np.int8, np.int8, *[np.float64] * 4)


def _columns(rows: list[Any], *names: Any) -> Columns:
    parts = zip(*rows, strict=True) if rows else [()] * len(TYPES)
    arrays = [np.array(part, dtype=kind) for part, kind in zip(parts, TYPES, strict=True)]
    order = np.lexsort((arrays[0], arrays[1]))
    arrays = [array[order] for array in arrays]
    fields: list[Any] = [*arrays, np.argsort(arrays[0]), *names]
    return Columns(*fields)


def _rows() -> Iterator[tuple[Any, ...]]:
    """``READ`` with price and sale price (NaN without) as numbers."""
    numbers = {name: Cast(F(name), FloatField()) for name in ("price", "sale_price")}
    read = Product.objects.filter(FOR_SALE).order_by().annotate(**{f"{n}_number": e for n, e in numbers.items()})
    yield from read.values_list(*READ, "price_number", "sale_price_number").iterator(CHUNK)


def colours_of(product: Product) -> int:
    """The bits of a product's colours, measured or named."""
    names = names_of(palette_from_json(product.palette)) if product.palette else []
    return sum(COLOUR_BITS[name] for name in names) or _named(product.color)


def _colours(words: str, color: str) -> int:
    """Bits of the colours that were measured, else of those that the feed names."""
    measured = sum({TOKEN_BITS[token] for token in words.split() if token in TOKEN_BITS}) if "§" in words else 0
    return measured or _named(color)


@lru_cache(maxsize=20_000)
def _named(color: str) -> int:
    names = {name for span in colours_in(split(color)) for name in basics_of(span.colour.name)[:1]}
    return sum(COLOUR_BITS[name] for name in names if name in COLOUR_BITS)
