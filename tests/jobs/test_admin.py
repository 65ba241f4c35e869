"""Jobs in the admin and over REST."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from trendflix.jobs.models import Job

JOBS, API = "/admin/jobs/job/", "/api/v1/jobs/"


@pytest.fixture
def desk(client: Client, carol: User) -> Client:
    """Carol at her desk."""
    client.force_login(carol)
    return client


@pytest.fixture
def failed(db: None) -> Job:
    """A job that failed."""
    return Job.objects.create(kind="match", subject_id=3, status="failed", error="disk full", percent=40)


def test_a_failed_job_is_run_again_from_the_list(desk: Client, failed: Job) -> None:
    desk.post(JOBS, {"action": "retry", "_selected_action": [failed.pk]})
    assert Job.objects.get(status="queued").subject_id == 3


def test_a_waiting_job_is_cancelled_from_the_list(desk: Client) -> None:
    job = Job.objects.create(kind="match", subject_id=3)
    desk.post(JOBS, {"action": "cancel", "_selected_action": [job.pk]})
    job.refresh_from_db()
    assert job.status == "cancelled"


def test_jobs_are_read_not_written(desk: Client, failed: Job) -> None:
    assert "40 %" in desk.get(JOBS).content.decode() and desk.get(f"{JOBS}add/").status_code == 403
    assert desk.post(f"{JOBS}{failed.pk}/change/", {"status": "done"}).status_code == 403
    assert desk.post(API).status_code == 405


def test_staff_watch_jobs_over_rest(desk: Client, failed: Job) -> None:
    assert desk.get(f"{API}{failed.pk}/").json()["error"] == "disk full" and desk.get(API).json()["count"] == 1


@pytest.mark.parametrize("address", [API, f"{API}1/"])
def test_others_may_not(client: Client, alice: User, failed: Job, address: str) -> None:
    assert client.get(address).status_code == 403
    client.force_login(alice)
    assert client.get(address).status_code == 403
