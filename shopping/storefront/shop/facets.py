"""Counts beside each choice: how many styles there would be with it, all other filters staying as they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.utils.translation import gettext, pgettext_lazy

from shopping.storefront.shop.columns import AVAILABILITIES, CATEGORY_CODES, COLOUR_BITS, Columns, Numbers
from shopping.storefront.shop.filters import Filters
from shopping.storefront.shop.masks import Masks, currency_of, in_currency, styles_by_code, styles_in, together
from trendflix.core.locales.formats import money_round
from vision.labels import category_name, colour_name
from vision.types import BoolArray

MAX_BRANDS, MAX_SHOPS, MIN_FOR_BANDS = 20, 20, 8
STOCK_NAMES = {
    "in_stock": pgettext_lazy("availability", "In stock"),
    "preorder": pgettext_lazy("availability", "Pre-order"),
    "backorder": pgettext_lazy("availability", "On back order"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a facet; ``query`` is of an address, where the choice is a link."""

    value: str
    label: str
    count: int
    chosen: bool
    query: str = ""


@dataclass(frozen=True, slots=True)
class Facets:
    """All facets; ``currency`` is that of prices, ``currencies`` those there are."""

    category: list[Choice]
    colour: list[Choice]
    brand: list[Choice]
    shop: list[Choice]
    stock: list[Choice]
    bands: list[Choice]
    on_sale: int
    currency: str
    currencies: tuple[str, ...]


def facets_of(columns: Columns, filters: Filters, masks: Masks, found: BoolArray | None, now: datetime) -> Facets:
    """Count; ``found`` (n,) are the products of words or a picture, ``None`` without."""
    with_all = {name: together(columns, masks, found, name) for name in ("category", "colour", "brand", "shop")}
    stock, sale = (together(columns, masks, found, name) for name in ("stock", "sale"))
    return Facets(
        category=_categories(columns, filters, with_all["category"]),
        colour=_colours(columns, filters, with_all["colour"]),
        brand=_brands(columns, filters, with_all["brand"]),
        shop=_shops(columns, filters, with_all["shop"]),
        stock=_stock(columns, filters, stock),
        bands=_bands(columns, filters, together(columns, masks, found, "price"), now),
        on_sale=styles_in(columns, sale & columns.is_on_sale(now)),
        currency=currency_of(columns, filters),
        currencies=tuple(sorted(columns.currencies)),
    )


def _shown(choices: Iterable[Choice]) -> list[Choice]:
    return [one for one in choices if one.count or one.chosen]


def _most_first(choices: Iterable[Choice], most: int) -> list[Choice]:
    ordered = sorted(_shown(choices), key=lambda one: (not one.chosen, -one.count, one.label.lower()))
    return ordered[:most]


def _categories(columns: Columns, filters: Filters, mask: BoolArray) -> list[Choice]:
    counts = styles_by_code(columns, mask, columns.category, len(CATEGORY_CODES) + 1)
    return _shown(
        Choice(name, category_name(name), int(counts[code]), name in filters.category)
        for name, code in CATEGORY_CODES.items()
    )


def _colours(columns: Columns, filters: Filters, mask: BoolArray) -> list[Choice]:
    counts = {name: styles_in(columns, mask & ((columns.colour & bit) != 0)) for name, bit in COLOUR_BITS.items()}
    return _shown(Choice(name, colour_name(name), counts[name], name in filters.colour) for name in COLOUR_BITS)


def _brands(columns: Columns, filters: Filters, mask: BoolArray) -> list[Choice]:
    counts = styles_by_code(columns, mask, columns.brand, len(columns.brands))
    named = ((name, int(counts[code])) for code, name in enumerate(columns.brands) if name)
    return _most_first((Choice(name, name, count, name in filters.brand) for name, count in named), MAX_BRANDS)


def _shops(columns: Columns, filters: Filters, mask: BoolArray) -> list[Choice]:
    counts = styles_by_code(columns, mask, columns.shop, len(columns.shops))
    pairs = ((slug, name, int(counts[code])) for code, (slug, name) in enumerate(columns.shops))
    return _most_first((Choice(slug, name, count, slug in filters.shop) for slug, name, count in pairs), MAX_SHOPS)


def _stock(columns: Columns, filters: Filters, mask: BoolArray) -> list[Choice]:
    counts = styles_by_code(columns, mask, columns.availability, len(AVAILABILITIES))
    return _shown(
        Choice(name, str(STOCK_NAMES[name]), int(counts[code]), name in filters.stock)
        for code, name in enumerate(AVAILABILITIES)
    )


def _bands(columns: Columns, filters: Filters, mask: BoolArray, now: datetime) -> list[Choice]:
    """Bands of prices between round numbers near the quartiles of what is found."""
    currency, mask = currency_of(columns, filters), mask & in_currency(columns, filters)
    price = columns.price_now(now)
    edges = _edges(price[mask])
    bounds: list[tuple[float | None, float | None]] = list(zip([None, *edges], [*edges, None], strict=True))
    return _shown(_band(columns, filters, mask, price, one, currency) for one in bounds if edges)


def _band(
    columns: Columns, filters: Filters, mask: BoolArray, price: Numbers, band: tuple[Any, Any], currency: str
) -> Choice:
    least, most = band
    within = mask & (price >= (least or 0)) & (price <= (np.inf if most is None else most))
    chosen = (filters.least, filters.most) == band
    change = {"least": None, "most": None} if chosen else {"least": least, "most": most}
    query = filters.query(**change)
    return Choice(f"{least}-{most}", _band_name(least, most, currency), styles_in(columns, within), chosen, query)


def _band_name(least: float | None, most: float | None, currency: str) -> str:
    low, high = (money_round(edge, currency) if edge is not None else "" for edge in (least, most))
    if not low:
        return gettext("Up to %(price)s") % {"price": high}
    return f"{low} – {high}" if high else gettext("From %(price)s") % {"price": low}


def _edges(prices: Numbers) -> list[float]:
    if len(prices) < MIN_FOR_BANDS:
        return []
    return sorted({_round(float(edge)) for edge in np.quantile(prices, [0.25, 0.5, 0.75]) if edge > 0})


def _round(price: float) -> float:
    """The nearest number with one or two leading digits that reads well: 37 → 40, 1230 → 1200."""
    step = 10.0 ** np.floor(np.log10(price)) / (1 if price < 10 else 2)
    return float(max(step, round(price / step) * step))
