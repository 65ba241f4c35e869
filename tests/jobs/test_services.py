"""Job rows: queueing, claiming, ending, reaping."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from celery import current_app
from django.db import connection
from django.utils import timezone
from kombu.exceptions import OperationalError
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from tests.jobs.conftest import Handler
from trendflix.jobs import claims, reaper, services
from trendflix.jobs.models import Job
from trendflix.jobs.runner import job_run

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(hours=1)


@pytest.fixture(autouse=True)
def toys(handlers: dict[str, Handler]) -> None:
    """Every test here uses the toy pipeline."""


def silent_worker(**fields: object) -> Job:
    """A claimed job whose worker was last heard of an hour ago."""
    job = claims.job_claim(services.job_queue("first", 1).pk)
    assert job is not None
    Job.objects.filter(pk=job.pk).update(**{"heartbeat": timezone.now() - LONG_AGO, **fields})
    job.refresh_from_db()
    return job


def test_a_queued_job_wakes_a_worker_once_the_row_is_committed(
    woken: list[int], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        job = services.job_queue("first", 1)
        assert woken == []
    callbacks[0]()
    assert woken == [job.pk]


def test_the_same_work_is_owed_once() -> None:
    first = services.job_queue("first", 1, size=1)
    second = services.job_queue("first", 1, size=2)
    assert first.pk == second.pk and second.parameters == {"size": 2}
    assert services.job_queue("first", 2).pk != first.pk


def test_work_asked_for_while_it_runs_is_marked_to_run_again() -> None:
    job = claims.job_claim(services.job_queue("first", 1).pk)
    assert job is not None
    assert services.job_queue("first", 1).pk == job.pk
    job.refresh_from_db()
    assert job.again


def test_work_asked_for_with_other_parameters_while_it_runs_is_done_with_those(handlers: dict[str, Handler]) -> None:
    first = services.job_queue("first", 1, size=1)

    def ask(job: Job, progress: object) -> dict[str, object]:
        services.job_queue("first", 1, size=2)
        return {}

    handlers["first"] = ask
    job_run(first.pk)
    again = Job.objects.get(kind="first", status=Job.Status.QUEUED)
    assert again.parameters == {"size": 2} and Job.objects.get(pk=first.pk).parameters == {"size": 1}


def test_work_for_later_wakes_nobody_now_and_is_claimed_when_its_time_has_come(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as woken:
        job = services.job_queue_later("sweep", 1, timedelta(hours=1), key="a")
    assert woken == [] and claims.job_claim(job.pk) is None
    Job.objects.update(not_before=timezone.now() - timedelta(seconds=1))
    assert reaper.jobs_reap()["woken"] == 1
    assert claims.job_claim(job.pk) is not None


def test_work_for_later_that_is_asked_for_now_is_done_now() -> None:
    job = services.job_queue_later("sweep", 1, timedelta(hours=1), key="a")
    services.job_queue("sweep", 1, key="b")
    claimed = claims.job_claim(job.pk)
    assert claimed is not None and claimed.parameters == {"key": "b"}


def test_only_one_claim_succeeds() -> None:
    job = services.job_queue("first", 1)
    assert claims.job_claim(job.pk) is not None
    assert claims.job_claim(job.pk) is None


def test_a_job_put_off_is_not_claimed_before_its_time() -> None:
    job = services.job_queue("first", 1)
    Job.objects.update(not_before=timezone.now() + LONG_AGO)
    assert claims.job_claim(job.pk) is None
    Job.objects.update(not_before=timezone.now() - LONG_AGO)
    assert claims.job_claim(job.pk) is not None


def test_only_the_claimer_may_end_a_job() -> None:
    job = silent_worker()
    reaper.jobs_reap()
    assert claims.job_claim(job.pk) is not None
    assert not claims.job_finish(job, Job.Status.DONE)
    assert Job.objects.get().status == Job.Status.RUNNING


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_at_its_next_report() -> None:
    waiting, runs = services.job_queue("first", 1), claims.job_claim(services.job_queue("first", 2).pk)
    assert runs is not None
    services.job_cancel(waiting)
    services.job_cancel(runs)
    waiting.refresh_from_db()
    runs.refresh_from_db()
    assert waiting.status == Job.Status.CANCELLED
    assert runs.status == Job.Status.RUNNING and runs.cancel_requested


def test_the_reaper_queues_what_a_dead_worker_left_and_wakes_another(woken: list[int]) -> None:
    job = silent_worker()
    assert reaper.jobs_reap() == {"requeued": 1, "failed": 0, "woken": 1}
    job.refresh_from_db()
    assert (job.status, job.claim, woken) == (Job.Status.QUEUED, "", [job.pk])


def test_the_reaper_leaves_a_job_whose_worker_lives() -> None:
    job = silent_worker(heartbeat=timezone.now())
    assert reaper.jobs_reap() == {"requeued": 0, "failed": 0, "woken": 0}
    job.refresh_from_db()
    assert job.status == Job.Status.RUNNING


def test_the_reaper_gives_up_on_a_job_that_keeps_killing_its_worker(settings: Settings) -> None:
    job = silent_worker(losses=settings.JOB_MAX_ATTEMPTS - 1)
    assert reaper.jobs_reap()["failed"] == 1
    job.refresh_from_db()
    assert job.status == Job.Status.FAILED and "too many times" in job.error


def test_the_reaper_wakes_workers_for_what_the_broker_lost_but_not_at_every_round(woken: list[int]) -> None:
    job = services.job_queue("first", 1)
    assert reaper.jobs_reap()["woken"] == 0
    Job.objects.update(created=timezone.now() - LONG_AGO)
    assert reaper.jobs_reap()["woken"] == 1
    assert reaper.jobs_reap()["woken"] == 0
    assert woken == [job.pk]


def test_a_job_tried_too_often_fails_instead_of_waiting_again(settings: Settings) -> None:
    job = silent_worker(faults=settings.JOB_MAX_ATTEMPTS - 1)
    claims.job_postpone(job, "no answer")
    job.refresh_from_db()
    assert job.status == Job.Status.FAILED and job.error.startswith("no answer")


def test_a_broker_that_does_not_answer_loses_no_job(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.undo()
    monkeypatch.setattr(current_app, "send_task", refuse)
    job = services.job_queue("package", 1)
    services.job_wake(job)
    assert "waits for the reaper" in caplog.text
    assert Job.objects.get().status == Job.Status.QUEUED


def test_a_failed_job_is_owed_again_with_its_parameters() -> None:
    job = silent_worker()
    claims.job_finish(job, Job.Status.FAILED, error="no")
    Job.objects.update(parameters={"size": 3})
    job.refresh_from_db()
    again = services.job_retry(job)
    assert again.pk != job.pk and again.parameters == {"size": 3}


def test_an_import_that_changed_nothing_does_not_take_back_what_the_one_before_left_to_do() -> None:
    services.job_queue("first", 1, changed=True, products=[3, 1])
    job = services.job_queue("first", 1, changed=False, products=[1, 7], highest=720)
    assert job.parameters == {"changed": True, "products": [3, 1, 7], "highest": 720}


def test_requests_for_a_running_job_are_merged_too() -> None:
    job = claims.job_claim(services.job_queue("first", 1).pk)
    assert job is not None
    services.job_queue("first", 1, changed=True)
    services.job_queue("first", 1, changed=False)
    job.refresh_from_db()
    assert job.again_parameters == {"changed": True}


@pytest.mark.django_db(transaction=True)
def test_two_processes_that_enqueue_at_once_lose_neither_request() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite database lies in memory, which threads cannot write to at once")

    def enqueue(number: int) -> None:
        services.job_queue("first", 1, products=[number])
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(enqueue, range(12)))
    assert sorted(Job.objects.get().parameters["products"]) == list(range(12))


def test_the_reaper_sends_no_more_messages_than_workers_need(woken: list[int]) -> None:
    Job.objects.bulk_create([Job(kind="first", subject_id=number) for number in range(100)])
    Job.objects.update(created=timezone.now() - LONG_AGO)
    assert [reaper.jobs_reap()["woken"] for _ in range(3)] == [reaper.MAX_WAKES, 0, 0]
    Job.objects.filter(pk__in=woken[:5]).update(status=Job.Status.DONE)
    assert reaper.jobs_reap()["woken"] == 5


def test_a_waiting_parent_whose_children_have_ended_is_queued_by_the_reaper() -> None:
    parent = services.job_queue("first", 1)
    Job.objects.update(status=Job.Status.WAITING)
    Job.objects.create(kind="second", subject_id=1, parent=parent, part=1, status=Job.Status.DONE)
    reaper.jobs_reap()
    parent.refresh_from_db()
    assert parent.status == Job.Status.QUEUED


def test_old_jobs_are_deleted_but_the_newest_of_each_subject_stays(settings: Settings) -> None:
    settings.JOB_RETENTION_DAYS = 30
    old, recent = timezone.now() - timedelta(days=31), timezone.now() - timedelta(days=29)
    ended = Job.Status.DONE
    rows = [("first", 1, old), ("first", 1, recent), ("first", 1, old), ("second", 1, old)]
    made = [Job.objects.create(kind=k, subject_id=s, status=ended, finished=at) for k, s, at in rows]
    assert reaper.jobs_prune() == 1
    assert set(Job.objects.values_list("pk", flat=True)) == {job.pk for job in made[1:]}


def test_the_newest_job_of_a_subject_is_found_through_an_index() -> None:
    plan = Job.objects.filter(kind="first", subject_id=1).order_by("-id")[:1].explain()
    assert "job_kind_subject" in plan or "Seq Scan" in plan and connection.vendor == "postgresql"
