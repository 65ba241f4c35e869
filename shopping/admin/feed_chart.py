"""The counts of a feed's runs as a drawing: live products as bars, what changed as a line of text beside each."""

from collections.abc import Sequence
from dataclasses import dataclass

from shopping.models import FeedRun

WIDTH, HEIGHT, GAP = 720, 120, 2
MAX_BARS = 60


@dataclass(frozen=True, slots=True)
class Bar:
    """One run: where its bar stands, in the drawing's units, and what it was."""

    run: FeedRun
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of the newest runs, oldest first, and the count at the top of the drawing."""

    bars: list[Bar]
    most: int
    width: int = WIDTH
    height: int = HEIGHT


def chart_of(runs: Sequence[FeedRun]) -> Chart:
    """The drawing of runs that are given newest first."""
    shown = list(reversed(runs[:MAX_BARS]))
    most = max((run.live for run in shown), default=0)
    step = min(WIDTH / max(len(shown), 12), 40.0)
    bars = [
        Bar(run, round(at * step, 1), round(HEIGHT - _tall(run, most), 1), round(step - GAP, 1), _tall(run, most))
        for at, run in enumerate(shown)
    ]
    return Chart(bars, most)


def _tall(run: FeedRun, most: int) -> float:
    """At least so high that a run without products is seen."""
    return round(max(3.0, HEIGHT * run.live / max(most, 1)), 1)
