"""Whatever workers, people and the reaper do in whatever order: what was asked for is done, or refused."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.jobs.conftest import Handler
from trendflix.jobs import claims, pausing, reaper, services
from trendflix.jobs.errors import JobCancelled, JobLost, JobPaused
from trendflix.jobs.models import Job
from trendflix.jobs.progress import job_beat
from trendflix.jobs.runner import job_run_again

pytestmark = pytest.mark.django_db
Status = Job.Status
SUBJECTS, ACTS = 3, 70
SEEDS = range(6)


class Site:
    """Workers, some of which were taken for dead and know nothing of it, and what was asked for."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - repeatable, and hides nothing
        self.held: list[Job] = []
        self.asked = 0

    def acts(self) -> list[Callable[[], object]]:
        """What may happen next."""
        return [self.ask, self.ask, self.claim, self.claim, self.report, self.finish, self.fail, self.postpone] + [
            *(self.give_back, self.lose, reaper.jobs_reap, self.wait),
            *(self.to_row(act) for act in (services.job_cancel, pausing.job_pause, pausing.job_resume)),
        ]

    def ask(self) -> None:
        """Somebody asks; each request has a number."""
        services.job_queue("second", self.chance.randrange(SUBJECTS), asked=[self.asked])
        self.asked += 1

    def claim(self) -> None:
        """A worker takes what it is told about, be it still there or not."""
        if rows := list(Job.objects.filter(status__in=Job.OPEN).order_by("pk")):
            row = self.chance.choice(rows)
            was = row.status
            if (job := claims.job_claim(row.pk)) is not None:
                assert was == Status.QUEUED
                self.held.append(job)

    def ends(self, end: Callable[[Job], object]) -> None:
        """Some worker lets go in some way, as the runner does."""
        if self.held:
            job = self.held.pop(self.chance.randrange(len(self.held)))
            is_ours = Job.objects.filter(pk=job.pk, status=Status.RUNNING, claim=job.claim).exists()
            before = Job.objects.filter(pk=job.pk).values().get()
            end(job)
            assert is_ours or Job.objects.filter(pk=job.pk).values().get() == before, "another's row was written"
            job_run_again(job)

    def finish(self) -> None:
        """It is done; the result says with what the work was begun."""
        self.ends(lambda job: claims.job_finish(job, Status.DONE, result={"asked": job.parameters["asked"]}))

    def fail(self) -> None:
        """It cannot be done."""
        self.ends(lambda job: claims.job_finish(job, Status.FAILED, error="no"))

    def postpone(self) -> None:
        """A fault that passes."""
        self.ends(lambda job: claims.job_postpone(job, "no answer"))

    def give_back(self) -> None:
        """The worker is told to end."""
        self.ends(claims.job_give_back)

    def report(self) -> None:
        """Some worker says how far it is, and hears what people want of it."""
        if self.held:
            job = self.chance.choice(self.held)
            try:
                job_beat(job, percent=50.0)
            except JobLost:
                self.held.remove(job)
            except JobPaused:
                self.held.remove(job)
                assert claims.job_rest(job)
            except JobCancelled:
                self.held.remove(job)
                assert claims.job_finish(job, Status.CANCELLED)
                job_run_again(job)

    def lose(self) -> None:
        """The database hears nothing of a worker for long."""
        if self.held:
            Job.objects.filter(pk=self.chance.choice(self.held).pk).update(
                heartbeat=timezone.now() - timedelta(hours=1)
            )

    def wait(self) -> None:
        """Time passes."""
        Job.objects.exclude(not_before=None).update(not_before=timezone.now() - timedelta(seconds=1))

    def to_row(self, act: Callable[[Job], object]) -> Callable[[], None]:
        """A person's act on some row, which may have changed since the page was made."""

        def do() -> None:
            if rows := list(Job.objects.order_by("pk")):
                act(self.chance.choice(rows))

        return do

    def settle(self) -> None:
        """People let everything go on, and workers work until nothing is open."""
        for _ in range(40):
            for row in Job.objects.filter(status=Status.PAUSED):
                pausing.job_resume(row)
            for act in (self.wait, reaper.jobs_reap, self.claim, self.report, self.finish):
                act()
            if not self.held and not Job.objects.filter(status__in=Job.OPEN).exists():
                return
        raise AssertionError(list(Job.objects.filter(status__in=Job.OPEN).values()))


def rows_check() -> None:
    """What holds at any moment."""
    for row in Job.objects.all():
        assert (row.status == Status.RUNNING) <= bool(row.claim) and bool(row.claim) <= (row.status != Status.PAUSED)
        assert (row.finished is not None) == (not row.is_open), row.status
        assert row.attempts >= 0 and row.faults <= 5 and row.losses <= 5
    opened = list(Job.objects.filter(status__in=Job.OPEN).values_list("subject_id", flat=True))
    assert len(opened) == len(set(opened))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_request_is_lost_and_no_row_is_written_by_who_does_not_hold_it(
    seed: int, handlers: dict[str, Handler]
) -> None:
    site = Site(seed)
    for _ in range(ACTS):
        site.chance.choice(site.acts())()
        rows_check()
    site.settle()
    rows_check()
    ended = {Status.DONE: set[int](), Status.FAILED: set[int](), Status.CANCELLED: set[int]()}
    for row in Job.objects.all():
        ended[Status(row.status)] |= set(row.parameters["asked"])
        if row.status == Status.DONE:
            assert row.result["asked"] == row.parameters["asked"], "a request came too late for the run that has it"
    assert set().union(*ended.values()) == set(range(site.asked))
