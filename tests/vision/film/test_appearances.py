"""When and where a garment is on screen."""

import pytest

from vision.film.appearances import AppearanceSpan, merged, simplified, spans_of
from vision.film.shots import Shot
from vision.types import Box

TIMES = [0.2 * number for number in range(50)]


def box(left: float) -> Box:
    """A box of a fixed size."""
    return Box(left, 0.1, 0.2, 0.3)


def test_a_span_reaches_half_a_step_beyond_what_was_seen_and_not_beyond_the_shot() -> None:
    [whole] = spans_of({number: box(0.1) for number in range(50)}, TIMES, Shot(0.0, 10.0))
    [part] = spans_of({number: box(0.1) for number in range(10, 20)}, TIMES, Shot(0.0, 10.0))
    assert (whole.start, whole.end) == (0.0, 10.0)
    assert [part.start, part.end] == pytest.approx([1.9, 3.9])


def test_a_short_gap_is_bridged_and_a_long_one_is_not() -> None:
    short = spans_of({0: box(0.1), 1: box(0.1), 5: box(0.2)}, TIMES, Shot(0.0, 10.0))
    long = spans_of({0: box(0.1), 1: box(0.1), 8: box(0.2)}, TIMES, Shot(0.0, 10.0))
    assert len(short) == 1 and len(long) == 2


def test_boxes_on_an_even_way_are_left_out_and_turns_are_kept() -> None:
    way = [(0.2 * number, box(0.01 * min(number, 20))) for number in range(40)]
    assert [time for time, _ in simplified(way)] == pytest.approx([0.0, 4.0, 7.8])
    assert simplified(way[:1]) == way[:1]


def test_what_is_left_out_is_within_a_hundredth_of_the_way() -> None:
    way = [(0.2 * number, box(0.3 + 0.2 * (number / 30) ** 2)) for number in range(30)]
    kept = simplified(way)
    assert len(kept) < 10
    for time, one in way:
        before = max((k for k in kept if k[0] <= time), key=lambda k: k[0])
        after = min((k for k in kept if k[0] >= time), key=lambda k: k[0])
        part = (time - before[0]) / max(after[0] - before[0], 1e-9)
        assert abs(before[1].x + part * (after[1].x - before[1].x) - one.x) < 0.01


def test_spans_that_overlap_are_one() -> None:
    first = AppearanceSpan(0.0, 3.0, [(0.0, box(0.1)), (2.9, box(0.1))])
    second = AppearanceSpan(2.0, 5.0, [(2.0, box(0.3)), (4.9, box(0.3))])
    third = AppearanceSpan(8.0, 9.0, [(8.5, box(0.2))])
    whole, alone = merged([third, second, first])
    assert (whole.start, whole.end) == (0.0, 5.0) and [time for time, _ in whole.boxes] == [0.0, 2.9, 4.9]
    assert alone == third
