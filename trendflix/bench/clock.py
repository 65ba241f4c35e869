"""Timing that a busy machine disturbs little."""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass

Figures = dict[str, float]
ROUNDS = 5


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The shortest of several rounds, after one that is not counted: what else a machine does only adds."""
    work()
    return min(_once(work) for _ in range(rounds))


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock, of processors in all, and the part of the latter that processes spent that have ended."""

    wall: float
    cpu: float
    children: float


def spent(work: Callable[[], object]) -> Spent:
    """What one round of work takes."""
    began, own, others = time.perf_counter(), _cpu(resource.RUSAGE_SELF), _cpu(resource.RUSAGE_CHILDREN)
    work()
    children = _cpu(resource.RUSAGE_CHILDREN) - others
    return Spent(time.perf_counter() - began, _cpu(resource.RUSAGE_SELF) - own + children, children)


def _cpu(whose: int) -> float:
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def percentile_95(work: Callable[[], object], rounds: int) -> float:
    """What 95 of 100 rounds stay below, in seconds."""
    work()
    return within_95([_once(work) for _ in range(rounds)])


def within_95(taken: list[float]) -> float:
    """What 95 of 100 times stay below."""
    return sorted(taken)[min(len(taken) - 1, round(len(taken) * 0.95))]


def _once(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
