"""How long something will still take."""

import pytest

from trendflix.core.timeleft import StageClock, seconds_left, time_left


@pytest.mark.parametrize(
    ("elapsed", "part", "left"), [(10, 0.5, 10), (30, 0.75, 10), (10, 1.0, 0), (1, 0.5, None), (10, 0.01, None)]
)
def test_the_rest_takes_as_long_as_it_took_so_far(elapsed: float, part: float, left: float | None) -> None:
    assert seconds_left(elapsed, part) == left


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (0, "5 s left"), (12, "10 s left"), (50, "50 s left"), (58, "1 min left"), (179, "3 min left"),
     (3599, "1 h left"), (4800, "1 h 20 min left")],
)  # fmt: skip
def test_it_is_said_in_round_words(seconds: float | None, words: str) -> None:
    assert time_left(seconds) == words


def test_each_stage_has_a_clock_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter([0.0, 0.0, 0.0, 10.0, 20.0, 20.0, 24.0])
    monkeypatch.setattr("trendflix.core.timeleft.monotonic", lambda: next(now))
    clock = StageClock()
    assert clock("packaging", 0.0) is None and clock("packaging", 0.5) == 10.0
    assert clock("thumbnails", 0.1) is None and clock("thumbnails", 0.8) == pytest.approx(1.0)
