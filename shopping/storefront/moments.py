"""The moments of films by words: "red dress" → the film at 0:41; from stored attributes, so no model is needed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from catalog.models import Title
from catalog.selectors import titles_visible
from shopping.matching.typed import Typed
from shopping.matching.words import Query, clauses, score
from shopping.search.garments import GARMENTS
from shopping.search.stems import same_as, stem_set, stems
from shopping.storefront.garment_pages import moment
from trendflix.accounts.sight import Sight
from trendflix.core.search.expressions import Tier
from trendflix.core.search.port import candidates
from vision.language.vocabulary import GENDERS
from vision.models import Garment

MAX_GARMENTS, GARMENTS_A_MOMENT = 200, 15
"""Garments that are weighed for one query, the newest: at most, and for each moment that is wanted."""
EXACT = 0.3
UNSEEN = frozenset[str]().union(*map(same_as, ("men", "women", "kid", *GENDERS)))
"""Stems of words that no garment of a film is described by."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of a title at which a garment is seen best: ``t`` in seconds for addresses, ``clock`` for people."""

    title: Title
    label: str
    t: str
    clock: str


def moments_search(sight: Sight, asked: Typed, limit: int) -> list[Moment]:
    """The best moment of each title in which something answers all words, best first; two queries."""
    query = _seen(asked.query)
    if not query.terms:
        return []
    literal = frozenset(stems(asked.text))
    garments = _garments(sight, query, min(GARMENTS_A_MOMENT * limit, MAX_GARMENTS))
    first = _first_of_titles(garments, lambda garment: _score(garment, query, literal))[:limit]
    titles = Title.objects.filter(pk__in=[title for title, _ in first]).select_related("season__show")
    found = titles.defer("synopsis").in_bulk()
    return [_moment(found[title], garment) for title, garment in first if title in found]


def _seen(query: Query) -> Query:
    """The query without words that no garment is described by."""
    kept = [place for place, term in enumerate(query.terms) if not term & UNSEEN]
    head = kept.index(query.head) if query.head in kept else -1
    return Query(tuple(query.terms[place] for place in kept), query.category, head)


def _garments(sight: Sight, query: Query, limit: int) -> QuerySet[Garment]:
    """Garments of films that this person can watch and that answer all words, with ``title_id``; none of trailers."""
    films = titles_visible(sight).filter(video__analysis=OuterRef("analysis_id"), video__package_key__gt="")
    films = films.exclude(kind__in=Title.OF_A_PARENT)
    tier = Tier((clauses(query),), limit=limit)
    chosen = candidates(GARMENTS, [tier], Garment.objects.filter(Exists(films), hidden=False), limit, pending=0)
    rows = Garment.objects.filter(pk__in=chosen).order_by().select_related("analysis__video")
    return rows.only("name", "category", "attributes", "best_at", "seconds", "analysis__video__title_id")


def _first_of_titles(garments: Iterable[Garment], score_of: Callable[[Garment], float]) -> list[tuple[int, Garment]]:
    """(title pk, garment) of the best garment of each title; the longest seen of equals, the newest titles first."""
    ranked = sorted(garments, key=lambda one: (-score_of(one), -one.analysis.video.title_id, -one.seconds))
    first: dict[int, Garment] = {}
    for garment in ranked:
        first.setdefault(garment.analysis.video.title_id, garment)
    return list(first.items())


def _score(garment: Garment, query: Query, literal: frozenset[str]) -> float:
    """How well a garment answers; one that is called just so is before one that is called by words of like meaning."""
    known: dict[str, Any] = garment.attributes
    kind = f"{known.get('pattern', '')} {known.get('kind', '')} {garment.category}"
    fields = {"color": str(known.get("colour", "")), "product_type": kind}
    exact = len(literal & stem_set(f"{fields['color']} {kind}")) / len(literal)
    return round(score(query, fields, garment.category) + EXACT * exact, 4)


def _moment(title: Title, garment: Garment) -> Moment:
    return Moment(title, garment.label, **moment(garment.best_at))
