"""Keeps how far the analysis of a film is, so that a worker that dies costs a minute of it and not hours."""

import logging
import pickle
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trendflix.core.folders import replacing
from vision.film.shots import Shot
from vision.film.tracking import Observation, Track

log = logging.getLogger(__name__)
EVERY_SECONDS = 60.0
"""Between two states that are kept, by the clock."""


@dataclass(frozen=True, slots=True)
class State:
    """What was read of a film up to the end of a shot, in seconds; ``people`` is the number that the next one gets."""

    until: float
    shots: list[Shot]
    tracks: list[Track]
    views: list[tuple[Observation, Any]]
    people: int
    frames: int


class Checkpoint:
    """A file with the state of one analysis; ``key`` names the film and all that the result depends on."""

    def __init__(self, path: Path, key: str) -> None:
        self._path, self._key = path, key
        self._saved = time.monotonic()

    @property
    def is_due(self) -> bool:
        """Whether it is time to keep a state."""
        return time.monotonic() - self._saved >= EVERY_SECONDS

    def save(self, state: State) -> None:
        """Keep a state in the place of the one before; where that fails, as on a full disk, a line is logged."""
        self._saved = time.monotonic()
        try:
            with replacing(self._path) as scratch, scratch.open("wb") as file:
                pickle.dump(self._key, file)
                pickle.dump(state, file)
        except OSError as error:
            log.warning("%s: how far the analysis is cannot be kept: %s", self._path.name, error)

    def load(self) -> State | None:
        """The state that was kept under the same key, or ``None`` where there is none that can be read."""
        try:
            with self._path.open("rb") as file:
                if pickle.load(file) != self._key:  # noqa: S301 - the site's own file, which only its user may write
                    return None
                state: State = pickle.load(file)  # noqa: S301 - the same
                return state
        except FileNotFoundError:
            return None
        except Exception as error:  # noqa: BLE001 - damaged pickles raise nearly anything
            log.warning("%s cannot be read, the film is analysed from its beginning: %s", self._path.name, error)
            return None

    def remove(self) -> None:
        """Forget it, once the result is stored."""
        self._path.unlink(missing_ok=True)
