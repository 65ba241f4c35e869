"""Pictures side by side, each on a processor core of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import torch

Item = TypeVar("Item")
Made = TypeVar("Made")


def side_by_side(work: Callable[[Item], Made], items: Sequence[Item]) -> list[Made]:
    """What ``work`` makes of each item, in order; the first that fails raises.

    In as many threads as torch would use for one item, each with one thread of torch's own: small networks spend much
    of their time between operations, where a second thread waits. ``work`` sets its own inference mode, since torch
    keeps that by thread.
    """
    usual = torch.get_num_threads()
    threads = min(usual, len(items))
    if threads < 2:
        return [work(item) for item in items]
    try:
        with ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,)) as pool:
            return list(pool.map(work, items))
    finally:
        torch.set_num_threads(usual)  # what the pool's threads set holds for threads that begin later, too


def parts_of(items: Sequence[Item], largest: int) -> list[Sequence[Item]]:
    """Items in parts that ``side_by_side`` keeps all threads busy with, ``largest`` at most in each."""
    size = max(1, min(largest, -(-len(items) // torch.get_num_threads())))
    return [items[start : start + size] for start in range(0, len(items), size)]
