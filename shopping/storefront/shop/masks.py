"""Which products answer each filter, and how many styles some products are."""

from datetime import datetime

import numpy as np

from shopping.storefront.shop.columns import AVAILABILITIES, CATEGORY_CODES, COLOUR_BITS, Columns
from shopping.storefront.shop.filters import Filters
from vision.types import AnyArray, BoolArray

Masks = dict[str, BoolArray]
"""Name of a filter that narrows → the products (n,) that answer it."""


def masks_of(columns: Columns, filters: Filters, now: datetime) -> Masks:
    """The masks of the filters that are set."""
    found: Masks = {}
    shops, brands = [slug for slug, _ in columns.shops], columns.brands
    codes = {
        "category": (columns.category, [CATEGORY_CODES[name] for name in filters.category]),
        "brand": (columns.brand, _places(brands, filters.brand)),
        "shop": (columns.shop, _places(shops, filters.shop)),
        "stock": (columns.availability, [AVAILABILITIES.index(name) for name in filters.stock]),
    }
    for name, (column, chosen) in codes.items():
        if getattr(filters, name):
            found[name] = np.isin(column, chosen)
    if filters.colour:
        found["colour"] = (columns.colour & sum(COLOUR_BITS[name] for name in filters.colour)) != 0
    if filters.sale:
        found["sale"] = columns.is_on_sale(now)
    if filters.has_price:
        found["price"] = _priced(columns, filters, now)
    return found


def currency_of(columns: Columns, filters: Filters) -> str:
    """The currency that prices are asked in: the chosen one, else the commonest; ``""`` where nothing is for sale."""
    if filters.currency in columns.currencies:
        return filters.currency
    return columns.currencies[int(np.bincount(columns.currency).argmax())] if len(columns) else ""


def in_currency(columns: Columns, filters: Filters) -> BoolArray:
    """Products with prices in that currency."""
    return np.asarray(columns.currency == _place(columns.currencies, currency_of(columns, filters)))


def _priced(columns: Columns, filters: Filters, now: datetime) -> BoolArray:
    price = columns.price_now(now)
    least, most = filters.least or 0.0, np.inf if filters.most is None else filters.most
    return np.asarray((price >= least) & (price <= most) & in_currency(columns, filters))


def together(columns: Columns, masks: Masks, found: BoolArray | None, but: str = "") -> BoolArray:
    """Products that answer all filters ``but`` one, among those that were found by words or a picture."""
    mask = np.ones(len(columns), dtype=bool) if found is None else found.copy()
    for name, one in masks.items():
        if name != but:
            mask &= one
    return mask


def styles_in(columns: Columns, mask: BoolArray) -> int:
    """How many styles some products are."""
    styles = columns.style[mask]
    return int(np.count_nonzero(np.diff(styles))) + 1 if len(styles) else 0


def styles_by_code(columns: Columns, mask: BoolArray, codes: AnyArray, size: int) -> AnyArray:
    """How many styles have each code; variants of a style stand together, mostly with one code."""
    rows = np.flatnonzero(mask)
    styles, found = columns.style[rows], codes[rows]
    is_new = np.ones(len(rows), dtype=bool)
    is_new[1:] = (styles[1:] != styles[:-1]) | (found[1:] != found[:-1])
    return np.bincount(found[is_new], minlength=size)


def _places(names: object, chosen: tuple[str, ...]) -> list[int]:
    known = {name: place for place, name in enumerate(names)}  # type: ignore[arg-type, var-annotated]  # tuple or list
    return [known[name] for name in chosen if name in known]


def _place(names: tuple[str, ...], name: str) -> int:
    return names.index(name) if name in names else -1
