"""Answers "what is this?": a box that somebody drew on a paused frame, with words beside it or without."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from shopping.matching.calibration import is_shown
from shopping.matching.ranker import best_first, by_garment
from shopping.models import Lookup
from shopping.queries.cards import cards
from trendflix.core.errors import UserError
from vision.labels import category_name
from vision.types import Box

if TYPE_CHECKING:
    from vision.images.product_image import RegionEmbedding

SHOWN = 24


def region_answer(lookup: Lookup) -> dict[str, Any]:
    """{"category", "name", "box", "products"} of ``{"t", "box": [x, y, w, h], "words"}``: what it is, what is like it.

    ``name`` is the category in the asker's language; both are empty where nothing is worn in the box, and without words
    nothing is like that.
    """
    from vision.film.frames import frame_at
    from vision.images.region_query import embed_region
    from vision.services import film_file

    if lookup.video is None or not lookup.video.is_ready:
        raise UserError(gettext("This film cannot be looked at yet."))
    asked = lookup.query
    seen = embed_region(frame_at(film_file(lookup.video), asked["t"]), Box(*asked["box"]))
    found = _like(seen, asked.get("words", ""))
    box = [round(part, 4) for part in (seen.box.x, seen.box.y, seen.box.w, seen.box.h)]
    name = category_name(seen.category)
    return {"category": seen.category, "name": name, "box": box, "products": cards(found, SHOWN)}


def _like(seen: "RegionEmbedding", text: str) -> list[int]:
    """Pks of products, best first; without words those that are as sure as a suggestion has to be."""
    from vision import stamps

    if text:
        return best_first(by_garment(seen.vector, seen.category, text))
    scores = by_garment(seen.vector, seen.category) if seen.category else {}
    model = stamps.current().embedder
    return best_first({pk: score for pk, score in scores.items() if is_shown(model, score)})
