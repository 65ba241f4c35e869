"""Runs functions at the same time, each on a database connection of its own."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections

SECONDS = 60.0


def together(works: Sequence[Callable[[], Any]]) -> list[Any]:
    """What the functions return, in order; they begin when all threads are ready. The first fault is raised."""
    ready = threading.Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        try:
            ready.wait(SECONDS)
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        started = [pool.submit(run, work) for work in works]
        return [one.result(SECONDS) for one in started]
