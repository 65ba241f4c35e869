"""How long something will still take, from how long it took so far."""

from time import monotonic

from trendflix.core.durations import MINUTE, left

FIRST_SECONDS, FIRST_PART = 2.0, 0.02
"""Nothing is said before so many seconds and so large a part: the first figures would be wrong."""


def seconds_left(elapsed: float, fraction: float) -> float | None:
    """Seconds that the rest will take at the same pace; ``None`` while it is too early to tell."""
    if elapsed < FIRST_SECONDS or fraction < FIRST_PART:
        return None
    return elapsed * (1 - fraction) / fraction


def time_left(seconds: float | None) -> str:
    """``5 s left``, ``3 min left``, ``1 h 20 min left``; empty for ``None``."""
    if seconds is None:
        return ""
    return left(max(5, 5 * round(seconds / 5)) if seconds < 55 else max(MINUTE, seconds))


class StageClock:
    """Told a stage and its fraction again and again, says how many seconds the stage has left."""

    def __init__(self) -> None:
        self._stage, self._since = "", monotonic()

    def __call__(self, stage: str, fraction: float) -> float | None:
        """Seconds left of the stage, or ``None``."""
        if stage != self._stage:
            self._stage, self._since = stage, monotonic()
        return seconds_left(monotonic() - self._since, fraction)
