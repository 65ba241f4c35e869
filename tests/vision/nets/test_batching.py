"""Batches that fit into memory."""

from collections.abc import Sequence

import pytest
import torch

from vision.nets.batching import in_batches


def test_everything_is_made_in_order_in_batches_of_the_size() -> None:
    sizes: list[int] = []

    def double(batch: Sequence[int]) -> list[int]:
        sizes.append(len(batch))
        return [2 * one for one in batch]

    assert in_batches(range(7), double, 3) == [0, 2, 4, 6, 8, 10, 12] and sizes == [3, 3, 1]
    assert in_batches([], double, 3) == []


def test_a_batch_that_outgrows_the_memory_is_halved_and_nothing_is_lost() -> None:
    sizes: list[int] = []

    def three_fit(batch: Sequence[int]) -> Sequence[int]:
        sizes.append(len(batch))
        if len(batch) > 3:
            raise torch.cuda.OutOfMemoryError
        return batch

    assert in_batches(range(10), three_fit, 8) == list(range(10))
    assert sizes == [8, 4, 2, 2, 2, 2, 2]


def test_one_item_that_does_not_fit_is_an_error() -> None:
    def nothing_fits(batch: Sequence[int]) -> Sequence[int]:
        raise torch.cuda.OutOfMemoryError

    with pytest.raises(torch.cuda.OutOfMemoryError):
        in_batches([1, 2, 3], nothing_fits, 4)
