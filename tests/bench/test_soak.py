"""The soak: what counts as growth, how a day of what is kept for a month is made of minutes, and what is told."""

import json
import logging
import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from shopping.models import Event
from trendflix.bench.soak import ageing, day, inside, run
from trendflix.bench.soak.browser import Browser, Counts
from trendflix.bench.soak.flat import FLOORS, MIB, fit, worst
from trendflix.bench.soak.samples import folder_sample, process_sample, site_processes
from trendflix.core.file_cache import CountingFileCache
from trendflix.jobs.models import Job

STEPS = 48


def test_what_stays_and_what_shrinks_is_flat() -> None:
    assert fit("rows of Job", [1000.0] * STEPS).is_flat
    assert fit("memory of web", [(900 - one) * MIB for one in range(STEPS)]).is_flat


def test_what_grows_steadily_is_not_flat_and_is_told_with_its_measurements() -> None:
    found = fit("rows of Job", [1000.0 + 5 * one for one in range(STEPS)])
    assert not found.is_flat and found.growth == 5 * 35
    assert str(found).startswith("rows of Job: 1060 … 1150 … 1235 (+")


def test_noise_and_single_peaks_are_no_growth() -> None:
    chance = random.Random(1)  # noqa: S311 - it makes noise
    noisy = [500 * MIB + chance.gauss(0, 10 * MIB) for _ in range(STEPS)]
    assert fit("memory of worker", noisy).is_flat
    noisy[20] = noisy[40] = 2000 * MIB
    assert fit("memory of worker", noisy).is_flat


def test_growth_within_noise_is_found() -> None:
    chance = random.Random(1)  # noqa: S311 - it makes noise
    noisy = [500 * MIB + one * MIB + chance.gauss(0, 10 * MIB) for one in range(STEPS)]
    assert not fit("memory of worker", noisy).is_flat


def test_a_step_during_the_warm_up_is_no_growth_and_steps_again_and_again_are() -> None:
    assert fit("descriptors of web", [40.0] * 10 + [90.0] * 38).is_flat
    assert not fit("descriptors of web", [40.0 + 10 * (one // 8) for one in range(STEPS)]).is_flat


@pytest.mark.parametrize("kind", FLOORS)
def test_little_growth_of_little_is_not_counted(kind: str) -> None:
    floor = FLOORS[kind]
    assert fit(kind, [floor * one / STEPS for one in range(STEPS)]).is_flat
    assert not fit(kind, [2 * floor * one / STEPS for one in range(STEPS)]).is_flat


def test_the_worst_series_of_a_kind_counts() -> None:
    fits = [
        fit("rows of A", [1e4] * 8),
        fit("rows of B", [1e4 + 1e3 * one for one in range(8)]),
        fit("files", [1.0] * 8),
    ]
    assert worst(fits, "rows") == fits[1] and fits[1].share > 0.05
    assert worst(fits, "files").share == 0


@pytest.mark.django_db
def test_an_hour_makes_rows_ten_days_older_but_those_of_open_jobs() -> None:
    ended, still = (
        Job.objects.create(kind="match", subject_id=1, status=status, heartbeat=timezone.now())
        for status in ("done", "running")
    )
    event = Event.objects.create(kind=1, at=timezone.now(), key="k")
    for model in (Job, Event):
        ageing.rows_age(model)
    before = timezone.now() - timedelta(days=9)
    for row in (ended, still, event):
        row.refresh_from_db()
    assert ended.heartbeat and ended.heartbeat < before and ended.created < before
    assert still.heartbeat and still.heartbeat > before
    assert event.at < before and event.created < before


def test_an_hour_makes_files_older_but_those_just_written_and_messages(tmp_path: Path) -> None:
    now = 1e9
    for name, written in (("media/old", now - 100), ("media/new", now - 10), ("broker/old", now - 100), ("db", 1e8)):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
        os.utime(path, (written, written))
    ageing.files_age(tmp_path, now)
    ages = {name: now - (tmp_path / name).stat().st_mtime for name in ("media/old", "media/new", "broker/old")}
    assert ages == {"media/old": 100 + 864_000, "media/new": 10, "broker/old": 100}
    assert (tmp_path / "db").stat().st_mtime == 1e8


def test_an_hour_makes_what_is_cached_older_and_keeps_its_value(tmp_path: Path) -> None:
    cache = CountingFileCache(str(tmp_path), {})
    cache.set("hour", "kept", 3600)
    cache.set("month", "kept", 30 * 86_400)
    cache.set("always", "kept", None)
    ageing.cache_age(tmp_path)
    assert [cache.get(name) for name in ("hour", "month", "always")] == [None, "kept", "kept"]


@pytest.mark.django_db
def test_every_table_is_counted_and_every_question_of_the_bench_is_known() -> None:
    counted = inside.rows()
    assert {"rows of jobs.Job", "rows of shopping.Product", "rows of sessions.Session", *run.KEPT} <= set(counted)
    assert inside.jobs_open() == 0 and inside.jobs_failed() == []
    source = "".join(path.read_text() for path in Path(day.__file__).parent.glob("*.py"))
    asked = {part.partition('"')[0] for part in source.split('.ask("')[1:]}
    assert asked and asked <= set(inside.ANSWERS)


def test_a_feed_says_something_else_of_some_rows_each_hour(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text("<item><g:price>9.00 USD</g:price><g:sale_price>8.00 USD</g:sale_price></item>\n" * 20)
    before = feed.read_text().splitlines()
    day.feed_change(feed, 3)
    after = feed.read_text().splitlines()
    changed = [one for one, (was, now) in enumerate(zip(before, after, strict=True)) if was != now]
    assert changed == [15, 16, 17, 18, 19]
    assert after[15] == "<item><g:price>23.00 EUR</g:price><g:sale_price>8.00 USD</g:sale_price></item>"


class Answering(BaseHTTPRequestHandler):
    """Answers with the status that the path names."""

    def do_GET(self) -> None:
        """One answer."""
        self.send_response(int(self.path.strip("/").partition("?")[0]))
        self.send_header("Set-Cookie", "csrftoken=new; Path=/")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    """Where such a site answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


def test_a_browser_counts_what_is_answered_and_keeps_cookies(port: int) -> None:
    counts = Counts()
    browser = Browser(port, 7, counts)
    for path in ("/200", "/404?q=x", "/503?q=x", "/503?q=y"):
        browser.get(path)
    assert (counts.requests, counts.errors, counts.refused) == (4, 2, 1)
    assert counts.troubles == {"503 GET /503": 2, "404 GET /404": 1}
    assert browser.cookies["csrftoken"] == "new"
    Browser(9, 8, counts).get("/")
    assert counts.errors == 3 and counts.troubles["0 GET /"] == 1


def test_processes_and_folders_are_measured(tmp_path: Path) -> None:
    found = process_sample("web", os.getpid())
    assert found["memory of web"] > MIB and found["descriptors of web"] > 2 and found["threads of web"] >= 1
    for name, text in (("db", "123"), ("media/a/b", "12345"), ("logs/web.log", "1234567")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert folder_sample(tmp_path) == {"files": 1, "files of media": 1, "bytes": 8}


def test_all_processes_of_a_site_are_counted(tmp_path: Path) -> None:
    assert site_processes(tmp_path) == 0
    left = subprocess.Popen(
        [sys.executable, "-c", "print(1, flush=True); input()"],
        env={"TRENDFLIX_DATA": str(tmp_path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert left.stdout is not None and left.stdout.readline()
    assert site_processes(tmp_path) == 1
    left.kill()
    left.communicate()
    assert site_processes(tmp_path) == 0


def test_a_day_is_measured_each_half_hour_and_what_grows_is_named(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    halves: list[int] = []

    def sample(_: Any) -> dict[str, float]:
        flat = {"memory of web": 1e8, "descriptors of web": 9.0, "threads of web": 9.0, "bytes": 1e6, "files": 9.0}
        return flat | {"rows of A": 100.0, "rows of B": 100.0 * len(halves), run.KEPT[0]: 200.0 * len(halves)}

    monkeypatch.setattr(run, "_sample", sample)
    counts = Counts()
    counts.note("GET", "/broken/?q=x", 500)
    stub: Any = SimpleNamespace(half_hour=halves.append, counts=counts, films=2, imports=3, late=0)
    samples = run._soak(stub, 0.0)
    assert halves == list(range(48))
    with caplog.at_level(logging.ERROR):
        figures = run._figures(stub, samples, ["package 7: the disk is full"], 1.0)
    assert figures["not_flat"] == 1 and figures["soak_rows_growth"] > 0.5 and figures["soak_memory_growth"] == 0
    assert (figures["errors"], figures["films"], figures["imports"], figures["jobs_failed"]) == (1, 2, 3, 1)
    for words in ("not flat: rows of B: 1300 … 3100 … 4800", "1 times 500 GET /broken/", "package 7: the disk is full"):
        assert words in caplog.text
    assert json.dumps(figures)
