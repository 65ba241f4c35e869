"""Which renditions a film is packaged to."""

from dataclasses import asdict, dataclass
from typing import Any

HEIGHTS = {240: 400, 360: 800, 480: 1400, 720: 2800, 1080: 5000, 1440: 9000, 2160: 16000}
"""Rung, named by the picture's shorter side in pixels → peak video bit rate in kbit/s."""
MAX_SHORT, MAX_LONG = 4320, 8192
"""The largest picture that H.264 has a level for (6.2); photographs are larger."""
MAX_RUNGS = 6
DROPPED_FIRST = (1440, 360, 720)
"""What a ladder longer than ``MAX_RUNGS`` does without: the steps that are missed least."""


@dataclass(frozen=True, slots=True)
class Quality:
    """An x264 preset, its constant rate factor, and what part of a rung's peak bit rate it may use."""

    preset: str
    crf: int
    share: float


QUALITIES = {
    "fast": Quality("superfast", 23, 1.2),
    "balanced": Quality("veryfast", 22, 1.0),
    "small": Quality("medium", 24, 0.7),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """How a film is to be packaged: the highest rung (0: the source's own) and the quality's name."""

    highest: int = 0
    quality: str = "balanced"

    def as_json(self) -> dict[str, Any]:
        """For rows."""
        return asdict(self)


def plan_of(parameters: dict[str, Any]) -> Plan:
    """The plan that a job's parameters or a film's row name; what they do not know is as by default."""
    highest, quality = parameters.get("highest", 0), parameters.get("quality", "balanced")
    return Plan(highest if highest in HEIGHTS else 0, quality if quality in QUALITIES else "balanced")


@dataclass(frozen=True, slots=True)
class Rendition:
    """One rung: even width and height in pixels, and its peak bit rate in kbit/s."""

    width: int
    height: int
    kbits: int


def even(number: float) -> int:
    """The nearest even number, at least two; 4:2:0 video has no odd sizes."""
    return max(2, 2 * round(number / 2))


def ladder(width: int, height: int, plan: Plan | None = None) -> list[Rendition]:
    """From 240p to the source's own size, or to the plan's highest rung; never larger than the source.

    The highest rung of an odd-sized source loses a row or a column; one beyond H.264's levels is made smaller.
    """
    plan = plan or Plan()
    side, share = min(width, height), QUALITIES[plan.quality].share
    top = min(side, plan.highest or side, MAX_SHORT, MAX_LONG * side // max(width, height))
    chosen = [*(rung for rung in HEIGHTS if rung < top * 0.9), top]
    for rung in DROPPED_FIRST:
        if len(chosen) > MAX_RUNGS and rung in chosen[:-1]:
            chosen.remove(rung)
    return [_rendition(width, height, rung / side, round(share * _kbits(rung))) for rung in chosen]


def _rendition(width: int, height: int, scale: float, kbits: int) -> Rendition:
    if scale == 1:
        return Rendition(width // 2 * 2, height // 2 * 2, kbits)
    return Rendition(even(width * scale), even(height * scale), kbits)


def _kbits(rung: int) -> int:
    fitting = [bits for height, bits in HEIGHTS.items() if height >= rung]
    return fitting[0] if fitting else max(HEIGHTS.values())
