"""Reading a film ahead in a thread."""

import threading
from collections.abc import Iterator
from itertools import count

import numpy as np
import pytest

from trendflix.core.errors import UserError
from vision.film.ahead import ahead
from vision.film.sampler import Sample

NOTHING = np.zeros((2, 2), dtype=np.uint8)


def samples(times: Iterator[int] | range) -> Iterator[Sample]:
    """A sample a second."""
    return (Sample(float(time), NOTHING) for time in times)


def test_samples_come_in_order_and_none_is_lost() -> None:
    assert [sample.time for sample in ahead(samples(range(500)), 8)] == [float(time) for time in range(500)]


def test_samples_are_read_while_the_one_before_is_looked_at() -> None:
    read = threading.Event()

    def noted() -> Iterator[Sample]:
        yield from samples(range(1))
        read.set()
        yield from samples(range(1, 2))

    next(ahead(noted()))
    assert read.wait(5)


def test_no_more_are_read_than_there_is_room_for() -> None:
    taken: list[float] = []

    def noted() -> Iterator[Sample]:
        for sample in samples(count()):
            taken.append(sample.time)
            yield sample

    reading = ahead(noted(), 4)
    next(reading)
    reading.close()  # type: ignore[attr-defined]  # a generator
    assert len(taken) <= 7


def test_an_error_comes_after_the_samples_before_it() -> None:
    def broken() -> Iterator[Sample]:
        yield from samples(range(3))
        raise UserError("cannot be decoded")

    seen = []
    with pytest.raises(UserError, match="cannot be decoded"):
        for sample in ahead(broken()):
            seen.append(sample.time)
    assert seen == [0.0, 1.0, 2.0]


def test_nobody_reads_on_once_samples_are_no_longer_taken() -> None:
    before = threading.active_count()
    reading = ahead(samples(count()), 4)
    next(reading)
    assert threading.active_count() == before + 1
    reading.close()  # type: ignore[attr-defined]  # a generator
    assert threading.active_count() == before
