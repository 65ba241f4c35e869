"""Running a job: what a handler does, and how it ends on the row."""

import errno
from typing import Any

import pytest
from django.db import OperationalError

from tests.full_disk import full_fault, writing_fails
from tests.jobs.conftest import Handler
from trendflix.core.errors import UserError
from trendflix.jobs import kinds, tasks, waiting
from trendflix.jobs.claims import retry_after
from trendflix.jobs.errors import Transient
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress
from trendflix.jobs.runner import job_run
from trendflix.jobs.services import job_cancel, job_queue, job_split

pytestmark = pytest.mark.django_db


def run(handlers: dict[str, Handler], handler: Handler) -> Job:
    """Run one toy job of the kind "second", which nothing follows."""
    handlers["second"] = handler
    job = job_run(job_queue("second", 7).pk)
    assert job is not None
    return job


def raising(error: Exception) -> Handler:
    """A handler that fails."""

    def handler(job: Job, progress: Progress) -> dict[str, Any]:
        raise error

    return handler


def test_a_handler_that_returns_ends_the_job_with_its_result(handlers: dict[str, Handler]) -> None:
    job = run(handlers, lambda job, progress: {"subject": job.subject_id})
    assert (job.status, job.percent, job.result) == (Job.Status.DONE, 100.0, {"subject": 7})
    assert job.finished is not None and job.attempts == 1


def test_an_error_for_people_ends_on_the_row_in_its_own_words(handlers: dict[str, Handler]) -> None:
    job = run(handlers, raising(UserError("film.mp4: no video stream")))
    assert (job.status, job.error) == (Job.Status.FAILED, "film.mp4: no video stream")


def test_any_other_error_names_its_kind(handlers: dict[str, Handler], caplog: pytest.LogCaptureFixture) -> None:
    job = run(handlers, raising(ZeroDivisionError("by zero")))
    assert (job.status, job.error) == (Job.Status.FAILED, "ZeroDivisionError: by zero")
    assert "Traceback" in caplog.text


def test_a_passing_fault_is_tried_again_later(handlers: dict[str, Handler]) -> None:
    job = run(handlers, raising(Transient("shop.example does not answer")))
    assert job.status == Job.Status.QUEUED and job.not_before is not None
    assert job_run(job.pk) is None


def test_reports_reach_the_row_and_the_person(handlers: dict[str, Handler]) -> None:
    heard: list[tuple[str, float]] = []
    seen: list[tuple[str, float]] = []

    def handler(job: Job, progress: Progress) -> dict[str, Any]:
        progress("looking", 0.25)
        row = Job.objects.get(pk=job.pk)
        seen.append((row.stage, row.percent))
        progress("looking", 7.0)
        return {}

    handlers["second"] = handler
    job_run(job_queue("second", 1).pk, lambda stage, fraction: heard.append((stage, fraction)))
    assert seen == [("looking", 25.0)]
    assert heard == [("looking", 0.25), ("looking", 1.0)]


def test_a_cancelled_job_stops_at_its_next_report(handlers: dict[str, Handler]) -> None:
    def handler(job: Job, progress: Progress) -> dict[str, Any]:
        job_cancel(job)
        progress("on", 0.5)
        raise AssertionError("it went on")

    assert run(handlers, handler).status == Job.Status.CANCELLED


def test_a_job_given_to_another_worker_is_left_alone(handlers: dict[str, Handler]) -> None:
    def handler(job: Job, progress: Progress) -> dict[str, Any]:
        Job.objects.filter(pk=job.pk).update(claim="another")
        progress("on", 0.5)
        raise AssertionError("it went on")

    job = run(handlers, handler)
    assert (job.status, job.claim) == (Job.Status.RUNNING, "another")


def test_what_follows_is_owed_in_the_same_breath(handlers: dict[str, Handler]) -> None:
    job_run(job_queue("first", 5).pk)
    assert Job.objects.get(kind="second").subject_id == 5


def test_nothing_follows_a_failure(handlers: dict[str, Handler]) -> None:
    handlers["first"] = raising(UserError("no"))
    job_run(job_queue("first", 5).pk)
    assert not Job.objects.filter(kind="second").exists()


def test_work_asked_for_meanwhile_is_owed_once_more(handlers: dict[str, Handler]) -> None:
    def handler(job: Job, progress: Progress) -> dict[str, Any]:
        job_queue("second", job.subject_id)
        return {}

    job = run(handlers, handler)
    assert job.status == Job.Status.DONE
    assert Job.objects.filter(kind="second", status=Job.Status.QUEUED).count() == 1


def test_running_to_the_end_runs_what_follows(handlers: dict[str, Handler]) -> None:
    ended = waiting.run_to_end(job_queue("first", 3))
    assert [(job.kind, job.status) for job in ended] == [("first", "done"), ("second", "done")]


def test_running_to_the_end_stops_at_a_failure(handlers: dict[str, Handler]) -> None:
    handlers["first"] = raising(UserError("no"))
    assert [job.status for job in waiting.run_to_end(job_queue("first", 3))] == [Job.Status.FAILED]


def test_running_to_the_end_waits_for_a_worker_that_was_faster(
    handlers: dict[str, Handler], monkeypatch: pytest.MonkeyPatch
) -> None:
    job = job_queue("second", 3)
    Job.objects.update(status=Job.Status.RUNNING, claim="worker", stage="there", percent=40)
    heard: list[tuple[str, float]] = []

    def finish(seconds: float) -> None:
        Job.objects.update(status=Job.Status.DONE)

    monkeypatch.setattr("time.sleep", finish)
    assert waiting.run_to_end(job, lambda stage, part: heard.append((stage, part)))[0].status == Job.Status.DONE
    assert heard == [("there", 0.4)]


def test_every_kind_of_job_has_a_handler_that_exists() -> None:
    from django.utils.module_loading import import_string

    assert {kind.name for kind in kinds.kinds() if not callable(import_string(kind.handler))} == set()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (OperationalError("database is locked"), "database is locked"),
        (ConnectionResetError(104, "reset by peer"), "reset by peer"),
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (full_fault(), "the disk is full"),
    ],
)
def test_a_lost_database_a_lost_connection_and_a_full_disk_are_tried_again(
    handlers: dict[str, Handler], fault: Exception, words: str
) -> None:
    job = run(handlers, raising(fault))
    assert job.status == Job.Status.QUEUED and words in job.error and job.not_before is not None


@pytest.mark.django_db(transaction=True)
def test_on_a_full_disk_a_job_uses_up_no_try(handlers: dict[str, Handler], monkeypatch: pytest.MonkeyPatch) -> None:
    job = job_queue("first", 1)
    with writing_fails():
        tasks.run_job(job.pk)
    with monkeypatch.context() as disk:
        disk.setattr(tasks, "has_room", lambda folder: False)
        tasks.run_job(job.pk)
    job.refresh_from_db()
    assert (job.status, job.attempts, job.faults) == (Job.Status.QUEUED, 0, 0)
    tasks.run_job(job.pk)
    job.refresh_from_db()
    assert job.status == Job.Status.DONE


def test_a_missing_file_is_a_failure_and_not_tried_again(handlers: dict[str, Handler]) -> None:
    assert run(handlers, raising(FileNotFoundError(2, "no such file"))).status == Job.Status.FAILED


def test_tries_come_later_and_later_but_within_the_hour() -> None:
    delays = [retry_after(attempts).total_seconds() for attempts in (1, 3, 5, 30)]
    assert delays == sorted(delays) and delays[0] <= 36 and 2_880 <= delays[-1] <= 4_320


def test_a_split_job_goes_on_when_its_last_part_has_ended(handlers: dict[str, Handler]) -> None:
    def split(job: Job, progress: Progress) -> dict[str, Any]:
        if not job.children.exists():
            raise job_split(job, [{"from": 0}, {"from": 4}], "second")
        return {"parts": [child.result for child in job.children.order_by("part")]}

    handlers["first"], handlers["second"] = split, lambda job, progress: job.parameters
    job = job_queue("first", 1)
    job_run(job.pk)
    job.refresh_from_db()
    assert job.status == Job.Status.WAITING
    first, second = job.children.order_by("part")
    job_run(first.pk)
    job.refresh_from_db()
    assert job.status == Job.Status.WAITING
    job_run(second.pk)
    job.refresh_from_db()
    assert job.status == Job.Status.QUEUED
    done = job_run(job.pk)
    assert done is not None and (done.status, done.attempts) == (Job.Status.DONE, 1)
    assert done.result == {"parts": [{"from": 0}, {"from": 4}]}


def test_waiting_for_a_split_job_runs_its_parts_here(handlers: dict[str, Handler]) -> None:
    def split(job: Job, progress: Progress) -> dict[str, Any]:
        if not job.children.exists():
            raise job_split(job, [{}, {}, {}], "second")
        return {"done": job.children.filter(status=Job.Status.DONE).count()}

    handlers["first"] = split
    assert waiting.run_to_end(job_queue("first", 1))[0].result == {"done": 3}


def test_cancelling_a_split_job_cancels_its_parts(handlers: dict[str, Handler]) -> None:
    def split(job: Job, progress: Progress) -> dict[str, Any]:
        raise job_split(job, [{}, {}], "second")

    handlers["first"] = split
    job = job_queue("first", 1)
    job_run(job.pk)
    job.refresh_from_db()
    job_cancel(job)
    assert set(Job.objects.values_list("status", flat=True)) == {Job.Status.CANCELLED}
