"""The upload in the admin."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.models import Title
from playback.models import Subtitle, Video
from trendflix.jobs.models import Job

ADD = "/admin/playback/video/add/"
EMPTY_INLINE = {"subtitles-TOTAL_FORMS": "0", "subtitles-INITIAL_FORMS": "0"}


@pytest.fixture
def staff(client: Client, carol: User) -> Client:
    """Carol at her desk."""
    client.force_login(carol)
    return client


def upload(staff: Client, title: Title, film: bytes, **more: object) -> str:
    """Send the form; the page that comes back."""
    files = {"film": SimpleUploadedFile("My Film.mp4", film), **more}
    return staff.post(ADD, {"title": title.pk, "language": "en", **EMPTY_INLINE, **files}, follow=True).content.decode()


def test_an_uploaded_film_is_taken_in_and_its_work_owed(staff: Client, title: Title, film: Path) -> None:
    upload(
        staff,
        title,
        film.read_bytes(),
        subtitles=SimpleUploadedFile("a.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nHi\n"),
    )
    assert Video.objects.get().original_name == "My Film.mp4"
    assert Job.objects.get().kind == "package" and Subtitle.objects.get().language == "en"


def test_what_is_wrong_with_a_file_is_said_at_its_field(staff: Client, title: Title) -> None:
    page = upload(staff, title, b"words")
    assert "My Film.mp4: no video that can be read" in page and not Video.objects.exists()


def test_a_show_takes_no_film(staff: Client, film: Path) -> None:
    show = Title.objects.create(kind="show", name="Show", slug="show")
    assert "Select a valid choice" in upload(staff, show, film.read_bytes())


def test_work_can_be_asked_for_again(staff: Client, video: Video) -> None:
    staff.post("/admin/playback/video/", {"action": "analyse_again", "_selected_action": [video.pk]})
    assert Job.objects.get().kind == "analyse"


@pytest.mark.parametrize("page", ["", "add/"])
def test_only_staff_may_enter(client: Client, alice: User, page: str) -> None:
    client.force_login(alice)
    assert client.get(f"/admin/playback/video/{page}").status_code == 302


def test_the_form_shows_how_far_the_work_is(staff: Client, video: Video) -> None:
    Job.objects.create(kind="package", subject_id=video.pk, status="failed", error="disk full")
    assert "disk full" in staff.get(f"/admin/playback/video/{video.pk}/change/").content.decode()


def test_an_upload_without_the_forms_token_is_refused(carol: User, title: Title) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(carol)
    assert strict.post(ADD, {"title": title.pk}).status_code == 403
