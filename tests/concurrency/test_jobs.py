"""Workers that are after the same jobs."""

from datetime import UTC, datetime
from functools import partial

import pytest

from tests.concurrency.together import together
from trendflix.jobs import pausing, reaper, services
from trendflix.jobs.claims import job_claim, job_finish, parents_resume
from trendflix.jobs.models import Job
from trendflix.jobs.pausing import job_pause, job_resume
from trendflix.jobs.reaper import jobs_reap
from trendflix.jobs.services import job_queue

WORKERS = 20
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def woken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids of the jobs that a worker was told about."""
    ids: list[int] = []
    for module in (services, reaper, pausing):
        monkeypatch.setattr(module, "job_wake", lambda job: ids.append(job.pk))
    return ids


def test_of_twenty_workers_one_gets_a_job() -> None:
    job = Job.objects.create(kind="package", subject_id=1)
    claims = [claim for claim in together([partial(job_claim, job.pk)] * WORKERS) if claim is not None]
    assert len(claims) == 1
    job.refresh_from_db()
    assert (job.claim, job.attempts, job.status) == (claims[0].claim, 1, Job.Status.RUNNING)


def test_twenty_workers_share_jobs_without_doing_one_twice() -> None:
    jobs = [Job.objects.create(kind="package", subject_id=number) for number in range(10)]

    def work(start: int) -> list[int]:
        tried = [jobs[(start + step) % len(jobs)].pk for step in range(len(jobs))]
        return [pk for pk in tried if job_claim(pk) is not None]

    taken = [pk for mine in together([partial(work, number) for number in range(WORKERS)]) for pk in mine]
    assert sorted(taken) == [job.pk for job in jobs]


def test_the_same_job_asked_for_at_once_is_one_row_with_what_everybody_asked() -> None:
    asked = [partial(job_queue, "embed", 7, **{f"flag{number}": True}) for number in range(12)]
    rows = {job.pk for job in together(asked)}
    (job,) = Job.objects.all()
    assert rows == {job.pk} and job.parameters == {f"flag{number}": True for number in range(12)}


def test_reapers_at_once_take_back_a_lost_job_once_and_wake_it() -> None:
    Job.objects.create(
        kind="package", subject_id=1, status=Job.Status.RUNNING, claim="x", attempts=1, heartbeat=LONG_AGO
    )
    reports = together([jobs_reap] * 6)
    assert sum(report["requeued"] for report in reports) == 1 and sum(report["failed"] for report in reports) == 0


def test_a_parent_whose_last_children_end_at_once_is_queued_once() -> None:
    parent = Job.objects.create(kind="package", subject_id=1, status=Job.Status.WAITING)
    done = {"kind": "package", "subject_id": 1, "parent": parent, "status": Job.Status.DONE}
    Job.objects.bulk_create(Job(part=part, **done) for part in (1, 2))
    resumed = together([parents_resume] * 8)
    assert sum(len(jobs) for jobs in resumed) == 1


def test_a_claim_and_a_cancellation_at_once_leave_a_job_that_is_either() -> None:
    for subject in range(10):
        job = Job.objects.create(kind="package", subject_id=subject)
        claim, _ = together([partial(job_claim, job.pk), partial(services.job_cancel, job)])
        job.refresh_from_db()
        running = job.status == Job.Status.RUNNING
        assert running == (claim is not None) and (job.cancel_requested if running else job.status == "cancelled")


def test_an_end_and_a_pause_at_once_leave_a_job_that_is_done_or_a_paused_one_without_a_request() -> None:
    for subject in range(10):
        job = job_claim(Job.objects.create(kind="package", subject_id=subject).pk)
        assert job is not None
        together([partial(job_finish, job, Job.Status.DONE), partial(job_pause, job)])
        job.refresh_from_db()
        assert (job.status, job.pause_requested) == (Job.Status.DONE, False)


def test_pausing_resuming_and_claiming_at_once_leave_a_job_that_somebody_can_go_on_with() -> None:
    for subject in range(10):
        job = Job.objects.create(kind="package", subject_id=subject)
        together([partial(job_claim, job.pk), partial(job_pause, job), partial(job_resume, job)])
        job.refresh_from_db()
        assert job.status in (Job.Status.QUEUED, Job.Status.RUNNING, Job.Status.PAUSED)
        assert bool(job.claim) == (job.status == Job.Status.RUNNING)
