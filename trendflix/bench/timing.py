"""Timing and rolling back, as the parts of the scale bench share them."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from trendflix.bench.clock import Figures, within_95

ROUNDS = 9
MAX_SECONDS = 5.0
"""A query that takes so long is stopped and counts as this."""


@contextmanager
def rolled_back() -> Iterator[None]:
    """What is written inside is undone at the end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def stopped_after(seconds: float) -> Iterator[None]:
    """Stop a query that takes longer: ``OperationalError`` is raised inside."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        until = time.perf_counter() + seconds
        connection.connection.set_progress_handler(lambda: time.perf_counter() > until, 10_000)
        try:
            with transaction.atomic():
                yield
        finally:
            connection.connection.set_progress_handler(None, 0)
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = {int(1000 * seconds)}")
        yield


def queries(name: str, asked: tuple[str, ...], search: Callable[[str], object]) -> Figures:
    """p50 and p95 over rounds of all queries, the slowest query's median, and how many took ``MAX_SECONDS``."""
    taken = {words: _search_times(search, words) for words in asked}
    everything = sorted(one for found in taken.values() for one in found)
    return {
        f"{name}_p50_ms": 1000 * everything[len(everything) // 2],
        f"{name}_p95_ms": 1000 * within_95(everything),
        f"{name}_worst_query_ms": 1000 * max(sorted(found)[len(found) // 2] for found in taken.values()),
        f"{name}_stopped": float(sum(found[0] >= MAX_SECONDS for found in taken.values())),
    }


def _search_times(search: Callable[[str], object], words: str) -> list[float]:
    """Seconds of each round after a first one that is not counted; slow ones are repeated less, stopped ones never."""
    found = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        try:
            with stopped_after(MAX_SECONDS):
                search(words)
        except OperationalError:
            return [MAX_SECONDS]
        found.append(time.perf_counter() - began)
        if sum(found) > MAX_SECONDS:
            break
    return found[1:] or found


def times(work: Callable[[], object], rounds: int | None = None) -> tuple[float, float, float]:
    """Median and 95th percentile of wall seconds, and the least CPU seconds of this process, which a busy machine
    disturbs less."""
    rounds = rounds or ROUNDS
    work()
    walls, cpus = [], []
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return sorted(walls)[rounds // 2], within_95(walls), min(cpus)
