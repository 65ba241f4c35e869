"""Ten thousand pending jobs: what runs every few seconds asks a constant number of statements and wakes few workers."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from tests.kept import rows_kept
from trendflix.jobs import reaper
from trendflix.jobs.claims import job_claim
from trendflix.jobs.models import Job

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("handlers")]
PENDING = 10_000


@pytest.fixture(scope="module", autouse=True)
def pending(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Jobs that have waited for an hour."""
    with rows_kept(django_db_blocker):
        Job.objects.bulk_create((Job(kind="first", subject_id=n) for n in range(PENDING)), batch_size=1_000)
        Job.objects.update(created=timezone.now() - timedelta(hours=1))
        yield


def test_a_turn_of_the_reaper_costs_the_same_however_much_is_pending(woken: list[int]) -> None:
    with CaptureQueriesContext(connection) as many:
        reaper.jobs_reap()
    Job.objects.filter(subject_id__gte=reaper.MAX_WAKES).delete()
    Job.objects.update(heartbeat=None)
    with CaptureQueriesContext(connection) as few:
        reaper.jobs_reap()
    assert len(many) == len(few)


def test_the_oldest_are_woken_first_and_no_more_than_workers_can_take(woken: list[int]) -> None:
    oldest = list(Job.objects.order_by("pk").values_list("pk", flat=True)[: reaper.MAX_WAKES + 5])
    assert reaper.jobs_reap()["woken"] == reaper.MAX_WAKES and woken == oldest[: reaper.MAX_WAKES]
    assert reaper.jobs_reap()["woken"] == 0
    for pk in oldest[:5]:
        assert job_claim(pk) is not None
    reaper.jobs_reap()
    assert woken[reaper.MAX_WAKES :] == oldest[reaper.MAX_WAKES :]


def test_no_row_is_lost_when_all_workers_die_at_once(woken: list[int]) -> None:
    claimed = list(Job.objects.order_by("pk")[:500])
    long_ago = timezone.now() - timedelta(hours=1)
    of_dead = {"status": Job.Status.RUNNING, "claim": "dead", "attempts": 1, "heartbeat": long_ago}
    Job.objects.filter(pk__in=[job.pk for job in claimed]).update(**of_dead)
    assert reaper.jobs_reap() == {"requeued": 500, "failed": 0, "woken": reaper.MAX_WAKES}
    assert Job.objects.filter(status=Job.Status.QUEUED).count() == PENDING
