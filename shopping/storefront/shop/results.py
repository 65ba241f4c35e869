"""A page of the shop: what words and a picture find, filtered, counted, ordered, one card a style."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.core.paginator import Page, Paginator
from django.utils import timezone

from shopping.matching import words
from shopping.models import FOR_SALE, Product
from shopping.search.documents import PRODUCTS
from shopping.storefront.cards import numbered_card
from shopping.storefront.selectors import products_of
from shopping.storefront.shop.columns import Columns, Numbers
from shopping.storefront.shop.facets import Facets, facets_of
from shopping.storefront.shop.filters import MAX_PAGE, Filters
from shopping.storefront.shop.masks import masks_of, together
from shopping.storefront.shop.snapshot import shop_columns
from trendflix.core.search.port import candidates
from vision.types import AnyArray

PER_PAGE = 48
MAX_FOUND = 5_000
"""Products that answer all words and are counted; the newest."""
MAX_SCORED = 200
"""Products whose words are weighed against each other; the others follow, the newest first."""
BOOST_STEP = 0.02
"""What one step of a product's boost is worth beside the share of the words (0..1) that it answers."""
WORDS_BESIDE_PICTURE = 0.5
Scores = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Results:
    """``page`` counts styles; ``cards`` are the products of the page."""

    page: Page[Any]
    cards: list[dict[str, Any]]
    facets: Facets


def shop_search(filters: Filters, pictured: Scores | None = None) -> Results:
    """Answer; ``pictured`` is what a picture found, product pk → score. Seven statements at most."""
    columns, now = shop_columns(), timezone.now()
    scores = _scores(filters, pictured)
    rows, values = _rows(columns, scores)
    found = None
    if scores is not None:
        found = np.zeros(len(columns), dtype=bool)
        found[rows] = True
    masks = masks_of(columns, filters, now)
    mask = together(columns, masks, found)
    ordered = _ordered(columns, np.flatnonzero(mask), values, filters, now)
    page = Paginator(_first_of_styles(columns, ordered)[: MAX_PAGE * PER_PAGE], PER_PAGE).get_page(filters.page)
    return Results(page, _cards(columns, mask, list(page.object_list)), facets_of(columns, filters, masks, found, now))


def _scores(filters: Filters, pictured: Scores | None) -> Scores | None:
    """Product pk → how well it answers words and picture; ``None`` where neither is asked for."""
    said = _said(filters.words) if filters.words else None
    if pictured is None or said is None:
        return pictured if said is None else said
    query = words.understood(filters.words)
    told = words.answering(words.scores_among(query, list(pictured)))
    return {pk: score + WORDS_BESIDE_PICTURE * told[pk] for pk, score in pictured.items() if pk in told}


def _said(text: str) -> Scores:
    """What answers all words; where nothing does, what answers most of them. Raised by weight for the first ones."""
    query = words.understood(text)
    if not query.terms:
        return {}
    every = words.tiers(query, MAX_FOUND)[0]
    found = candidates(PRODUCTS, [every], Product.objects.filter(FOR_SALE), MAX_FOUND)
    pks = list(Product.objects.filter(pk__in=found).order_by("-pk").values_list("pk", flat=True))
    told = words.scores_among(query, pks[:MAX_SCORED])
    best = max(told.values(), default=0.0)
    if best >= words.ANSWERED:
        return dict.fromkeys(pks, 0.0) | told
    return {pk: 1.0 - place / MAX_FOUND for place, pk in enumerate(words.best_of(query, MAX_SCORED))}


def _rows(columns: Columns, scores: Scores | None) -> tuple[AnyArray, Numbers]:
    """The rows of what was found, and a value (n,) for every row."""
    values = np.zeros(len(columns))
    if not scores:
        return np.array([], dtype=np.int64), values
    rows = columns.rows_of(np.array(list(scores), dtype=np.int64))
    there = rows >= 0
    values[rows[there]] = np.array(list(scores.values()))[there]
    return rows[there], values


def _ordered(columns: Columns, rows: AnyArray, values: Numbers, filters: Filters, now: datetime) -> AnyArray:
    """Rows in the order that is asked for; of equals the newest first."""
    newest = -columns.pk[rows]
    if filters.sort == "new":
        return rows[np.argsort(newest)]
    if filters.sort == "best":
        return rows[np.lexsort((newest, -(values[rows] + BOOST_STEP * columns.boost[rows])))]
    price = columns.price_now(now)
    saving = np.where(columns.price > 0, 1 - price / np.maximum(columns.price, 1e-9), 0.0)
    keys = {"cheap": price[rows], "dear": -price[rows], "saving": -saving[rows]}
    return rows[np.lexsort((newest, keys[filters.sort]))]


def _first_of_styles(columns: Columns, rows: AnyArray) -> AnyArray:
    """The first row of each style, in order."""
    _, first = np.unique(columns.style[rows], return_index=True)
    return rows[np.sort(first)]


def _cards(columns: Columns, mask: AnyArray, rows: list[int]) -> list[dict[str, Any]]:
    """Cards of rows, each with how many variants of it are found; what went away since is left out."""
    products = products_of(columns.pk[rows].tolist())
    chosen = np.isin(columns.style, columns.style[rows]) & mask
    counts = np.bincount(columns.style[chosen], minlength=1)
    found = [(row, products.get(int(columns.pk[row]))) for row in rows]
    return [
        numbered_card(product, variants=int(counts[columns.style[row]]))
        for row, product in found
        if product is not None and product.is_for_sale
    ]
