"""Progress for a person at a terminal: a bar where there is one, a line a stage elsewhere."""

import sys
import time
from typing import TextIO

from trendflix.core.timeleft import StageClock, time_left

BAR_WIDTH = 28


class Reporter:
    """A progress callable that draws on ``stream`` (standard error by default)."""

    def __init__(self, label: str = "", stream: TextIO | None = None) -> None:
        self._label = f"{label}: " if label else ""
        self._stream = stream or sys.stderr
        self._is_terminal = self._stream.isatty()
        self._stage = ""
        self._since = time.monotonic()
        self._clock = StageClock()

    def __call__(self, stage: str, fraction: float) -> None:
        """Show that ``fraction`` (0..1) of ``stage`` is done."""
        if stage != self._stage:
            self._end_stage()
            self._stage, self._since = stage, time.monotonic()
            if not self._is_terminal:
                self._stream.write(f"{self._label}{stage} …\n")
        left = time_left(self._clock(stage, fraction))
        if self._is_terminal:
            self._draw(fraction, left)
        self._stream.flush()

    def finish(self) -> None:
        """End the last stage's line."""
        self._end_stage()
        self._stage = ""

    def _draw(self, fraction: float, left: str) -> None:
        full = round(BAR_WIDTH * fraction)
        bar = "█" * full + "░" * (BAR_WIDTH - full)
        self._stream.write(f"\r\x1b[K{self._label}{self._stage:<22} {bar} {100 * fraction:3.0f} % {left}")

    def _end_stage(self) -> None:
        if self._stage and self._is_terminal:
            self._stream.write(f"\r\x1b[K{self._label}{self._stage:<22} {time.monotonic() - self._since:.1f} s\n")
            self._stream.flush()
