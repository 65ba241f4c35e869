"""Jobs in the admin and over REST."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client

from catalog.models import Title
from playback.models import Video
from trendflix.jobs.models import Job, JobReportRow

JOBS, API = "/admin/jobs/job/", "/api/v1/jobs/"


@pytest.fixture
def failed(db: None) -> Job:
    """A job that failed, on a film that can be watched."""
    title = Title.objects.create(name="Night Market", slug="night-market")
    video = Video.objects.create(title=title, package_key="abc")
    return Job.objects.create(kind="match", subject_id=video.pk, status="failed", error="disk full", percent=40)


def test_a_failed_job_is_run_again_from_the_list(desk: Client, failed: Job) -> None:
    desk.post(JOBS, {"action": "retry", "_selected_action": [failed.pk]})
    assert Job.objects.get(status="queued").subject_id == failed.subject_id
    assert LogEntry.objects.get().object_repr == "matching: Night Market"


def test_an_open_job_is_not_run_twice(desk: Client) -> None:
    job = Job.objects.create(kind="match", subject_id=3, status="running")
    desk.post(JOBS, {"action": "retry", "_selected_action": [job.pk]})
    desk.post(f"{JOBS}{job.pk}/retry/")
    job.refresh_from_db()
    assert Job.objects.count() == 1 and not job.again and not LogEntry.objects.exists()


def test_a_waiting_job_is_cancelled_from_the_list(desk: Client) -> None:
    job = Job.objects.create(kind="match", subject_id=3)
    desk.post(JOBS, {"action": "cancel", "_selected_action": [job.pk]})
    job.refresh_from_db()
    assert job.status == "cancelled"


def test_a_job_is_run_again_and_cancelled_from_its_page(desk: Client, failed: Job) -> None:
    page = desk.post(f"{JOBS}{failed.pk}/retry/", follow=True)
    queued = Job.objects.get(status="queued")
    assert page.redirect_chain[-1][0] == f"{JOBS}{queued.pk}/change/"
    assert f'action="{JOBS}{queued.pk}/cancel/"' in page.content.decode()
    desk.post(f"{JOBS}{queued.pk}/cancel/")
    queued.refresh_from_db()
    assert queued.status == "cancelled" and LogEntry.objects.count() == 2
    assert desk.get(f"{JOBS}{failed.pk}/retry/").status_code == 405


def test_who_may_only_look_gets_no_button_and_presses_none(viewing_staff: Client, failed: Job) -> None:
    assert "page-actions" not in viewing_staff.get(f"{JOBS}{failed.pk}/change/").content.decode()
    assert viewing_staff.post(f"{JOBS}{failed.pk}/retry/").status_code == 403
    assert viewing_staff.post(f"{JOBS}{failed.pk}/cancel/").status_code == 403
    assert Job.objects.count() == 1


def test_a_job_is_named_by_its_film_with_ways_to_it(desk: Client, failed: Job) -> None:
    for address in (JOBS, f"{JOBS}{failed.pk}/change/"):
        page = desk.get(address).content.decode()
        assert f"/admin/playback/video/{failed.subject_id}/change/" in page and "/watch/night-market/" in page
    assert "matching: Night Market" in page


def test_a_job_leads_to_the_rows_of_its_report(desk: Client, failed: Job) -> None:
    JobReportRow.objects.create(job=failed, level="warning", reason="odd price")
    JobReportRow.objects.create(job=Job.objects.create(kind="embed", subject_id=1), level="note", reason="unrelated")
    address = f"/admin/jobs/jobreportrow/?job__id__exact={failed.pk}"
    assert address in desk.get(f"{JOBS}{failed.pk}/change/").content.decode()
    page = desk.get(address).content.decode()
    assert "odd price" in page and "unrelated" not in page


def test_jobs_are_read_not_written(desk: Client, failed: Job) -> None:
    page = desk.get(f"{JOBS}{failed.pk}/change/").content.decode()
    assert "40\N{NO-BREAK SPACE}%" in desk.get(JOBS).content.decode() and desk.get(f"{JOBS}add/").status_code == 403
    assert desk.post(f"{JOBS}{failed.pk}/change/", {"status": "done"}).status_code == 403
    assert desk.post(f"{JOBS}{failed.pk}/delete/", {"post": "yes"}).status_code == 403
    assert "delete" not in page.lower() and 'value="delete_selected"' not in desk.get(JOBS).content.decode()
    assert desk.post(API).status_code == 405


def test_the_page_of_an_open_job_keeps_its_progress_up_to_date(desk: Client, failed: Job) -> None:
    job = Job.objects.create(kind="package", subject_id=failed.subject_id, status="running", percent=30)
    assert f'data-work="{JOBS}{job.pk}/work/"' in desk.get(f"{JOBS}{job.pk}/change/").content.decode()
    assert 'value="30"' in desk.get(f"{JOBS}{job.pk}/work/").content.decode()
    assert "data-work" not in desk.get(f"{JOBS}{failed.pk}/change/").content.decode()


def test_staff_watch_jobs_over_rest(desk: Client, failed: Job) -> None:
    assert desk.get(f"{API}{failed.pk}/").json()["error"] == "disk full" and desk.get(API).json()["count"] == 1


@pytest.mark.parametrize("address", [API, f"{API}1/"])
def test_others_may_not(client: Client, alice: User, failed: Job, address: str) -> None:
    assert client.get(address).status_code == 403
    client.force_login(alice)
    assert client.get(address).status_code == 403
