"""Answers "what is this?": a box that somebody drew on a paused frame, with words beside it or without."""

from typing import Any

from django.utils.translation import gettext

from shopping.matching.ranker import best_first, by_garment
from shopping.models import Lookup
from shopping.queries.cards import cards
from trendflix.core.errors import UserError
from vision.labels import category_name
from vision.types import Box

SHOWN = 24


def region_answer(lookup: Lookup) -> dict[str, Any]:
    """{"category", "name", "box", "products"} of ``{"t", "box": [x, y, w, h], "words"}``: what it is, what is like it.

    ``name`` is the category in the asker's language.
    """
    from vision.film.frames import frame_at
    from vision.images.region_query import embed_region
    from vision.services import film_file

    if lookup.video is None or not lookup.video.is_ready:
        raise UserError(gettext("This film cannot be looked at yet."))
    asked = lookup.query
    seen = embed_region(frame_at(film_file(lookup.video), asked["t"]), Box(*asked["box"]))
    found = best_first(by_garment(seen.vector, seen.category, asked.get("words", "")))
    box = [round(part, 4) for part in (seen.box.x, seen.box.y, seen.box.w, seen.box.h)]
    name = category_name(seen.category)
    return {"category": seen.category, "name": name, "box": box, "products": cards(found, SHOWN)}
