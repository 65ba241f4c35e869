"""What a run makes once and keeps beside its checkpoint, so that a resumed run does not make it again."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

Thing = TypeVar("Thing")


def once(file: Path, make: Callable[[], Iterable[Thing]]) -> list[Thing]:
    """What ``file`` keeps; where there is none yet, what ``make`` gives, which is kept there."""
    if file.exists():
        return kept(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    things = list(make())
    scratch = file.with_suffix(".new.npy")
    row = np.empty(len(things), dtype=object)
    row[:] = things
    np.save(scratch, row, allow_pickle=True)
    scratch.replace(file)
    return things


def kept(file: Path) -> list[Any]:
    """What ``once`` kept; a pickle, so only one's own file. Raises ``FileNotFoundError``."""
    things: list[Any] = np.load(file, allow_pickle=True).tolist()
    return things
