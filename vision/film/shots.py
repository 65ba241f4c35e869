"""The shots of a film."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shot:
    """A stretch of film between two cuts, in seconds."""

    start: float
    end: float
