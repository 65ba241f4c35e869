"""Waiting for a job that another process has, or had."""

import errno
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from tests.jobs.conftest import Handler
from trendflix.core.errors import UserError
from trendflix.jobs import waiting
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress
from trendflix.jobs.reaper import jobs_reap
from trendflix.jobs.runner import job_run
from trendflix.jobs.services import job_queue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """No test waits for real."""
    settings.JOB_HEARTBEAT_SECONDS, settings.JOB_LOST_AFTER_SECONDS = 5, 30
    monkeypatch.setattr(waiting, "POLL_SECONDS", 0.0)
    monkeypatch.setattr(waiting, "REAP_EVERY_SECONDS", 0.0)


def claimed(kind: str, seconds_ago: float) -> Job:
    """A job of another process that was last heard of some seconds ago."""
    job = job_queue(kind, 3)
    heartbeat = timezone.now() - timedelta(seconds=seconds_ago)
    Job.objects.filter(pk=job.pk).update(
        status="running", claim="other", attempts=1, stage="there", heartbeat=heartbeat
    )
    return job


def test_the_job_of_a_dead_process_is_taken_over(handlers: dict[str, Handler]) -> None:
    handlers["second"] = lambda job, progress: {"by": "us"}
    (ended,) = waiting.run_to_end(claimed("second", 31))
    assert (ended.status, ended.result, ended.attempts) == (Job.Status.DONE, {"by": "us"}, 2)


def test_a_process_that_was_heard_of_just_now_keeps_its_job(
    handlers: dict[str, Handler], monkeypatch: pytest.MonkeyPatch
) -> None:
    job, heard = claimed("second", 20), []

    def hear(stage: str, part: float) -> None:
        heard.append(stage)
        if len(heard) == 3:
            Job.objects.filter(pk=job.pk).update(status="done", result={"by": "the other"})

    assert waiting.run_to_end(job, hear)[0].result == {"by": "the other"}
    assert heard == ["second: no heartbeat from its worker, taken over after 30 s"] * 3


def test_somebody_who_waits_for_a_postponed_job_is_told_until_when_and_why(handlers: dict[str, Handler]) -> None:
    job, heard = job_queue("second", 3), []
    later = timezone.now() + timedelta(minutes=2)
    Job.objects.update(not_before=later, error="the shop does not answer")

    def hear(stage: str, part: float) -> None:
        heard.append(stage)
        Job.objects.update(not_before=None)

    assert waiting.run_to_end(job, hear)[0].status == Job.Status.DONE
    assert heard == [f"second is tried again at {timezone.localtime(later):%H:%M:%S}: the shop does not answer"]


def test_what_was_asked_for_while_a_process_was_dying_is_done_once_with_the_newer_parameters(
    handlers: dict[str, Handler],
) -> None:
    seen: list[dict[str, Any]] = []

    def handler(job: Job, progress: Progress) -> dict[str, Any]:
        seen.append(job.parameters)
        return {}

    handlers["second"] = handler
    claimed("second", 31)
    waiting.run_to_end(job_queue("second", 3, quality="small"))
    assert seen == [{"quality": "small"}] and Job.objects.count() == 1


def test_what_was_asked_for_while_another_process_works_is_waited_for(handlers: dict[str, Handler]) -> None:
    handlers["second"] = lambda job, progress: {"file": "new"}
    job = claimed("second", 0)
    again = job_queue("second", 3)

    def other_process_ends(stage: str, part: float) -> None:
        Job.objects.filter(pk=job.pk).update(status="done", result={"file": "old"})

    assert [one.result for one in waiting.run_to_end(again, other_process_ends)] == [{"file": "new"}]
    assert Job.objects.filter(status="done").count() == 2


def test_a_job_that_kills_every_process_is_not_waited_for_for_ever(
    handlers: dict[str, Handler], settings: Settings
) -> None:
    settings.JOB_MAX_ATTEMPTS = 1
    with pytest.raises(UserError, match="film.mp4: second failed: The worker died on it too many times"):
        waiting.run_or_raise(claimed("second", 31), what="film.mp4")


def test_a_failure_on_the_way_is_said_with_its_kind(handlers: dict[str, Handler]) -> None:
    def fail(job: Job, progress: Progress) -> dict[str, Any]:
        raise UserError("no room")

    handlers["second"] = fail
    with pytest.raises(UserError, match="^second failed: no room$"):
        waiting.run_or_raise(job_queue("first", 3))


def test_a_process_that_is_told_to_end_gives_its_job_back_at_once(handlers: dict[str, Handler]) -> None:
    def interrupted(job: Job, progress: Progress) -> dict[str, Any]:
        raise KeyboardInterrupt

    handlers["second"] = interrupted
    job = job_queue("second", 3)
    with pytest.raises(KeyboardInterrupt):
        job_run(job.pk)
    handlers["second"] = lambda job, progress: {}
    assert jobs_reap()["requeued"] == 0
    ran = job_run(job.pk)
    assert ran is not None and ran.status == Job.Status.DONE


def test_a_full_disk_is_said_at_once_while_workers_try_again_later(handlers: dict[str, Handler]) -> None:
    def fill(job: Job, progress: Progress) -> dict[str, Any]:
        raise OSError(errno.ENOSPC, "No space left on device")

    handlers["second"] = fill
    with pytest.raises(UserError, match=r"^film\.mp4: second queued: the disk is full: No space left on device"):
        waiting.run_or_raise(job_queue("second", 3), what="film.mp4")
    assert Job.objects.get().not_before is not None
