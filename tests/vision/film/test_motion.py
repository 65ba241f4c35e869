"""Boxes that are followed through frames."""

import numpy as np

from tests.vision.film.made import textured
from vision.film.motion import follow
from vision.film.paths import paths_of
from vision.types import Box, ByteArray

SIDE = (180, 320)
SECONDS = [number / 5 for number in range(21)]
"""Times of small frames."""


def scene(left: int, size: int = 60, *, hidden: bool = False) -> ByteArray:
    """A patterned square of ``size`` pixels on a plain ground, unless it is hidden."""
    pixels = np.full(SIDE, 70, dtype=np.uint8)
    if not hidden:
        import cv2

        pattern = cv2.resize(textured(15, 15) * 2 - 80, (size, size), interpolation=cv2.INTER_CUBIC)
        pixels[50 : 50 + size, max(left, 0) : left + size] = pattern[:, max(0, -left) :][:, : 320 - left]
    return pixels


def where(left: int, size: int = 60) -> Box:
    """The box of the square."""
    return Box(left / 320, 50 / 180, size / 320, size / 180)


def test_a_box_moves_with_what_is_in_it() -> None:
    [path] = follow([scene(50 + 6 * number) for number in range(15)], [where(50)])
    for number, box in enumerate(path):
        assert box is not None and box.iou(where(50 + 6 * number)) > 0.85


def test_a_box_grows_with_what_comes_nearer() -> None:
    [path] = follow([scene(50, 60 + 3 * number) for number in range(12)], [where(50)])
    assert path[-1] is not None and path[-1].iou(where(50, 93)) > 0.75


def test_what_disappears_is_lost_and_stays_lost() -> None:
    frames = [scene(50), scene(52), scene(0, hidden=True), scene(54)]
    [path] = follow(frames, [where(50)])
    assert path[1] is not None and path[2:] == [None, None]


def test_what_leaves_the_frame_is_lost_at_its_edge() -> None:
    [path] = follow([scene(100 - 10 * number) for number in range(16)], [where(100)])
    there = [box for box in path if box is not None]
    assert 9 < len(there) < 15 and all(box.x >= 0 for box in there)


def test_a_box_with_nothing_to_follow_in_it_stays_where_it_is() -> None:
    plain = np.full(SIDE, 90, dtype=np.uint8)
    assert follow([plain, plain], [Box(0.2, 0.2, 0.2, 0.2)]) == [[Box(0.2, 0.2, 0.2, 0.2)] * 2]


def test_nothing_to_follow_has_no_paths() -> None:
    assert follow([scene(50), scene(51)], []) == []


def test_a_garment_seen_in_two_frames_goes_from_one_to_the_other() -> None:
    frames = [scene(50 + 4 * number) for number in range(21)]
    [found] = paths_of(frames, SECONDS, [5, 15], [{5: where(70), 15: where(110)}])
    assert sorted(found) == list(range(21))
    assert all(box.iou(where(50 + 4 * number)) > 0.85 for number, box in found.items())
    assert found[5] == where(70) and found[15] == where(110)


def test_a_way_that_ends_elsewhere_than_the_garment_is_seen_gives_way_to_an_even_one() -> None:
    frames = [scene(50)] * 11
    [found] = paths_of(frames, SECONDS, [0, 10], [{0: where(50), 10: where(150)}])
    assert found[5].iou(where(100)) > 0.95 and sorted(found) == list(range(11))


def test_a_garment_that_the_next_look_missed_is_followed_half_the_way() -> None:
    [found] = paths_of([scene(50 + number) for number in range(21)], SECONDS, [0, 10, 20], [{0: where(50)}])
    assert sorted(found) == list(range(6))


def test_a_garment_that_one_look_missed_is_bridged() -> None:
    frames = [scene(50 + number) for number in range(21)]
    [found] = paths_of(frames, SECONDS, [0, 10, 20], [{0: where(50), 20: where(70)}])
    assert sorted(found) == list(range(21))


def test_nothing_is_followed_over_a_gap_where_nobody_is() -> None:
    times = [*SECONDS[:8], *(time + 6 for time in SECONDS[8:])]
    [found] = paths_of([scene(50 + number) for number in range(21)], times, [4, 16], [{4: where(54)}])
    assert sorted(found) == list(range(8))
    [again] = paths_of([scene(50)] * 21, times, [4, 16], [{4: where(50), 16: where(50)}])
    assert sorted(again) == list(range(21)) and again[7] == again[8]
