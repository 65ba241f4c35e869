"""A Redis that does not answer: the cache forgets, and nothing fails."""

import logging
import socket

import pytest
from django.core.cache import cache
from pytest_django import Settings

from tests.clients import SiteClient
from tests.services import REDIS, answers, need
from trendflix.core import cache as forgiving
from trendflix.core.cache import ForgivingRedisCache


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
