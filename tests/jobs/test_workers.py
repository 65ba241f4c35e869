"""Real workers on real brokers: what is queued gets done, once, whatever dies on the way."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.films import make_film, make_moving_film
from tests.services import REDIS, answers, need
from tests.sites import copied
from tests.sites import migrated as migrated_site
from trendflix.demo import feed
from trendflix.site.supervisor import WORKER

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 120.0
REAP = """
import time
from django.core.management import call_command
while True:
    time.sleep(2)
    call_command("reap_jobs")
"""
DONE = {"package": "done", "artwork": "done", "analyse": "done", "match": "done"}

pytestmark = pytest.mark.worker


@dataclass
class Site:
    """A site of its own in a folder, driven through its commands, with at most one worker."""

    data: Path
    broker: str
    migrated: Path
    worker: subprocess.Popen[bytes] | None = None
    reaper: subprocess.Popen[bytes] | None = None
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.environment = {
            **os.environ,
            "TRENDFLIX_DATA": str(self.data),
            "DATABASE_URL": "",
            "CELERY_BROKER_URL": self.broker,
            "TRENDFLIX_JOB_HEARTBEAT_SECONDS": "1",
            "TRENDFLIX_JOB_LOST_AFTER_SECONDS": "3",
        }
        self.data.mkdir()
        shutil.copy(self.migrated, self.data)

    def manage(self, *words: str, patience: float = PATIENCE) -> str:
        """Run a command of the site."""
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=patience)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start_worker(self) -> None:
        """Start the worker that `make run` starts."""
        command = [sys.executable, *WORKER, "--without-gossip", "--without-mingle"]
        self.worker = subprocess.Popen(command, cwd=ROOT, env=self.environment, stderr=subprocess.DEVNULL)

    def start_reaper(self) -> None:
        """Start what the supervisor does beside it: hand what nobody works on to workers."""
        command = [sys.executable, "manage.py", "shell", "-c", REAP]
        self.reaper = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL)

    def end(self) -> None:
        """End all that was started."""
        self.kill_worker()
        if self.reaper is not None:
            self.reaper.kill()
            self.reaper.wait()

    def kill_worker(self) -> None:
        """End it as a power cut would."""
        if self.worker is not None:
            self.worker.send_signal(signal.SIGKILL)
            self.worker.wait()

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Ask the site's database."""
        with closing(sqlite3.connect(self.data / "trendflix.sqlite3", timeout=20)) as database:
            return database.execute(query).fetchall()

    def jobs(self) -> dict[str, str]:
        """State of each kind of job."""
        return {str(kind): str(status) for kind, status in self.rows("SELECT kind, status FROM jobs_job ORDER BY id")}

    def wait_for(self, wanted: dict[str, str]) -> None:
        """Until the jobs are so."""
        deadline = time.monotonic() + PATIENCE
        while self.jobs() != wanted and time.monotonic() < deadline:
            time.sleep(0.2)
        assert self.jobs() == wanted, self.rows("SELECT kind, status, stage, error FROM jobs_job")

    def wait_for_stage(self, stage: str) -> None:
        """Until a job is at a stage."""
        deadline = time.monotonic() + PATIENCE
        query = f"SELECT 1 FROM jobs_job WHERE status = 'running' AND stage = '{stage}'"  # noqa: S608 - our own words
        while not self.rows(query) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert self.rows(query), f"never at {stage}: {self.jobs()}"


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a site without anything, for all sites to begin with."""
    return copied("migrated", migrated_site, tmp_path_factory.mktemp("migrated")) / "trendflix.sqlite3"


@pytest.fixture(params=["filesystem", "redis"])
def site(request: pytest.FixtureRequest, tmp_path: Path, migrated: Path) -> Iterator[Site]:
    """A site on each broker."""
    broker = "filesystem://localhost//"
    if request.param == "redis":
        need(answers(REDIS, 6379), "Redis at TEST_REDIS_URL")
        import redis

        redis.Redis.from_url(REDIS).flushdb()
        broker = REDIS
    made = Site(tmp_path / "site", broker, migrated)
    yield made
    made.end()


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Long enough to be caught at any stage."""
    return make_moving_film(tmp_path_factory.mktemp("films") / "film.mp4", size="640x360")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The drawn shop's feed of thirty products."""
    return feed.write(tmp_path_factory.mktemp("shop"))


def test_a_queued_film_is_packaged_read_and_matched_by_a_worker(site: Site, tmp_path: Path) -> None:
    site.manage("add_title", str(make_film(tmp_path / "film.mp4")), "--title", "Reel")
    site.start_worker()
    site.wait_for(DONE)
    assert set(site.rows("SELECT attempts FROM jobs_job")) == {(1,)}


def test_a_job_whose_message_was_lost_is_done_all_the_same(site: Site, tmp_path: Path) -> None:
    site.manage("add_title", str(make_film(tmp_path / "film.mp4")), "--title", "Reel")
    if site.broker.startswith("redis"):
        import redis

        redis.Redis.from_url(REDIS).flushdb()
    else:
        for message in (site.data / "broker").glob("*.msg"):
            message.unlink()
    site.start_worker()
    site.start_reaper()
    site.wait_for(DONE)


@pytest.mark.parametrize(
    ("site", "stage"),
    [("filesystem", "packaging"), ("redis", "looking")],  # every stage on both brokers: manage.py bench faults
    indirect=["site"],
)
def test_a_worker_killed_at_work_loses_nothing(site: Site, film: Path, stage: str) -> None:
    site.manage("add_title", str(film), "--title", "Reel")
    site.start_worker()
    site.wait_for_stage(stage)
    site.kill_worker()
    site.start_worker()
    site.start_reaper()
    site.wait_for(DONE)
    # The artwork is made once or twice, in a row each, and is not what was killed.
    once = "SELECT attempts FROM jobs_job WHERE kind != 'artwork' ORDER BY attempts"
    assert site.rows(once) == [(1,), (1,), (2,)]
    assert len(list((site.data / "media" / "titles" / "1" / "hls").iterdir())) == 1
    assert site.rows("SELECT COUNT(*) FROM vision_analysis") == [(1,)]


PAUSE = """
import time
from trendflix.jobs import models, pausing
while not (job := models.Job.objects.filter(status="running", stage="{}").first()): time.sleep(0.01)
pausing.job_pause(job)
"""
RESUME = """
from trendflix.jobs import models, pausing, services
services.job_queue("roll_up", 0)
for job in models.Job.objects.filter(status="paused"): pausing.job_resume(job)
"""


@pytest.mark.parametrize(
    ("site", "stage", "before"),
    [("filesystem", "packaging", {"package": "paused"}), ("redis", "looking", {**DONE, "analyse": "paused"})],
    indirect=["site"],
)
def test_a_job_is_paused_at_work_and_ends_as_any_other_when_resumed(
    site: Site, film: Path, stage: str, before: dict[str, str]
) -> None:
    site.manage("add_title", str(film), "--title", "Reel")
    with running(site, "shell", "-c", PAUSE.format(stage)):
        site.start_worker()
        site.wait_for({kind: status for kind, status in before.items() if kind != "match"})
    ((percent, claim),) = site.rows("SELECT percent, claim FROM jobs_job WHERE status = 'paused'")
    assert 0 < float(str(percent)) < 100 and claim == ""
    site.manage("shell", "-c", RESUME)
    site.wait_for({**DONE, "roll_up": "done"})
    assert set(site.rows("SELECT attempts, faults, losses FROM jobs_job")) == {(1, 0, 0)}
    assert len(list((site.data / "media" / "titles" / "1" / "hls").iterdir())) == 1
    assert site.rows("SELECT COUNT(*) FROM vision_analysis") == [(1,)]


@pytest.mark.parametrize(
    ("site", "stage"),
    [("filesystem", "taking products in"), ("redis", "looking at products")],
    indirect=["site"],
)
def test_a_worker_killed_at_a_feed_takes_every_product_in_once(site: Site, shop: Path, stage: str) -> None:
    site.manage("import_feed", str(shop), "--source", "Drawn")
    site.start_worker()
    site.wait_for_stage(stage)
    site.kill_worker()
    site.start_worker()
    site.start_reaper()
    site.wait_for({"import_feed": "done", "embed": "done"})
    assert site.rows("SELECT COUNT(*), COUNT(DISTINCT product_id) FROM shopping_product") == [(30, 30)]
    assert site.rows("SELECT COUNT(*) FROM shopping_productimage WHERE vector IS NULL") == [(0,)]
    (note,) = (site.data / "index").glob("*.json")
    assert json.loads(note.read_text())["images"] == site.rows("SELECT COUNT(*) FROM shopping_productimage")[0][0]


@pytest.fixture
def quiet_site(tmp_path: Path, migrated: Path) -> Site:
    """A site without a worker."""
    made = Site(tmp_path / "site", "filesystem://localhost//", migrated)
    made.environment["OMP_NUM_THREADS"] = "1"
    return made


@contextmanager
def running(site: Site, *words: str) -> Iterator[None]:
    """A command of the site in a process of its own, which ends as a power cut would end it."""
    command = [sys.executable, "manage.py", *words]
    quiet = subprocess.DEVNULL
    run = subprocess.Popen(command, cwd=ROOT, env=site.environment, stdout=quiet, stderr=quiet)
    try:
        yield
    finally:
        run.send_signal(signal.SIGKILL)
        run.wait()


def test_an_import_that_waits_takes_over_what_a_killed_import_left(quiet_site: Site, shop: Path) -> None:
    words = ("import_feed", str(shop), "--source", "Drawn", "--wait")
    with running(quiet_site, *words):
        quiet_site.wait_for_stage("taking products in")
    assert quiet_site.jobs() == {"import_feed": "running"}
    with running(quiet_site, *words):
        quiet_site.wait_for_stage("loading the models")  # of the job that follows
    assert quiet_site.rows("SELECT kind, status, attempts FROM jobs_job ORDER BY id") == [
        ("import_feed", "done", 2),
        ("embed", "running", 1),
    ]
    assert quiet_site.rows("SELECT COUNT(*), COUNT(DISTINCT product_id) FROM shopping_product") == [(30, 30)]


def test_a_film_added_again_takes_over_what_a_killed_command_left(quiet_site: Site, tmp_path: Path) -> None:
    film = make_moving_film(tmp_path / "film.mp4", seconds=6, size="640x360")
    words = ("add_title", str(film), "--title", "Reel", "--wait", "--json")
    with running(quiet_site, *words):
        quiet_site.wait_for_stage("loading the models")
    assert "running" in quiet_site.jobs().values()
    report = json.loads(quiet_site.manage(*words, patience=4 * PATIENCE))
    assert report["status"] == "done" and quiet_site.jobs() == DONE
    hls = quiet_site.data / "media" / "titles" / "1" / "hls"
    assert [path.name.startswith(".") for path in hls.iterdir()] == [False]
    assert quiet_site.rows("SELECT COUNT(*) FROM catalog_title") == [(1,)]
