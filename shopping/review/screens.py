"""What the screen of review shows of one garment; constant queries."""

from itertools import islice
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.formats import number_format

from playback.streaming.access import stream_url
from shopping.matching.calibration import chance_of
from shopping.matching.facts import boost_of
from shopping.matching.review_queue import CANDIDATES
from shopping.models import Match, Product, ReviewItem
from shopping.review.holds import holder_of
from shopping.storefront.cards import numbered_card
from shopping.storefront.selectors import products_of
from trendflix.accounts.visitors import Visitor
from trendflix.core.durations import clock
from vision.edits.places import box_at
from vision.edits.services import worn_by_two_at
from vision.labels import category_name
from vision.language.categories import group_of
from vision.models import Garment
from vision.types import Box

MAX_OTHERS = 24
DECIDED_FIRST = (Match.Status.PINNED, Match.Status.APPROVED, Match.Status.REJECTED)


def garment_of(pk: int) -> Garment | None:
    """A garment with its film, its title and its appearances."""
    rows = Garment.objects.select_related("analysis__video__title", "merged_into").defer("vector", "analysis__shots")
    return rows.prefetch_related("appearances").filter(pk=pk).first()


def screen(garment: Garment, user: User, visitor: Visitor) -> dict[str, Any]:
    """The garment, where it is worn, its candidates, and who else looks at it."""
    item = ReviewItem.objects.select_related("held_by").filter(pk=garment.pk).first()
    return {
        "garment": garment_card(garment, visitor),
        "candidates": candidates(garment),
        "is_open": bool(item and item.is_open),
        "held_by": holder_of(item, user) if item else "",
    }


def garment_card(garment: Garment, visitor: Visitor) -> dict[str, Any]:
    """A garment with addresses of its pictures, and the box around it on its best frame."""
    video, at = garment.analysis.video, garment.best_at
    spans = list(garment.appearances.all())
    box = next((found for span in spans if (found := box_at(span, at))), None)
    frame, watch = reverse("review-frame", args=[garment.pk]), reverse("watch", args=[video.title.slug])
    cutout = stream_url(video, visitor, garment.cutout) if garment.cutout else f"{frame}?crop=1"
    return {
        "id": garment.pk,
        "name": garment.name,
        "label": garment.label,
        "category": garment.category,
        "category_name": category_name(garment.category),
        "hidden": garment.hidden,
        "title": {
            "id": video.title_id,
            "name": video.title.name,
            "url": f"{watch}?t={at:.0f}",
        },
        "at": clock(at),
        "seconds": number_format(garment.seconds, 0),
        "frame": frame,
        "cutout": cutout,
        "box": _box_json(box),
        "appearances": [
            {"id": span.pk, "start": clock(span.start), "end": clock(span.end), "person": span.person} for span in spans
        ],
    }


def candidates(garment: Garment) -> list[dict[str, Any]]:
    """What is decided, and suggestions after it, ``CANDIDATES`` in all and more only where more is decided."""
    rows = Match.objects.filter(garment=garment).select_related("decided_by").order_by("rank", "pk")
    decided = [row for row in rows if row.status != Match.Status.SUGGESTED]
    decided.sort(key=lambda row: (DECIDED_FIRST.index(Match.Status(row.status)), row.rank, row.pk))
    suggested = [row for row in rows if row.status == Match.Status.SUGGESTED]
    products = products_of([row.product_id for row in rows])
    there = [row for row in suggested if products[row.product_id].available]
    return [
        candidate(row, products[row.product_id], garment.model)
        for row in decided + there[: max(0, CANDIDATES - len(decided))]
    ]


def candidate(match: Match, product: Product, model: str) -> dict[str, Any]:
    """One candidate: the product as a card shows it, how likely it is right, its boost in cosine, who decided what."""
    chance = chance_of(model, match.score) if match.score else None
    return numbered_card(
        product,
        status=match.status,
        status_name=str(match.get_status_display()),
        chance=None if chance is None else round(chance, 3),
        category=product.category,
        available=product.available,
        link=product.link,
        boost=boost_of(product),
        decided_by=match.decided_by.get_username() if match.decided_by else "",
    )


def others(garment: Garment, visitor: Visitor) -> list[dict[str, Any]]:
    """Other garments of the film that may be the same one: those of its search group, by time on screen.

    What two people wear at once is two garments, which cannot be merged.
    """
    rows = Garment.objects.filter(analysis=garment.analysis_id, hidden=False).exclude(pk=garment.pk)
    rows = rows.select_related("analysis__video__title").defer("vector", "analysis__shots")
    alike = [
        one for one in rows.prefetch_related("appearances") if group_of(one.category) == group_of(garment.category)
    ]
    alike.sort(key=lambda one: (one.category != garment.category, -one.seconds, one.pk))
    found = islice((one for one in alike if worn_by_two_at(garment, one) is None), MAX_OTHERS)
    return [garment_card(one, visitor) for one in found]


def _box_json(box: Box | None) -> list[float] | None:
    return None if box is None else [round(part, 4) for part in (box.x, box.y, box.w, box.h)]
