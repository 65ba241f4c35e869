"""The cache of files: what is counted by many at once is counted exactly, and for as long as it was to be."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import time_machine

from trendflix.core.file_cache import CountingFileCache

TRIES = 60


@pytest.fixture
def kept(tmp_path: Path) -> CountingFileCache:
    """An empty cache."""
    return CountingFileCache(str(tmp_path / "cache"), {})


def test_every_one_of_many_failures_at_once_counts(kept: CountingFileCache) -> None:
    with ThreadPoolExecutor(8) as people:
        added = list(people.map(lambda _: kept.add("failures", 0, 900), range(TRIES)))
        counts = list(people.map(lambda _: kept.incr("failures"), range(TRIES)))
    assert added.count(True) == 1 and sorted(counts) == list(range(1, TRIES + 1))


def test_counting_does_not_change_when_it_is_forgotten(kept: CountingFileCache) -> None:
    with time_machine.travel(1_000_000, tick=False) as clock:
        kept.set("failures", 0, 900)
        kept.set("for ever", 0, None)
        clock.shift(800)
        assert kept.incr("failures") == 1 and kept.touch("for ever", None)
        clock.shift(90)
        assert kept.get("failures") == 1
        clock.shift(20)
        assert kept.get("failures") is None and kept.incr("for ever", 5) == 5
        with pytest.raises(ValueError, match="not found"):
            kept.incr("failures")


def test_what_has_expired_goes_although_nobody_asks_for_it_again(kept: CountingFileCache, tmp_path: Path) -> None:
    with time_machine.travel(1_000_000, tick=False) as clock:
        kept.set("stays", 0, None)
        for address in range(20):
            kept.set(f"throttle-{address}", 1, 60)
        clock.shift(50)
        kept.set("later", 1, 60)
        clock.shift(20)
        kept._swept.clear()
        kept.set("another", 1, 60)
        left = len(list((tmp_path / "cache").glob("*.djcache")))
        assert left == 3 and kept.get("stays") == 0 and kept.get("later") == 1


def test_the_folder_is_not_listed_for_each_write(kept: CountingFileCache, monkeypatch: pytest.MonkeyPatch) -> None:
    listed: list[int] = []

    def entries() -> list[str]:
        listed.append(1)
        return []

    monkeypatch.setattr(kept, "_list_cache_files", entries)
    for number in range(100):
        kept.set(f"address-{number}", 1, 60)
        kept.add(f"failures-{number}", 1, 60)
    assert len(listed) == 2  # once by the sweep, once by Django's own look at how many there are
