"""Answers what viewers ask and only models can: run by ``manage.py answer_lookups``, never by the site itself."""

from collections.abc import Callable
from typing import Any

from shopping.models import Lookup
from shopping.queries.picture_answers import picture_answer
from shopping.queries.region import region_answer
from shopping.queries.similar import like_answer
from shopping.queries.words import words_answer

ANSWERS: dict[str, Callable[[Lookup], dict[str, Any]]] = {
    Lookup.Kind.REGION: region_answer,
    Lookup.Kind.WORDS: words_answer,
    Lookup.Kind.LIKE: like_answer,
    Lookup.Kind.PICTURE: picture_answer,
}
"""Kind → what answers it; raises ``UserError`` for people to read."""
