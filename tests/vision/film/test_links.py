"""How tracks go on, end and are ranked: exact limits, ties, and orders that nobody promised."""

from collections.abc import Sequence
from itertools import permutations

import numpy as np
import pytest

from tests.vision.film.test_tracking import BLUE, seen
from vision.film.analysis import MAX_PER_SHOT, most_prominent, prominence
from vision.film.appearances import AppearanceSpan
from vision.film.tracking import MAX_LINK_SECONDS, MAX_POOLED, MIN_LINK, Linker, Observation, Track, best_views, join
from vision.types import Box
from vision.vectors import unit


def at(time: float, frame: int, cosine: float = 1.0, x: float = 0.1, size: float = 0.2) -> Observation:
    """A top that looks like red to that degree."""
    look = np.array([cosine, np.sqrt(1 - cosine**2), 0], np.float32)
    return Observation(frame, time, "top", 0.9, Box(x, 0.1, size, size), look)


@pytest.mark.parametrize(
    ("later", "cosine", "x", "is_one"),
    [
        (MAX_LINK_SECONDS, 1.0, 0.1, True),
        (MAX_LINK_SECONDS + 0.01, 1.0, 0.1, False),
        (1.0, MIN_LINK + 0.001, 0.6, True),  # elsewhere: by looks alone
        (1.0, MIN_LINK - 0.001, 0.6, False),
        (1.0, MIN_LINK - 0.49, 0.1, True),  # at one place half is given
        (1.0, MIN_LINK - 0.51, 0.1, False),
        (1.0, MIN_LINK - 0.16, 0.2, True),  # half of the box: a third of the union, a sixth is given
        (1.0, MIN_LINK - 0.18, 0.2, False),
    ],
)
def test_a_track_goes_on_by_looks_place_and_time(later: float, cosine: float, x: float, is_one: bool) -> None:
    linker = Linker(0)
    assert linker.add([at(0.0, 0)]) == [0]
    assert linker.add([at(later, 1, cosine, x)]) == [0 if is_one else 1]


def test_a_track_is_compared_with_where_it_was_last_and_its_time_begins_anew() -> None:
    linker = Linker(3)
    for number in range(5):
        assert linker.add([at(7.0 * number, number, 1.0 - 0.2 * number, 0.1 + 0.02 * number)]) == [0]
    assert linker.tracks[0].shots == {3} and linker.tracks[0].frames == set(range(5))


def test_frames_without_garments_change_nothing() -> None:
    linker = Linker(0)
    assert (linker.add([]), linker.add([at(0, 0)]), linker.add([]), linker.add([at(2, 2)])) == ([], [0], [], [0])


def test_each_place_is_told_in_the_order_of_what_was_added() -> None:
    linker = Linker(0)
    linker.add([at(0, 0, x=0.1), at(0, 0, 0.0, x=0.6)])
    assert linker.add([at(1, 1, 0.0, x=0.6), at(1, 1, -1.0, x=0.4), at(1, 1, x=0.1)]) == [1, 2, 0]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_best_pair_is_linked_first_in_whatever_order_regions_come(order: tuple[int, ...]) -> None:
    linker = Linker(0)
    linker.add([at(0, 0, 1.0, 0.1)])
    new = [at(1, 1, 0.7, 0.1), at(1, 1, 0.99, 0.1), at(1, 1, 0.9, 0.1)]
    places = linker.add([new[place] for place in order])
    assert places[order.index(1)] == 0 and sorted(places) == [0, 1, 2]


def test_the_best_views_are_the_largest_and_surest_and_of_equal_ones_the_first() -> None:
    equal = [at(float(number), number) for number in range(MAX_POOLED + 2)]
    large = at(9.0, 9, size=0.3)
    assert best_views([*equal, large]) == [large, *equal[: MAX_POOLED - 1]]
    assert best_views([*equal, large][::-1]) == [large, *equal[:2:-1]]
    assert large.weight == pytest.approx(0.27) and Track([*equal, large]).best is large


def test_a_poor_view_beyond_the_best_ones_does_not_change_the_look() -> None:
    good = [seen(number) for number in range(MAX_POOLED)]
    assert np.array_equal(Track([*good, seen(9, BLUE, score=0.8)]).vector, Track(good).vector)
    assert Track([*good[1:], seen(9, BLUE, score=0.8)]).vector[2] > 0.1


def test_a_few_good_views_name_a_garment_and_many_poor_ones_do_not() -> None:
    poor = [seen(number, category="outerwear", score=0.2) for number in range(3)]
    assert Track([*poor, seen(5, score=0.9)]).category == "top"
    assert Track([*poor, *poor, seen(5, score=0.9)]).category == "outerwear"


def test_joined_tracks_keep_where_and_on_whom_each_was_seen_in_order_of_time() -> None:
    early, late, other = (Track([seen(frame)], {shot}) for frame, shot in ((1, 0), (9, 1), (5, 2)))
    for number, one in enumerate((early, late, other)):
        shot = next(iter(one.shots))
        one.people[shot], one.spans[shot] = 7 + number, [AppearanceSpan(shot, shot + 0.5, [(shot, Box(0, 0, 1, 1))])]
    (whole,) = join([late, early, other])
    assert [one.frame for one in whole.observations] == [1, 5, 9]
    assert (whole.shots, whole.people) == ({0, 1, 2}, {0: 7, 1: 8, 2: 9})
    assert {shot: spans[0].start for shot, spans in whole.spans.items()} == {0: 0, 1: 1, 2: 2}


def test_two_tracks_of_one_shot_that_join_are_on_screen_in_both_of_their_times() -> None:
    box = Box(0, 0, 1, 1)
    first, second = Track([seen(0)], {0}), Track([seen(5)], {0})
    first.spans[0], second.spans[0] = [AppearanceSpan(0, 2, [(0, box)])], [AppearanceSpan(8, 9, [(8, box)])]
    (whole,) = join([second, first])
    assert [(span.start, span.end) for span in whole.spans[0]] == [(0, 2), (8, 9)]


def test_garments_come_in_the_order_of_their_first_tracks_whatever_their_groups() -> None:
    looks = [unit(np.eye(3, dtype=np.float32)[number % 3]) for number in range(6)]
    names = ("top", "shoes", "trousers", "top", "shoes", "trousers")
    tracks = [Track([seen(number, look, category=name)], {number}) for number, (look, name) in enumerate(
        zip(looks, names, strict=True)
    )]  # fmt: skip
    assert [one.category for one in join(tracks)] == ["top", "shoes", "trousers"]


def test_who_wears_it_is_asked_only_of_what_is_like_enough_and_not_sure() -> None:
    asked: set[tuple[float, float]] = set()

    def differ(first: Sequence[Track], second: Sequence[Track]) -> bool:
        asked.add((first[0].best.time, second[0].best.time))
        return True

    looks = (1.0, 0.9, 0.4)
    tracks = [Track([at(float(number), number, look)], {number}) for number, look in enumerate(looks)]
    assert len(join(tracks, differ)) == 3 and asked == {(0.0, 1.0)}
    sure = [Track([at(float(number), number, 0.999)], {number}) for number in range(2)]
    assert len(join(sure, differ)) == 1 and len(asked) == 1


def ranked(count: int, shots: set[int], size: float) -> list[Track]:
    """Garments of a size, each seen once in each of the shots."""
    return [Track([at(float(shot), shot, size=size) for shot in shots], set(shots)) for _ in range(count)]


def test_prominence_is_the_mean_over_shots_of_all_that_is_seen() -> None:
    views = [at(0, 0), at(1, 1), at(2, 2, size=0.4)]
    assert prominence(Track(views, {0})) == pytest.approx(0.9 * 0.8)
    assert prominence(Track(views, {0, 1})) == pytest.approx(0.9 * 0.4)


def test_of_equally_prominent_garments_the_first_are_kept() -> None:
    garments = ranked(MAX_PER_SHOT + 2, {0}, 0.2)
    kept = most_prominent(garments)
    assert [id(one) for one in kept] == [id(one) for one in garments[:MAX_PER_SHOT]]
    assert all(one.suppressed == {0} for one in garments[MAX_PER_SHOT:])


def test_shots_are_full_each_for_itself_and_the_order_given_stays() -> None:
    small, crowd, both = ranked(1, {0}, 0.1), ranked(MAX_PER_SHOT, {1}, 0.3), ranked(1, {0, 1, 2}, 0.2)
    garments = [*small, *both, *crowd]
    assert most_prominent(garments) == garments and both[0].suppressed == {1} and not small[0].suppressed


def test_a_full_shot_of_the_limit_keeps_all_and_no_garments_are_none() -> None:
    exact = ranked(MAX_PER_SHOT, {0}, 0.2)
    assert most_prominent(exact) == exact and not any(one.suppressed for one in exact)
    assert most_prominent([]) == []
