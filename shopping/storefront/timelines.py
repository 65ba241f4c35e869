"""The timeline as the player gets it: small, the same for every viewer of a language, and kept packed until it changes.

Cut-outs are paths below the film's stream address, which is signed for each viewer and stands in the watch page.

Whole numbers stand for parts: times in hundredths of a second, the middle of a box in three-hundredths of the picture
(four pixels of a film), its size in hundredths. ``static/js/timeline.js`` reads it; ``export_timeline`` prints the
plain form for everybody else::

    products  [[id, title, price, sale price or null, place in shops, picture, availability], …]
    garments  [[id, label, category, cut-out, [place in products, …], [appearance, …]], …]
    appearance  [start, length, t, x, y, w, h, …]   start since that of the one before; x and y of the middle

Boxes are differences to the box before, the first one's t to the start of its appearance and the others to zero.
"""

import gzip
import hashlib
import json
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Max, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from playback.models import Video
from shopping.matching.calibration import calibrations
from shopping.models import Match
from shopping.storefront.cards import card_row
from shopping.storefront.disclosures import disclosure_for
from shopping.storefront.selectors import garments_shown, shown_of
from vision.models import Analysis, Appearance, Garment

LAYOUT = 7
"""Raise when the text's shape changes."""
KEPT_SECONDS = 86_400
PARTS = ("x", "y", "w", "h")
SECOND, MIDDLE, SIZE = 100, 300, 100
ON_THE_WAY = 0.006
"""A box this near (parts of the picture) to the way between its neighbours says nothing."""

Box = dict[str, float]


def api_root() -> str:
    """How every address of the API begins."""
    return reverse("api-products").removesuffix("products/")


def _addresses(video: Video) -> dict[str, str]:
    """Where the player asks; ``api``, ``title``, ``go`` and ``product`` are beginnings of addresses."""
    slug = video.title.slug
    return {
        "api": api_root(),
        "title": reverse("api-title", args=[slug]),
        "go": reverse("click-out", args=[0]).removesuffix("0/"),
        "product": reverse("product", args=[0]).removesuffix("0/"),
        "worn": reverse("worn", args=[slug]),
        "saved": reverse("saved"),
    }


def timeline_packed(video: Video, version: str) -> bytes:
    """The timeline of a ``timeline_version`` as JSON (UTF-8) in gzip (RFC 1952) in the active language; kept."""
    key = f"timeline:{video.pk}:{version}"
    packed: bytes | None = cache.get(key)
    if packed is None:
        text = json.dumps(_compact(video), separators=(",", ":"), ensure_ascii=False).encode()
        packed = gzip.compress(text, mtime=0)
        cache.set(key, packed, KEPT_SECONDS)
    return packed


def timeline_version(video: Video) -> str:
    """Names what the timeline says now in the active language.

    Changes with the reading, the matches, people's decisions, feeds and sales.
    """
    now = timezone.now()
    reading = Analysis.objects.filter(video=video).values_list("key", "created").first()
    matches = Match.objects.filter(garment__analysis__video=video).aggregate(
        all=Count("pk"),
        rejected=Count("pk", filter=Q(status=Match.Status.REJECTED)),
        sold=Count("pk", filter=Q(product__available=True, product__hidden=False)),
        newest=Max("pk"),
        ranked=Max("updated"),
        decided=Max("decided"),
        updated=Max("product__updated"),
        imported=Max("product__feed__imported"),
        disclosed=Max("product__feed__disclosure"),
        disclosed_first=Min("product__feed__disclosure"),
        sales_begun=Count("pk", filter=Q(product__sale_start__lte=now)),
        sales_ended=Count("pk", filter=Q(product__sale_end__lt=now)),
    )
    said = [get_language(), video.title.name, str(settings.DISCLOSURE)]
    known = [LAYOUT, said, video.package_key, reading, matches, sorted(calibrations().items())]
    return hashlib.sha256(repr(known).encode()).hexdigest()[:24]


def _compact(video: Video) -> dict[str, Any]:
    garments = garments_shown(video)
    products = list({match.product_id: match.product for garment in garments for match in shown_of(garment)}.values())
    places = {product.pk: place for place, product in enumerate(products)}
    shops: dict[str, int] = {}
    return {
        "title": {"slug": video.title.slug, "name": video.title.name},
        "duration": round(video.duration, 3),
        "disclosure": disclosure_for(product.feed for product in products),
        "urls": _addresses(video),
        "pictures": reverse("media", args=["public/"]),
        "products": [card_row(product, shops) for product in products],
        "shops": list(shops),
        "garments": [_garment(garment, places) for garment in garments],
    }


def _garment(garment: Garment, places: dict[int, int]) -> list[Any]:
    shown = [places[match.product_id] for match in shown_of(garment)]
    rows, start = [], 0
    for appearance in garment.appearances.all():
        rows.append(_appearance(appearance, start))
        start += rows[-1][0]
    return [garment.pk, garment.label, garment.category, garment.cutout, shown, rows]


def _appearance(appearance: Appearance, before_start: int) -> list[int]:
    start = round(SECOND * appearance.start)
    numbers = [start - before_start, round(SECOND * appearance.end) - start]
    before = [start, 0, 0, 0, 0]
    for box in sparse(appearance.boxes):
        here = _rounded(box)
        numbers += [now - then for now, then in zip(here, before, strict=True)]
        before = here
    return numbers


def _rounded(box: Box) -> list[int]:
    x, y = box["x"] + box["w"] / 2, box["y"] + box["h"] / 2
    return [round(SECOND * box["t"]), *(round(MIDDLE * part) for part in (x, y)), *(round(SIZE * box[s]) for s in "wh")]


def sparse(boxes: list[Box]) -> list[Box]:
    """Boxes without those that lie on the way between the kept one before and the next: the player draws that way."""
    kept: list[Box] = []
    for place, box in enumerate(boxes):
        if not kept or place == len(boxes) - 1 or not _is_on_the_way(kept[-1], box, boxes[place + 1]):
            kept.append(box)
    return kept


def _is_on_the_way(before: Box, box: Box, after: Box) -> bool:
    part = (box["t"] - before["t"]) / max(after["t"] - before["t"], 1e-6)
    return all(abs(before[side] + part * (after[side] - before[side]) - box[side]) <= ON_THE_WAY for side in PARTS)
