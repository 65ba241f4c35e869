"""Pictures side by side, each on a core."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import torch

from vision.nets.parallel import parts_of, side_by_side


@pytest.fixture
def two_threads() -> Iterator[None]:
    """Torch with two threads, as on a machine of two cores."""
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    yield
    torch.set_num_threads(before)


@pytest.mark.usefixtures("two_threads")
def test_items_are_worked_on_at_the_same_time_and_come_back_in_order() -> None:
    both = threading.Barrier(2, timeout=10)

    def work(item: int) -> int:
        both.wait()
        return item * item

    assert side_by_side(work, [3, 1]) == [9, 1]


@pytest.mark.usefixtures("two_threads")
def test_each_item_has_one_thread_of_torch_and_all_others_keep_theirs() -> None:
    assert side_by_side(lambda _: torch.get_num_threads(), range(4)) == [1, 1, 1, 1]
    with ThreadPoolExecutor(1) as later:
        assert torch.get_num_threads() == later.submit(torch.get_num_threads).result() == 2


@pytest.mark.usefixtures("two_threads")
def test_one_item_alone_is_worked_on_here_with_all_threads() -> None:
    assert side_by_side(lambda _: (threading.current_thread(), torch.get_num_threads()), [0]) == [
        (threading.current_thread(), 2)
    ]


@pytest.mark.usefixtures("two_threads")
def test_the_first_failure_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        side_by_side(lambda item: 1 // item, [1, 0, 1])


@pytest.mark.usefixtures("two_threads")
def test_parts_keep_all_threads_busy_and_are_no_larger_than_may_be() -> None:
    assert [len(part) for part in parts_of(range(20), 16)] == [10, 10]
    assert [len(part) for part in parts_of(range(40), 16)] == [16, 16, 8]
    assert list(parts_of([], 16)) == [] and [len(part) for part in parts_of([1], 16)] == [1]
