"""Answers "what is this?": a box that somebody drew on a paused frame, with words beside it or without."""

from typing import Any

from shopping.matching import words
from shopping.matching.candidates import spread
from shopping.matching.nearness import near, text_vector
from shopping.matching.ranker import SEEN_WORDS, WORDS_BESIDE_PICTURE
from shopping.models import Lookup
from shopping.queries.cards import cards
from trendflix.core.errors import UserError
from vision.types import Box, FloatArray

SHOWN = 24


def region_answer(lookup: Lookup) -> dict[str, Any]:
    """{"category", "box", "products"} of ``{"t", "box": [x, y, w, h], "words"}``: the garment, and what is like it."""
    from vision.film.frames import frame_at
    from vision.images.region_query import embed_region
    from vision.services import film_file

    if lookup.video is None or not lookup.video.is_ready:
        raise UserError("This film cannot be looked at yet.")
    asked = lookup.query
    seen = embed_region(frame_at(film_file(lookup.video), asked["t"]), Box(*asked["box"]))
    found = ranked(seen.vector, seen.category, asked.get("words", ""))
    box = [round(part, 4) for part in (seen.box.x, seen.box.y, seen.box.w, seen.box.h)]
    return {"category": seen.category, "box": box, "products": cards(found, SHOWN)}


def ranked(vector: FloatArray, category: str, text: str) -> list[int]:
    """Product pks, best first: nearest to the vector within the category's group, moved by what words ask for.

    Words that name a garment of another group say what is looked for, whatever the picture shows.
    """
    query = words.read(text)
    sought = query.category or category
    total = near(vector, sought, bonus=True)
    if query.terms:
        said = words.scores(query)
        seen = spread(near(text_vector(text), sought))
        for pk in total:
            total[pk] += WORDS_BESIDE_PICTURE * (said.get(pk, 0.0) + SEEN_WORDS * seen.get(pk, 0.0))
    return sorted(total, key=lambda pk: (-total[pk], pk))
