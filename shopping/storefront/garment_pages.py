"""What the page "everything worn" shows: the film's garments by themselves, or by scene; constant queries a page."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from playback.models import Video
from playback.streaming.access import stream_url
from shopping.models import Match
from shopping.storefront.cards import numbered_card
from shopping.storefront.disclosures import disclosure_of
from shopping.storefront.selectors import garments_shown, shown, shown_of
from trendflix.accounts.visitors import Visitor
from vision.models import Analysis, Appearance, Garment

GARMENTS_A_PAGE = 24
SCENES_A_PAGE = 12
MOMENTS = 6
PRODUCTS = 6
MIN_SECONDS = 0.3
"""A garment seen for less of a scene is not listed in it."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One shot and the garments worn in it; seconds."""

    number: int
    start: float
    end: float
    garments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A page's place among the others, what is on it, and what is said of its links to shops."""

    page: Page[Any]
    rows: list[dict[str, Any]]
    disclosure: str


def garments_page(video: Video, visitor: Visitor, number: str | None) -> Listing:
    """A page of garments that have something to show, in the order they come."""
    page = Paginator(shoppable(video), GARMENTS_A_PAGE).get_page(number)
    pieces = _pieces(video, visitor, page.object_list)
    return Listing(page, pieces, _disclosure(pieces))


def scenes_page(video: Video, visitor: Visitor, number: str | None) -> Listing:
    """A page of scenes: {"number", "start", "end", "pieces"}."""
    page = Paginator(_scenes(video), SCENES_A_PAGE).get_page(number)
    scenes: list[Scene] = list(page.object_list)
    chosen = {pk for scene in scenes for pk in scene.garments}
    pieces = {piece["id"]: piece for piece in _pieces(video, visitor, sorted(chosen))}
    rows = [
        {
            "number": scene.number,
            "start": moment(scene.start),
            "end": moment(scene.end),
            "pieces": [pieces[pk] for pk in scene.garments if pk in pieces],
        }
        for scene in scenes
    ]
    return Listing(page, rows, _disclosure(pieces.values()))


def _disclosure(pieces: Iterable[dict[str, Any]]) -> str:
    return disclosure_of(card for piece in pieces for card in [*piece["products"], *piece["more_products"]])


def shoppable(video: Video) -> list[int]:
    """Pks of the garments with something to show, in the order they come; one query."""
    offers = Match.objects.filter(shown(), garment__analysis__video=video).values("garment_id")
    rows = Garment.objects.filter(analysis__video=video, pk__in=offers).order_by("first_seen", "pk")
    return list(rows.values_list("pk", flat=True))


def _scenes(video: Video) -> list[Scene]:
    reading = Analysis.objects.filter(video=video).values_list("shots", flat=True).first() or []
    shown = set(shoppable(video))
    stays = Appearance.objects.filter(garment__analysis__video=video).order_by("start", "pk")
    rows = [row for row in stays.values_list("garment_id", "start", "end") if row[0] in shown]
    starts = [start for start, _ in reading]
    seen: list[dict[int, None]] = [{} for _ in reading]
    for pk, begin, until in rows:
        place = max(0, bisect_right(starts, begin) - 1)
        while place < len(reading) and starts[place] < until:
            if min(until, reading[place][1]) - max(begin, starts[place]) >= MIN_SECONDS:
                seen[place][pk] = None
            place += 1
    return [
        Scene(number, start, end, tuple(worn))
        for number, ((start, end), worn) in enumerate(zip(reading, seen, strict=True), start=1)
        if worn
    ]


def _pieces(video: Video, visitor: Visitor, chosen: Any) -> list[dict[str, Any]]:
    """Garments as the page shows them: label, cut-out, moments, products."""
    base = stream_url(video, visitor, ".")[:-1]
    return [_piece(garment, base) for garment in garments_shown(video, chosen)]


def _piece(garment: Garment, base: str) -> dict[str, Any]:
    stays = list(garment.appearances.all())
    products = [match.product for match in shown_of(garment)]
    return {
        "id": garment.pk,
        "label": garment.label,
        "cutout": f"{base}{garment.cutout}" if garment.cutout else "",
        "moments": [moment(stay.start) for stay in stays[:MOMENTS]],
        "more_moments": max(0, len(stays) - MOMENTS),
        "products": [numbered_card(product, garment) for product in products[:PRODUCTS]],
        "more_products": [numbered_card(product, garment) for product in products[PRODUCTS:]],
    }


def moment(seconds: float) -> dict[str, Any]:
    """A time for a link and for people: {"t": 12.5, "clock": "0:12"}."""
    hours, rest = divmod(int(seconds), 3600)
    minutes, left = divmod(rest, 60)
    shown = f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"
    return {"t": f"{seconds:.1f}", "clock": shown}
