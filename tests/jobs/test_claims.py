"""A claim is to one row, and ends when another has it: whoever writes with an old one changes nothing."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from tests.jobs.conftest import Handler
from trendflix.jobs import claims, heartbeat, periodic
from trendflix.jobs.errors import JobLost, reason_of
from trendflix.jobs.heartbeat import Heartbeat
from trendflix.jobs.models import Job
from trendflix.jobs.progress import RowProgress, job_beat
from trendflix.jobs.services import job_queue

pytestmark = pytest.mark.django_db
Status = Job.Status
LONG_AGO = timedelta(hours=3)


@pytest.fixture
def held(handlers: dict[str, Handler]) -> Job:
    """A claimed job, beside one that another worker holds and one that waits."""
    jobs = [job_queue("second", number) for number in (1, 2, 3)]
    claimed = [claims.job_claim(job.pk) for job in jobs[:2]]
    assert claimed[0] is not None
    return claimed[0]


def rows(*but: int) -> list[dict[str, Any]]:
    """All rows, without those named."""
    return [dict(row) for row in Job.objects.exclude(pk__in=but).order_by("pk").values()]


WRITES: list[tuple[Callable[[Job], bool], Status]] = [
    (lambda job: claims.job_finish(job, Status.DONE), Status.DONE),
    (lambda job: claims.job_finish(job, Status.FAILED, error="no"), Status.FAILED),
    (lambda job: claims.job_postpone(job, "no answer"), Status.QUEUED),
    (claims.job_give_back, Status.QUEUED),
    (claims.job_rest, Status.QUEUED),
    (claims.job_wait, Status.WAITING),
]


@pytest.mark.parametrize(("write", "status"), WRITES)
def test_who_holds_a_job_writes_its_row_alone_and_once(held: Job, write: Callable[[Job], bool], status: Status) -> None:
    others = rows(held.pk)
    assert write(held) and Job.objects.get(pk=held.pk).status == status and rows(held.pk) == others
    after = rows()
    assert not write(held) and rows() == after, "it is nobody's any more"


@pytest.mark.parametrize(("write", "status"), WRITES)
@pytest.mark.parametrize("fields", [{"claim": "another"}, {"status": Status.CANCELLED}, {"status": Status.QUEUED}])
def test_who_holds_a_job_no_longer_writes_nothing(
    held: Job, write: Callable[[Job], bool], status: Status, fields: dict[str, str]
) -> None:
    Job.objects.filter(pk=held.pk).update(**fields)
    before = rows()
    assert not write(held)
    with pytest.raises(JobLost):
        job_beat(held, stage="on")
    assert rows() == before


def test_a_report_is_written_to_one_row_and_proves_that_its_worker_lives(held: Job) -> None:
    others = rows(held.pk)
    Job.objects.filter(pk=held.pk).update(heartbeat=timezone.now() - LONG_AGO)
    RowProgress(held)("x" * 90, 0.25)
    row = Job.objects.get(pk=held.pk)
    assert (row.stage, row.percent) == ("x" * 80, 25.0) and row.heartbeat is not None
    assert row.heartbeat > timezone.now() - timedelta(minutes=1) and rows(held.pk) == others


def test_a_new_claim_shows_nothing_of_the_run_before_but_its_percentage(held: Job) -> None:
    job_beat(held, stage="packaging", percent=40.0, seconds_left=9.0)
    claims.job_postpone(held, "no answer")
    Job.objects.filter(pk=held.pk).update(not_before=None, heartbeat=timezone.now() - LONG_AGO, started=None)
    again = claims.job_claim(held.pk)
    assert again is not None and again.claim not in ("", held.claim) and again.attempts == 2
    assert (again.stage, again.error, again.seconds_left, again.percent) == ("", "", None, 40.0)
    assert again.started == again.heartbeat and again.started is not None


@pytest.mark.parametrize(("seconds", "is_due"), [(-1, True), (60, False)])
def test_a_job_is_claimed_from_its_time_on(handlers: dict[str, Handler], seconds: int, is_due: bool) -> None:
    job = job_queue("second", 1)
    Job.objects.update(not_before=timezone.now() + timedelta(seconds=seconds))
    assert (claims.job_claim(job.pk) is not None) == is_due


def test_a_job_fails_at_the_fault_that_is_one_too_many_and_says_how_often(held: Job) -> None:
    most = settings.JOB_MAX_ATTEMPTS
    for fault in range(1, most):
        assert claims.job_postpone(held, "no answer")
        row = Job.objects.get(pk=held.pk)
        assert (row.status, row.faults, row.error) == (Status.QUEUED, fault, "no answer")
        Job.objects.filter(pk=held.pk).update(not_before=None)
        claimed = claims.job_claim(held.pk)
        assert claimed is not None
        held = claimed
    assert claims.job_postpone(held, "no answer")
    row = Job.objects.get(pk=held.pk)
    assert (row.status, row.error) == (Status.FAILED, f"no answer (tried {most} times)") and row.finished


@pytest.mark.parametrize(
    ("faults", "minutes"), [(0, 0.5), (1, 0.5), (2, 1), (3, 2), (7, 32), (8, 60), (9, 60), (1_000, 60)]
)
def test_each_fault_doubles_the_wait_up_to_an_hour_a_fifth_more_or_less(
    faults: int, minutes: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    for share in (0.0, 0.5, 1.0):
        monkeypatch.setattr(random, "uniform", lambda low, high, share=share: low + share * (high - low))
        wait = claims.retry_after(faults).total_seconds()
        assert wait == pytest.approx(60 * minutes * (0.8 + 0.4 * share))


@pytest.mark.parametrize(
    ("paused", "cancelled", "status"),
    [(True, False, Status.PAUSED), (True, True, Status.QUEUED), (False, True, Status.QUEUED), (False, False, "queued")],
)
def test_what_is_let_go_is_paused_where_that_was_asked_and_not_its_end(
    held: Job, paused: bool, cancelled: bool, status: str
) -> None:
    """A job that is to end is claimed once more, and ends at its first report."""
    Job.objects.filter(pk=held.pk).update(pause_requested=paused, cancel_requested=cancelled)
    claims.job_give_back(held)
    row = Job.objects.get(pk=held.pk)
    assert (row.status, row.claim, row.heartbeat, row.pause_requested) == (status, "", None, False)
    assert row.cancel_requested == cancelled


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each time that a beat gave its connection back; the test's own stays open."""
    times: list[int] = []

    class Connection:
        def close(self) -> None:
            times.append(1)

    monkeypatch.setattr(heartbeat, "connection", Connection())
    monkeypatch.setattr(heartbeat, "close_old_connections", lambda: None)
    return times


def test_a_beat_is_of_one_row_and_gives_its_connection_back(held: Job, closed: list[int]) -> None:
    Job.objects.update(heartbeat=timezone.now() - LONG_AGO)
    others, beat = rows(held.pk), Heartbeat(held)
    assert beat._beat() and not beat.is_lost and closed == [1]
    row = Job.objects.get(pk=held.pk)
    assert row.heartbeat is not None and row.heartbeat > timezone.now() - LONG_AGO and rows(held.pk) == others


@pytest.mark.parametrize("fields", [{"claim": "another"}, {"status": Status.CANCELLED}])
def test_a_beat_on_anothers_row_writes_nothing_and_says_that_the_job_is_lost(
    held: Job, closed: list[int], fields: dict[str, str]
) -> None:
    Job.objects.filter(pk=held.pk).update(**fields)
    before, beat = rows(), Heartbeat(held)
    assert beat._beat() and beat.is_lost and rows() == before
    with pytest.raises(JobLost):
        RowProgress(held, heartbeat=beat)("on", 0.5)


def test_a_beat_that_the_database_refuses_is_none_and_the_job_is_not_lost_yet(
    held: Job, closed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise OperationalError("the server closed the connection")

    beat = Heartbeat(held)
    with monkeypatch.context() as patched:
        patched.setattr(Job.objects, "filter", refuse)
        assert not beat._beat() and not beat.is_lost and closed == [1]


@pytest.mark.parametrize(
    ("beats", "is_lost"), [([True, False, False, True], False), ([True, False, False, False], True)]
)
def test_a_job_is_lost_when_no_beat_succeeded_for_as_long_as_others_wait(
    held: Job, beats: list[bool], is_lost: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a clock of its own: each beat takes a bit more than a third of that time."""
    beat = Heartbeat(held)
    clock = iter(range(0, 10_000, settings.JOB_LOST_AFTER_SECONDS // 3 + 1))
    monkeypatch.setattr("time.monotonic", lambda: float(next(clock)))
    monkeypatch.setattr(beat._stop, "wait", lambda seconds: not beats)
    monkeypatch.setattr(beat, "_beat", lambda: beats.pop(0))
    beat._run()
    assert beat.is_lost == is_lost


def test_a_period_is_of_one_kind_and_of_the_whole_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither another kind's run, nor the same kind on one subject, nor an older run counts."""
    monkeypatch.setattr(periodic, "_periods", {})
    periodic.register_periodic("roll_up", timedelta(hours=1))
    old = Job.objects.create(kind="roll_up", subject_id=periodic.EVERYTHING, status=Status.DONE)
    Job.objects.filter(pk=old.pk).update(created=timezone.now() - timedelta(hours=2))
    Job.objects.create(kind="roll_up", subject_id=7, status=Status.DONE)
    Job.objects.create(kind="other", subject_id=periodic.EVERYTHING, status=Status.DONE)
    assert periodic.due_enqueue() == ["roll_up"]
    Job.objects.filter(kind="roll_up").update(status=Status.DONE)
    assert periodic.due_enqueue() == [], "the newest counts"


def test_an_app_may_say_by_rows_of_its_own_what_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periodic, "_periods", {})
    monkeypatch.setattr(periodic, "_others", {})
    periodic.register_due("feeds", lambda: ["fetch_feed", "fetch_feed"])
    assert periodic.due_enqueue() == ["fetch_feed", "fetch_feed"]


def test_a_reason_is_one_line_of_five_hundred_characters() -> None:
    assert reason_of(ValueError(f"{'x' * 600}\nmore")) == f"ValueError: {'x' * 488}"
