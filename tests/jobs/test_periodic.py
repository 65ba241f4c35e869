"""Jobs that are done again and again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from trendflix.jobs import periodic
from trendflix.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hourly(monkeypatch: pytest.MonkeyPatch) -> None:
    """One kind, every hour."""
    monkeypatch.setattr(periodic, "_periods", {"roll_up": timedelta(hours=1)})


def test_what_was_never_done_is_enqueued_once_however_many_ask() -> None:
    assert periodic.due_enqueue() == ["roll_up"] and periodic.due_enqueue() == []
    assert Job.objects.filter(kind="roll_up", status=Job.Status.QUEUED).count() == 1


def test_it_is_done_again_when_its_time_has_passed_and_not_while_it_is_open() -> None:
    periodic.due_enqueue()
    Job.objects.update(created=timezone.now() - timedelta(hours=2))
    assert periodic.due_enqueue() == [], "it has not ended"
    Job.objects.update(status=Job.Status.DONE)
    assert periodic.due_enqueue() == ["roll_up"]


def test_what_failed_is_tried_again_after_its_time_alone() -> None:
    periodic.due_enqueue()
    Job.objects.update(status=Job.Status.FAILED)
    assert periodic.due_enqueue() == []
