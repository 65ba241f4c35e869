"""Where a product is worn: moments of titles, and what the same person wears in the same shot."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q

from catalog.models import Title
from catalog.selectors import titles_visible
from playback.streaming.access import stream_url
from shopping.models import Match
from shopping.storefront.cards import numbered_card
from shopping.storefront.garment_pages import moment
from shopping.storefront.selectors import products_of, shown
from trendflix.accounts.sight import Sight
from trendflix.accounts.visitors import Visitor
from vision.models import Appearance, Garment

TITLES, MOMENTS, LOOK = 8, 4, 6
MATCHES = 60
"""Matches of a style that are looked at, the best."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A garment of a title that a product looks like, with its first moments."""

    title: Title
    label: str
    cutout: str
    moments: list[dict[str, Any]]
    more: int


def garments_like(sight: Sight, products: list[int]) -> list[Garment]:
    """Garments that stand beside some products in titles that this person may see, the surest first; three queries."""
    visible = Q(garment__analysis__video__title__in=titles_visible(sight), garment__analysis__video__package_key__gt="")
    rows = Match.objects.filter(shown(), visible, product__in=products).order_by("rank", "-score", "pk")
    rows = rows.exclude(garment__analysis__video__title__kind__in=Title.OF_A_PARENT)
    chosen = list(dict.fromkeys(rows.values_list("garment_id", flat=True)[:MATCHES]))
    appearances = Prefetch("appearances", Appearance.objects.defer("boxes").order_by("start", "pk"))
    related = Garment.objects.select_related("analysis__video__title__season__show").prefetch_related(appearances)
    found = related.defer("vector", "analysis__shots", "analysis__video__probe").in_bulk(chosen)
    return [found[pk] for pk in chosen if pk in found]


def seen_in(garments: list[Garment], visitor: Visitor) -> list[Seen]:
    """The surest garment of each title."""
    first: dict[int, Garment] = {}
    for garment in garments:
        first.setdefault(garment.analysis.video.title_id, garment)
    return [_seen(garment, visitor) for garment in list(first.values())[:TITLES]]


def _seen(garment: Garment, visitor: Visitor) -> Seen:
    video, stays = garment.analysis.video, list(garment.appearances.all())
    cutout = f"{stream_url(video, visitor, '.')[:-1]}{garment.cutout}" if garment.cutout else ""
    moments = [moment(stay.start) for stay in stays[:MOMENTS]]
    return Seen(video.title, garment.label, cutout, moments, max(0, len(stays) - MOMENTS))


def complete_look(garments: list[Garment]) -> list[dict[str, Any]]:
    """Cards of the best product of each other garment that the wearer of the surest garment has on in the same shots.

    Nothing where it is not known who wears it. Four queries.
    """
    garment = next((one for one in garments if any(stay.person is not None for stay in one.appearances.all())), None)
    if garment is None:
        return []
    worn = _worn_with(garment)
    rows = Match.objects.filter(shown(), garment__in=worn).order_by("rank", "-score", "pk")
    best: dict[int, int] = {}
    for other, product in rows.values_list("garment_id", "product_id"):
        best.setdefault(other, product)
    pairs = [(best[other], other) for other in worn if other in best]
    products, others = products_of(pk for pk, _ in pairs), Garment.objects.only("pk").in_bulk(worn)
    unique = dict(reversed([(pk, other) for pk, other in pairs]))
    ordered = [pk for pk in dict.fromkeys(pk for pk, _ in pairs) if pk in products]
    return [numbered_card(products[pk], others[unique[pk]]) for pk in ordered[:LOOK]]


def _worn_with(garment: Garment) -> list[int]:
    """Other garments of the same person at the same times, the longest on screen first; of other categories."""
    together = Q(pk__in=[])
    for stay in garment.appearances.all():
        if stay.person is not None:
            together |= Q(person=stay.person, start__lt=stay.end, end__gt=stay.start)
    rows = Appearance.objects.filter(together, garment__analysis=garment.analysis_id)
    others = rows.exclude(garment__category=garment.category).order_by("-garment__seconds", "garment_id")
    first: dict[str, int] = {}
    for pk, category in others.values_list("garment_id", "garment__category"):
        first.setdefault(category, pk)
    return list(first.values())
