"""Geometry of line charts, which a template draws as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from babel.numbers import format_compact_decimal

from trendflix.core.locales.formats import babel_locale

WIDTH, HEIGHT = 720, 200
LEFT, BOTTOM, TOP = 56, 24, 8
GRID_LINES = 4


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid, or a place on the time axis: where it is, in pixels, and what is written beside it."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """Two lines in a picture of ``WIDTH`` × ``HEIGHT``: SVG ``points`` of the period, and of the one before."""

    points: str
    before: str
    grid: list[Tick]
    axis: list[Tick]

    width, height, left, right, base = WIDTH, HEIGHT, LEFT, WIDTH, HEIGHT - BOTTOM


def line_chart(values: Sequence[float], before: Sequence[float], labels: Sequence[str]) -> LineChart:
    """The chart of values with a label for each; the scale begins at 0 and ends at a round number."""
    top = round_up(max([*values, *before, 1]))
    grid = [Tick(_y(part * top / GRID_LINES, top), _short(part * top // GRID_LINES)) for part in range(GRID_LINES + 1)]
    shown = {0, len(labels) // 2, len(labels) - 1}
    axis = [Tick(_x(number, len(labels)), labels[number]) for number in sorted(shown) if 0 <= number < len(labels)]
    return LineChart(_points(values, top), _points(before[: len(values)], top), grid, axis)


def _short(value: int) -> str:
    """A number of the grid, which ends before the chart begins: 500, 20K, 1.5M."""
    return format_compact_decimal(value, locale=babel_locale(), fraction_digits=1)


def round_up(value: float) -> int:
    """The smallest of 4, 8, 20, 40, 80, 200 … that is not below a value."""
    scale = 1
    while True:
        for step in (4, 8, 20):
            if value <= step * scale:
                return step * scale
        scale *= 10


def _points(values: Sequence[float], top: int) -> str:
    return " ".join(f"{_x(at, len(values)):.1f},{_y(value, top):.1f}" for at, value in enumerate(values))


def _x(number: int, count: int) -> float:
    return LEFT + (WIDTH - LEFT - 8) * number / max(1, count - 1)


def _y(value: float, top: int) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top
