"""Likeness against the same sums written out title by title, without arrays, on libraries made at random."""

import math
import random
from collections import Counter

import numpy as np
import pytest

from catalog.recommend.content import MAX_SHARE, WEIGHTS, Content, Described
from catalog.recommend.nearest import FRESH, FRESH_VIEWERS, Likeness, nearest
from catalog.recommend.watching import MAX_OF_VIEWER, SHRINK, Watching, pairs

TITLES, VIEWERS = 24, 14
Views = list[tuple[int, int]]


def library(seed: int) -> list[Described]:
    """Titles with few and many features, some with none, and some without a look."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, and hides nothing
    kinds = [kind for kind in WEIGHTS if kind != "look"]

    def features(kind: str) -> dict[str, float]:
        names = [f"{kind}{number}" for number in range(8)] + ["everywhere"]
        return {name: chance.choice((1.0, 0.4)) for name in chance.sample(names, chance.randrange(4))}

    looks = np.random.default_rng(seed).normal(size=(TITLES, 5)).astype(np.float32)
    return [
        Described({kind: features(kind) for kind in kinds}, looks[place] if place % 4 else None)
        for place in range(TITLES)
    ]


def views(seed: int) -> Views:
    """Who watched what, the oldest first: most of them the same few titles, some of them again."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, and hides nothing
    return [
        (chance.randrange(VIEWERS) * 7, min(chance.randrange(TITLES), chance.randrange(TITLES))) for _ in range(120)
    ]


def content_of(titles: list[Described], one: int, other: int) -> float:
    """The sum over kinds of weight times cosine."""
    if one == other:
        return 0.0
    return sum(weight * _cosine(titles, kind, one, other) for kind, weight in WEIGHTS.items())


def _cosine(titles: list[Described], kind: str, one: int, other: int) -> float:
    if kind == "look":
        seen = [title.look for title in titles if title.look is not None]
        first, second = titles[one].look, titles[other].look
        if first is None or second is None:
            return 0.0
        first, second = first - np.mean(seen, axis=0), second - np.mean(seen, axis=0)
        return max(0.0, float(first @ second) / float(np.linalg.norm(first) * np.linalg.norm(second)))
    mine, others = (_weighted(titles, kind, place) for place in (one, other))
    lengths = math.hypot(*mine.values()) * math.hypot(*others.values())
    return sum(mine[name] * others.get(name, 0.0) for name in mine) / lengths if lengths else 0.0


def _weighted(titles: list[Described], kind: str, place: int) -> dict[str, float]:
    """Each feature times how rare it is; a word of too many titles counts nothing."""
    holders = Counter(name for title in titles for name in title.features[kind])
    most = max(2, MAX_SHARE * len(titles)) if kind == "words" else len(titles)
    found = titles[place].features[kind].items()
    return {name: weight * math.log(1 + len(titles) / holders[name]) for name, weight in found if holders[name] <= most}


def watched_of(seen: Views, one: int, other: int) -> tuple[float, float]:
    """(damped cosine of two titles' viewers, how far it is to be believed)."""
    once = list(dict.fromkeys(seen))
    of = {place: {viewer for viewer, title in once if title == place} for place in (one, other)}
    sizes = Counter(viewer for viewer, _ in once)
    last = {viewer: [title for who, title in once if who == viewer][-MAX_OF_VIEWER:] for viewer in sizes}
    both = sum(1 / math.log1p(1 + sizes[viewer]) for viewer in of[one] if other in last[viewer])
    first, second = len(of[one]), len(of[other])
    length = math.sqrt((first + SHRINK) * (second + SHRINK))
    return (0.0 if one == other else both / length), math.sqrt(first * second) / length


@pytest.mark.parametrize("seed", range(3))
def test_content_is_the_weighted_sum_of_cosines_of_rare_features(seed: int) -> None:
    titles = library(seed)
    content = Content(titles)
    for one in range(TITLES):
        expected = [content_of(titles, one, other) for other in range(TITLES)]
        assert content.scores(one) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("most", [MAX_OF_VIEWER, 3])
def test_watching_is_the_cosine_of_viewers_and_a_viewers_last_titles_count(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("catalog.recommend.watching", __name__):
        monkeypatch.setattr(f"{module}.MAX_OF_VIEWER", most)
    seen = views(1)
    watching = Watching(*pairs([viewer for viewer, _ in seen], [title for _, title in seen]), TITLES)
    for one in range(TITLES):
        expected = [watched_of(seen, one, other) for other in range(TITLES)]
        assert watching.scores(one) == pytest.approx([score for score, _ in expected], abs=1e-6)
        assert watching.belief(one) == pytest.approx([belief for _, belief in expected], abs=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_what_was_watched_counts_as_far_as_it_is_believed_and_content_for_the_rest(seed: int) -> None:
    titles, seen = library(seed), views(seed)
    watching = Watching(*pairs([viewer for viewer, _ in seen], [title for _, title in seen]), TITLES)
    likeness = Likeness(Content(titles), watching)
    every = range(TITLES)
    content = {(one, other): content_of(titles, one, other) for one in every for other in every}
    watched = {pair: watched_of(seen, *pair) for pair in content}
    above = sum(watched[pair][1] * content[pair] * watched[pair][0] for pair in content)
    below = sum(watched[pair][1] * content[pair] ** 2 for pair in content)
    slope = min(1.0, above / below)
    assert 0.05 < slope < 1.0
    for one in every:
        expected = [
            watched[one, other][0] + (1 - watched[one, other][1]) * slope * content[one, other] for other in every
        ]
        assert likeness.scores(one) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("seed", range(3))
def test_the_best_are_kept_with_places_for_what_hardly_anybody_watched(seed: int) -> None:
    titles, seen, limit = library(seed), views(seed), 10
    watching = Watching(*pairs([viewer for viewer, _ in seen], [title for _, title in seen]), TITLES)
    likeness = Likeness(Content(titles), watching)
    fresh = {place for place in range(TITLES) if watching.watched[place] <= FRESH_VIEWERS}
    assert FRESH < len(fresh) < TITLES - 4
    for one, found in enumerate(nearest(Content(titles), watching, limit)):
        scores = likeness.scores(one)
        order = sorted(
            (place for place in range(TITLES) if scores[place] > 0), key=lambda place: (-scores[place], place)
        )
        usual = order[: limit - FRESH]
        rest = [place for place in order if place in fresh and place not in usual][:FRESH]
        others = [place for place in order if place not in (*usual, *rest)][: limit - len(usual) - len(rest)]
        assert [place for place, _ in found] == sorted((*usual, *rest, *others), key=order.index)
        assert [score for _, score in found] == pytest.approx([float(scores[place]) for place, _ in found])


@pytest.mark.parametrize("times", [1, 9])
def test_where_all_or_no_title_is_new_none_has_places_of_its_own(times: int) -> None:
    titles = [Described({"genres": {"drama": 1.0, f"g{place}": place / 10}}) for place in range(12)]
    seen = [(viewer, place) for viewer in range(times) for place in range(12)]
    watching = Watching(*pairs([viewer for viewer, _ in seen], [place for _, place in seen]), 12)
    scores = Likeness(Content(titles), watching).scores(0)
    best = sorted(range(1, 12), key=lambda place: (-scores[place], place))
    assert [place for place, _ in next(nearest(Content(titles), watching, 8))] == best[:8]
