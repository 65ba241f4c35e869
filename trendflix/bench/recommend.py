"""How good recommendations are, on a made-up population: tastes, noise, and titles that nobody has watched.

Every title has a theme, and people and words that go with it; every viewer likes two or three themes more than the
rest, watches what is popular too, and some things by chance. The last fifth of what each viewer watched is held back,
and so is everything that was watched of the newest titles (cold start). recall@20 is the share of what was held back
that is among the first 20 recommended, of titles that were watched before and of cold ones apart; popularity and chance
recommend the same number of what was not watched yet. ``ideal`` knows each viewer's chances, which nobody does: what it
leaves is noise.
"""

from dataclasses import dataclass

import numpy as np

from catalog.recommend.content import Content, Described, Floats
from catalog.recommend.nearest import nearest
from catalog.recommend.picks import DECAY, MAX_SEEDS
from catalog.recommend.watching import Watching, pairs
from trendflix.bench.clock import Figures
from vision.types import AnyArray

TITLES, VIEWERS, THEMES, SEED = 2_000, 1_000, 40, 7
WATCHED = (15, 60)
COLD_SHARE = 0.1
HELD_SHARE = 0.2
TASTE, CROWD = 0.7, 0.15
"""Part of what is watched that follows the viewer's tastes, and the crowd; the rest is chance."""
TOP = 20


@dataclass(frozen=True)
class Population:
    """``titles`` described, the place of the first cold one, what each viewer watched, oldest first, and the chances
    (titles,) by which they did.
    """

    titles: list[Described]
    cold_from: int
    history: list[list[int]]
    chances: list[Floats]


def measure() -> Figures:
    """recall@20 of ours, popularity, chance and the ideal, for titles that were watched before and for cold ones."""
    people = population(np.random.default_rng(SEED))
    known, held = split(people)
    figures: Figures = {"recommend_titles": float(TITLES), "recommend_viewers": float(VIEWERS)}
    for name, scores in _scores(people, known).items():
        for part, is_cold in (("", False), ("_cold", True)):
            figures[f"recommend_recall{part}_{name}"] = _recall(scores, people, known, held, is_cold)
    figures["recommend_to_popularity"] = figures["recommend_recall_ours"] / figures["recommend_recall_popularity"]
    return figures


def _scores(people: Population, known: list[list[int]]) -> dict[str, list[Floats]]:
    """By recommender and viewer the scores (titles,) of all titles."""
    count = np.bincount([title for mine in known for title in mine], minlength=TITLES).astype(np.float32)
    rng = np.random.default_rng(SEED + 1)
    return {
        "ours": _ours(people, known),
        "popularity": [count + 1e-3 * rng.random(TITLES, dtype=np.float32) for _ in known],
        "random": [rng.random(TITLES, dtype=np.float32) for _ in known],
        "ideal": people.chances,
    }


def population(rng: np.random.Generator) -> Population:
    """Titles, oldest first, and viewers."""
    themes = rng.integers(0, THEMES, TITLES)
    titles = [_title(rng, int(theme)) for theme in themes]
    fame = rng.pareto(1.2, TITLES) + 0.05
    chances = [_chances(rng, themes, fame) for _ in range(VIEWERS)]
    history = [rng.choice(TITLES, rng.integers(*WATCHED), replace=False, p=one).tolist() for one in chances]
    return Population(titles, int(TITLES * (1 - COLD_SHARE)), history, chances)


def _title(rng: np.random.Generator, theme: int) -> Described:
    """Genres are shared by several themes; people and words mostly go with one."""

    def mostly(own: int, several: int, count: int) -> dict[str, float]:
        places = np.where(
            rng.random(count) < 0.7, theme * own + rng.integers(0, own, count), rng.integers(0, several, count)
        )
        return {str(place): 1.0 for place in places}

    return Described(
        {
            "genres": mostly(1, THEMES // 2, 2),
            "people": mostly(60, THEMES * 60, 5),
            "words": mostly(40, 3_000, 12),
            "languages": {str(rng.integers(0, 5)): 1.0},
            "countries": {str(rng.integers(0, 8)): 1.0},
            "decade": {str(rng.integers(0, 6)): 1.0},
        }
    )


def _chances(rng: np.random.Generator, themes: AnyArray, fame: AnyArray) -> AnyArray:
    """(titles,) by which chance a viewer watches each next."""
    tastes = rng.choice(THEMES, rng.integers(2, 5), replace=False)
    liked = np.isin(themes, tastes) * np.sqrt(fame)
    found: AnyArray = TASTE * liked / liked.sum() + CROWD * fame / fame.sum() + (1 - TASTE - CROWD) / len(fame)
    return found


def split(people: Population) -> tuple[list[list[int]], list[list[int]]]:
    """What is known of each viewer, and what is held back: cold titles, and the last fifth of the others."""
    known, held = [], []
    for mine in people.history:
        warm = [title for title in mine if title < people.cold_from]
        cut = max(1, round(len(warm) * (1 - HELD_SHARE)))
        known.append(warm[:cut])
        held.append(warm[cut:] + [title for title in mine if title >= people.cold_from])
    return known, held


def _ours(people: Population, known: list[list[int]]) -> list[Floats]:
    """As ``catalog.recommend`` does it: neighbours of what was watched last, the last one counting most."""
    viewers = [viewer for viewer, mine in enumerate(known) for _ in mine]
    watching = Watching(*pairs(viewers, [title for mine in known for title in mine]), TITLES)
    near = list(nearest(Content(people.titles), watching))
    found = []
    for mine in known:
        scores = np.zeros(TITLES, dtype=np.float32)
        for place, title in enumerate(list(reversed(mine))[:MAX_SEEDS]):
            for other, score in near[title]:
                scores[other] += DECAY**place * score
        found.append(scores)
    return found


def _recall(
    scores: list[Floats], people: Population, known: list[list[int]], held: list[list[int]], is_cold: bool
) -> float:
    """Mean over viewers of the share of the held back titles among the ``TOP`` with most; cold titles among cold."""
    taken = []
    for found, mine, wanted in zip(scores, known, held, strict=True):
        part = [title for title in wanted if (title >= people.cold_from) == is_cold]
        left = found.copy()
        left[mine] = -np.inf
        left[: people.cold_from if is_cold else 0] = -np.inf
        first = np.argsort(-left, kind="stable")[:TOP]
        if part:
            taken.append(len(set(first.tolist()) & set(part)) / len(part))
    return float(np.mean(taken))
