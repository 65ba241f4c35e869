"""Reads products, matches and what they look like on a page."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from catalog.models import Title
from playback.models import Video
from shopping.matching import words
from shopping.matching.calibration import calibrations, chance_of, is_shown
from shopping.models import Dislike, Lookup, Match, Product, ProductImage, Saved
from trendflix.accounts.visitors import Visitor
from vision.models import Garment
from vision.selectors import analysis_of, garment_json, garments_of

OVERDUE_AFTER = timedelta(seconds=10)
OFFERED = (
    ~Q(status=Match.Status.REJECTED)
    & Q(garment__hidden=False, product__available=True, product__hidden=False)
    & ~Q(product__wearable=False)
)
"""Matches that may be shown, however unsure."""


def shown() -> Q:
    """Matches that viewers see: suggestions from the calibrated floor on, and all that a person approved or pinned."""
    unsure = Q(pk__in=[])
    for model, calibration in calibrations().items():
        unsure |= Q(garment__model=model, score__lt=calibration.floor)
    return OFFERED & ~(Q(status=Match.Status.SUGGESTED) & unsure)


def garments_shown(video: Video, chosen: Iterable[int] | None = None, rule: Q | None = None) -> list[Garment]:
    """The film's garments with ``shown``: their matches that viewers see, products and all; constant queries.

    ``chosen`` asks for some garments alone, ``rule`` for other matches. Films hold thousands of matches and hundreds of
    products, so each product is read once.
    """
    matches = Match.objects.filter(shown() if rule is None else rule).order_by("rank", "-score", "pk")
    rows = garments_of(video) if chosen is None else garments_of(video).filter(pk__in=list(chosen))
    garments: list[Garment] = list(rows.prefetch_related(Prefetch("matches", matches, to_attr="shown")))
    products = products_of({match.product_id for garment in garments for match in shown_of(garment)})
    for garment in garments:
        for match in shown_of(garment):
            match.product = products[match.product_id]
    return garments


def shown_of(garment: Garment) -> list[Match]:
    """What ``garments_shown`` found for a garment, best first."""
    found: list[Match] = garment.shown  # type: ignore[attr-defined]  # the Prefetch's to_attr, which no type says
    return found


def products_of(pks: Iterable[int]) -> dict[int, Product]:
    """Products with their feeds and pictures; two queries."""
    pictures = Prefetch("images", ProductImage.objects.exclude(file="").order_by("position").defer("vector"))
    return Product.objects.select_related("feed").prefetch_related(pictures).defer("description").in_bulk(list(pks))


def timeline(video: Video) -> dict[str, Any]:
    """The film's timeline as ``export_timeline`` prints it, unsure matches marked; rejected ones are left out."""
    garments = garments_shown(video, rule=OFFERED)
    return _head(video) | {"garments": [garment_json(g) | {"matches": _matches_json(g)} for g in garments]}


def _head(video: Video) -> dict[str, Any]:
    known = analysis_of(video)
    return {
        "title": {"slug": video.title.slug, "name": video.title.name},
        "duration": round(video.duration, 3),
        "model": known.model if known else "",
    }


def _matches_json(garment: Garment) -> list[dict[str, Any]]:
    return [
        {
            "product_id": match.product.product_id,
            "item_group_id": match.product.item_group_id,
            "rank": rank,
            "score": round(match.score, 4),
            "chance": None if (chance := chance_of(garment.model, match.score)) is None else round(chance, 3),
            "shown": match.status != Match.Status.SUGGESTED or is_shown(garment.model, match.score),
            "status": match.status,
        }
        for rank, match in enumerate(shown_of(garment), start=1)
    ]


def pieces_by_title(titles: list[Title]) -> dict[int, int]:
    """title.pk → number of garments with something to show, in one query."""
    offers = Match.objects.filter(shown(), garment=OuterRef("pk"))
    rows = (
        Garment.objects.filter(Exists(offers), analysis__video__title__in=titles)
        .values("analysis__video__title")
        .annotate(pieces=Count("pk"))
    )
    return {row["analysis__video__title"]: row["pieces"] for row in rows}


def products_search(query: str, limit: int) -> list[Product]:
    """Available products that answer a query's words, best first, with feed and pictures; three queries."""
    return in_order(words.best(query, limit))


def in_order(pks: list[int]) -> list[Product]:
    """Products with feed and pictures in the order of their pks; two queries."""
    found = products_of(pks)
    return [found[pk] for pk in pks if pk in found]


def of_viewer(visitor: Visitor, video: Video) -> dict[str, Any]:
    """{"saved": [product pk, …], "disliked": [[garment pk, product pk], …]}: what a viewer said of a film's rows."""
    saved = Saved.objects.filter(viewer=visitor.viewer_id).values_list("product_id", flat=True)
    disliked = Dislike.objects.filter(viewer=visitor.viewer_id, garment__analysis__video=video)
    return {"saved": list(saved), "disliked": [list(pair) for pair in disliked.values_list("garment_id", "product_id")]}


def lookups_overdue() -> int:
    """How many questions have waited so long that nothing can be answering them."""
    late = timezone.now() - OVERDUE_AFTER
    return Lookup.objects.filter(status=Lookup.Status.QUEUED, created__lt=late).count()
