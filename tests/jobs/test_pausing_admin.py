"""Pausing jobs in the admin and over REST."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client

from catalog.models import Title
from playback.models import Video
from trendflix.jobs.models import Job

JOBS, API = "/admin/jobs/job/", "/api/v1/jobs/"


@pytest.fixture
def job(db: None) -> Job:
    """A job on a film that waits for a worker."""
    film = Video.objects.create(title=Title.objects.create(name="Night Market", slug="night-market"))
    return Job.objects.create(kind="match", subject_id=film.pk, percent=40)


def status(job: Job) -> str:
    """As the row says now."""
    return Job.objects.get(pk=job.pk).status


def test_a_job_is_paused_and_resumed_from_the_list_and_both_are_written_down(desk: Client, job: Job) -> None:
    ended = Job.objects.create(kind="match", subject_id=99, status="done")
    for action, then in (("pause", "paused"), ("resume", "queued")):
        desk.post(JOBS, {"action": action, "_selected_action": [job.pk, ended.pk]})
        assert (status(job), status(ended)) == (then, "done")
    assert [entry.change_message for entry in LogEntry.objects.order_by("pk")] == ["Pause", "Resume"]


def test_a_job_is_paused_and_resumed_from_its_page(desk: Client, job: Job) -> None:
    page = desk.post(f"{JOBS}{job.pk}/pause/", follow=True).content.decode()
    assert f'action="{JOBS}{job.pk}/resume/"' in page and f'action="{JOBS}{job.pk}/cancel/"' in page
    assert f"{JOBS}{job.pk}/pause/" not in page and "40\N{NO-BREAK SPACE}%" in desk.get(JOBS).content.decode()
    assert f'action="{JOBS}{job.pk}/pause/"' in desk.post(f"{JOBS}{job.pk}/resume/", follow=True).content.decode()
    assert desk.get(f"{JOBS}{job.pk}/pause/").status_code == 405


def test_who_may_only_look_pauses_nothing(viewing_staff: Client, job: Job) -> None:
    for act in ("pause", "resume"):
        assert viewing_staff.post(f"{JOBS}{job.pk}/{act}/").status_code == 403
        assert viewing_staff.post(f"{API}{job.pk}/{act}/").status_code == 403
    assert viewing_staff.post(f"{API}{job.pk}/cancel/").status_code == 403 and status(job) == "queued"


def test_all_jobs_are_paused_and_resumed_by_the_buttons_of_the_list(desk: Client, job: Job) -> None:
    running = Job.objects.create(kind="package", subject_id=job.subject_id, status="running")
    ended = Job.objects.create(kind="match", subject_id=99, status="done")
    page = desk.get(JOBS).content.decode()
    assert f'action="{JOBS}pause-all/"' in page and f"{JOBS}resume-all/" not in page
    page = desk.post(f"{JOBS}pause-all/", follow=True).content.decode()
    assert f'action="{JOBS}resume-all/"' in page and f"{JOBS}pause-all/" not in page
    assert (status(job), status(ended), Job.objects.get(pk=running.pk).pause_requested) == ("paused", "done", True)
    desk.post(f"{JOBS}resume-all/")
    assert status(job) == "queued" and not Job.objects.filter(pause_requested=True).exists()
    told = LogEntry.objects.order_by("pk").values_list("object_id", "change_message")
    assert {(str(one.pk), words) for one in (job, running) for words in ("Pause all", "Resume all")} == set(told)
    assert desk.get(f"{JOBS}pause-all/").status_code == 405


def test_who_may_only_look_is_offered_no_button_for_all_jobs(viewing_staff: Client, job: Job) -> None:
    assert "pause-all" not in viewing_staff.get(JOBS).content.decode()
    assert viewing_staff.post(f"{JOBS}pause-all/").status_code == 403 and status(job) == "queued"


def test_the_first_page_counts_what_is_paused_apart(desk: Client, job: Job) -> None:
    desk.post(f"{JOBS}{job.pk}/pause/")
    page = desk.get("/admin/").content.decode()
    assert "Paused: 1" in page and "for a worker" not in page and "data-work=" in page


def test_staff_pause_resume_cancel_and_run_again_over_rest(desk: Client, job: Job) -> None:
    acts = [("pause", "paused"), ("resume", "queued"), ("cancel", "cancelled"), ("retry", "queued")]
    for act, then in acts:
        answer = desk.post(f"{API}{job.pk}/{act}/")
        assert (answer.status_code, answer.json()["status"]) == (200, then)
    assert answer.json()["id"] != job.pk and LogEntry.objects.count() == 4
    assert desk.post(f"{API}{job.pk}/pause/").status_code == 409, "it has ended"
    assert desk.post(f"{API}{answer.json()['id']}/retry/").status_code == 409, "it is open"
    assert desk.get(f"{API}{job.pk}/pause/").status_code == 405
    assert desk.post(f"{API}999/pause/").status_code == 404


def test_viewers_may_not(client: Client, alice: User, job: Job) -> None:
    client.force_login(alice)
    assert client.post(f"{API}{job.pk}/pause/").status_code == 403 and status(job) == "queued"
