"""Chooses for a person among the titles that are like what they watched; a handful of queries by index."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import F

from catalog.models import Title, TitleNeighbour
from catalog.rows.audience import Audience

MAX_SEEDS = 40
DECAY = 0.95
"""How much less each title counts that was watched one before."""
LIKED, NAMED, LISTED, DISLIKED = 1.5, 1.0, 0.5, -0.5
MIN_BECAUSE = 4
MAX_BECAUSE = 2
FETCHED = 60
ASKED = 200
"""The best candidates, of which alone is asked whether they were seen."""
GENRE_AMONG = 200
"""Newest titles of the genres that a person named, of which the best fill their row."""
BECAUSE_AMONG = 6
"""Titles watched last, of which some get a row of their own."""


@dataclass(frozen=True, slots=True)
class Because:
    """Titles like one that a person watched."""

    title_id: int
    name: str
    keys: list[int]


@dataclass(frozen=True, slots=True)
class Picks:
    """``for_you``: keys of titles, best first; ``because``: the same apart for single titles that were watched."""

    for_you: list[int] = field(default_factory=list)
    because: list[Because] = field(default_factory=list)


def related(title_id: int, limit: int = FETCHED) -> list[int]:
    """Keys of the titles most like one, best first; which of them a person may see is the caller's to ask."""
    rows = TitleNeighbour.objects.filter(title=title_id).order_by("-score", "neighbour_id")
    return list(rows.values_list("neighbour_id", flat=True)[:limit])


def picks_for(audience: Audience) -> Picks:
    """What to show a person, of what they have neither begun nor turned down nor put on their list; six queries.

    Somebody who has watched, liked, listed and named nothing gets nothing: rows of what is popular stand for it.
    """
    seeds = seed_weights(audience)
    near = _neighbours(seeds)
    scores: dict[int, float] = defaultdict(float)
    for seed, found in near.items():
        for key, score in found:
            scores[key] += seeds[seed] * score
    best = sorted((key for key in scores if scores[key] > 0), key=lambda key: -scores[key])[:ASKED]
    first = [key for seed in audience.watched[:BECAUSE_AMONG] for key, _ in near.get(seed, ())]
    left_out = _left_out(audience, {*best, *first})
    ranked = [key for key in best if key not in left_out]
    return Picks(_filled(audience, ranked, left_out)[:FETCHED], _because(audience, near, left_out))


def _filled(audience: Audience, ranked: list[int], left_out: set[int]) -> list[int]:
    """With the best and newest of the genres that a person named, where little is like what they watched; one query."""
    genres = audience.tastes.genres
    if not genres or len(ranked) >= FETCHED:
        return ranked
    filed = Title.genres.through.objects.filter(genre__in=genres)
    order = (F("title__stats__rating").desc(nulls_last=True), "-title_id")
    newest = filed.order_by("-title_id").values("title_id")[:GENRE_AMONG]
    rows = filed.filter(title__in=newest).order_by(*order).values_list("title_id", flat=True)
    found = list(dict.fromkeys(rows))
    named = set(audience.tastes.titles)
    seen = audience.seen_among(found) | left_out | named | set(ranked)
    return ranked + [key for key in found if key not in seen]


def seed_weights(audience: Audience) -> dict[int, float]:
    """How much each title that a person watched, liked or listed says of them; what they turned down counts against."""
    weights = {key: DECAY**place for place, key in enumerate(audience.watched[:MAX_SEEDS])}
    for key in audience.tastes.titles:
        weights.setdefault(key, NAMED)
    for key in audience.watchlist[:MAX_SEEDS]:
        weights.setdefault(key, LISTED)
    for key, liking in list(audience.likings.items())[:MAX_SEEDS]:
        if liking:
            weights[key] = LIKED if liking > 0 else DISLIKED
    return weights


def _neighbours(seeds: Iterable[int]) -> dict[int, list[tuple[int, float]]]:
    rows = TitleNeighbour.objects.filter(title__in=list(seeds)).order_by("-score", "neighbour_id")
    found: dict[int, list[tuple[int, float]]] = {}
    for seed, key, score in rows.values_list("title_id", "neighbour_id", "score"):
        found.setdefault(seed, []).append((key, score))
    return found


def _left_out(audience: Audience, keys: Iterable[int]) -> set[int]:
    turned_down = {key for key, liking in audience.likings.items() if liking < 0}
    named = set(audience.tastes.titles)
    return audience.seen_among(keys) | turned_down | named | set(audience.watchlist) | set(audience.watched)


def _because(audience: Audience, near: dict[int, list[tuple[int, float]]], left_out: set[int]) -> list[Because]:
    """Of what was watched last and not turned down, those that enough is like; a title stands in one list."""
    seeds = [key for key in audience.watched[:BECAUSE_AMONG] if key in near and audience.likings.get(key, 0) >= 0]
    names = dict(Title.objects.filter(pk__in=seeds).values_list("pk", "name")) if seeds else {}
    taken, found = set(left_out), list[Because]()
    for seed in (key for key in seeds if key in names):
        keys = _without(near[seed], taken)
        if len(keys) >= MIN_BECAUSE and len(found) < MAX_BECAUSE:
            found.append(Because(seed, names[seed], keys))
            taken.update(keys)
    return found


def _without(pairs: Sequence[tuple[int, float]], taken: set[int]) -> list[int]:
    return [key for key, _ in pairs if key not in taken]
