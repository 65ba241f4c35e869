"""A Redis that does not answer, or a disk that is full: the cache forgets, and nothing fails."""

import errno
import logging
import socket
from pathlib import Path

import pytest
from django.core.cache import cache
from pytest_django import Settings

from tests.clients import SiteClient
from tests.services import REDIS, answers, need
from trendflix.core import cache as forgiving
from trendflix.core.cache import ForgivingFileCache, ForgivingRedisCache


@pytest.fixture
def refusing() -> str:
    """The address of a port of this machine at which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"redis://127.0.0.1:{probe.getsockname()[1]}/0"


@pytest.fixture
def gone(refusing: str) -> ForgivingRedisCache:
    """The cache of a site whose Redis is gone."""
    return ForgivingRedisCache(refusing, {})


def test_a_cache_that_is_gone_answers_as_an_empty_one(gone: ForgivingRedisCache) -> None:
    assert gone.get("a") is None and gone.get("a", "otherwise") == "otherwise"
    assert gone.get_many(["a", "b"]) == {} and not gone.has_key("a") and "a" not in gone
    assert not gone.delete("a") and not gone.touch("a") and gone.delete_many(["a"]) is None
    with pytest.raises(ValueError, match="not found"):
        gone.incr("a")
    assert not gone.is_answering


def test_each_process_still_counts_for_itself(gone: ForgivingRedisCache) -> None:
    assert gone.add("failures", 1) and not gone.add("failures", 1)
    assert gone.incr("failures") == 2 and gone.decr("failures") == 1
    assert gone.set_many({"b": 2}) == [] and gone.get_or_set("b", 3) == 2
    gone.clear()
    assert gone.get("b") is None


def test_an_outage_is_said_once_however_much_is_asked(
    gone: ForgivingRedisCache, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        for number in range(50):
            gone.set(f"key-{number}", number)
    assert [record.name for record in caplog.records] == ["trendflix.core.cache"]


def test_a_redis_that_answers_again_is_used_again_and_what_was_kept_meanwhile_is_dropped(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    need(answers(REDIS, 6379), "Redis")
    monkeypatch.setitem(forgiving._outages, REDIS, forgiving._Outage())
    kept = ForgivingRedisCache(REDIS, {"KEY_PREFIX": "outage"})
    kept.set("a", "in Redis", 30)
    kept._outage.begin(OSError("refused"))
    kept.set("a", "in memory")
    assert kept.get("a") == "in memory" and not kept.is_answering
    kept._outage.until = 0.0
    assert kept.get("a") == "in Redis" and kept.is_answering
    assert kept._memory.get("a") is None and "answers again" in caplog.text
    kept.delete("a")


@pytest.mark.django_db
def test_the_state_of_the_site_names_the_cache_that_is_gone(settings: Settings, refusing: str) -> None:
    settings.CACHES = {"default": {"BACKEND": "trendflix.core.cache.ForgivingRedisCache", "LOCATION": refusing}}
    for _ in range(2):
        answer = SiteClient().get("/readyz")
        assert answer.status_code == 200 and answer.json()["checks"]["cache"] == "the cache does not keep values"
    assert cache.get("readyz") == "kept", "in memory"


def test_on_a_full_disk_the_cache_of_files_counts_in_memory_until_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **named: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    kept = ForgivingFileCache(str(tmp_path / "cache"), {})
    kept.set("before", 1, 900)
    with monkeypatch.context() as full:
        full.setattr("tempfile.mkstemp", refuse)
        assert kept.add("failures", 0, 900) and [kept.incr("failures") for _ in range(3)] == [1, 2, 3]
        kept._outage.until = 0.0
        assert kept.get("failures") == 3 and not kept.is_answering  # that files can be read is no end of it
    kept.set("after", 1, 900)
    assert kept.is_answering and (kept.get("before"), kept.get("failures"), kept.get("after")) == (1, None, 1)
