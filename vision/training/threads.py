"""Work on photos that waits for files and for native code, in as many threads as there are processors."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def in_threads(make: Callable[[Given], Made], things: Iterable[Given]) -> Iterator[Made]:
    """What ``make`` makes of each of some things, in their order; the first that fails raises."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(make, things)
