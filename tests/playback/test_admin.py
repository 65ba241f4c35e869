"""The upload in the admin."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from catalog.models import Title
from playback import admin
from playback.models import Subtitle, Video
from tests.clients import TokenlessClient
from tests.films import make_film
from trendflix.core.errors import UserError
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


def test_a_trailer_and_an_edition_are_added_beside_the_film(staff: Client, video: Video, film: Path) -> None:
    upload(staff, video.title, film.read_bytes(), added_as="trailer")
    upload(staff, video.title, film.read_bytes(), added_as="edition", extra_name="Director's cut")
    extras = video.title.extras.order_by("pk").values_list("kind", "name", "slug", "video__original_name")
    assert list(extras) == [
        ("trailer", "Trailer", "reel-trailer", "My Film.mp4"),
        ("edition", "Director's cut", "reel-directors-cut", "My Film.mp4"),
    ]
    assert Video.objects.get(title=video.title) == video


def test_a_trailer_has_no_trailer(staff: Client, title: Title, film: Path) -> None:
    extra = Title.objects.create(kind="trailer", name="Teaser", slug="teaser", parent=title)
    assert "Teaser is a trailer itself" in upload(staff, extra, film.read_bytes(), added_as="trailer")
    assert not Video.objects.exists()


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
    strict = TokenlessClient()
    strict.force_login(carol)
    assert strict.post(ADD, {"title": title.pk}).status_code == 403


FORM = {"chapters-TOTAL_FORMS": 0, "chapters-INITIAL_FORMS": 0, **EMPTY_INLINE}


def test_a_film_is_packaged_again_with_the_settings_of_its_form(staff: Client, video: Video) -> None:
    data = {"title": video.title_id, "repackage": "on", "highest": "480", "quality": "small", **FORM}
    staff.post(f"/admin/playback/video/{video.pk}/change/", data)
    assert Job.objects.get().parameters == {"highest": 480, "quality": "small"}


def test_saving_the_form_owes_no_work(staff: Client, video: Video) -> None:
    data = {"title": video.title_id, "highest": "480", "quality": "small", **FORM}
    staff.post(f"/admin/playback/video/{video.pk}/change/", data)
    assert not Job.objects.exists()


@pytest.mark.parametrize("words", [{"highest": "481"}, {"quality": "-crf 0"}])
def test_settings_that_are_none_are_refused(staff: Client, video: Video, words: dict[str, str]) -> None:
    data = {"title": video.title_id, "repackage": "on", "highest": "480", "quality": "small", **FORM, **words}
    page = staff.post(f"/admin/playback/video/{video.pk}/change/", data).content.decode()
    assert "Select a valid choice" in page and not Job.objects.exists()


def test_many_films_are_packaged_again_from_the_list_and_stopped(staff: Client, video: Video) -> None:
    chosen = {"_selected_action": [video.pk], "highest": "720", "quality": "fast"}
    staff.post("/admin/playback/video/", {"action": "package_again", **chosen})
    assert Job.objects.get().parameters == {"highest": 720, "quality": "fast"}
    staff.post("/admin/playback/video/", {"action": "resume_work", **chosen})
    staff.post("/admin/playback/video/", {"action": "pause_work", **chosen})
    assert Job.objects.get().status == "paused"
    assert "Paused" in staff.get(f"/admin/playback/video/{video.pk}/work/").content.decode()
    staff.post("/admin/playback/video/", {"action": "resume_work", **chosen})
    assert Job.objects.get().status == "queued"
    staff.post("/admin/playback/video/", {"action": "cancel_work", **chosen})
    assert Job.objects.get().status == "cancelled"


def test_who_may_only_look_starts_no_work(client: Client, alice: User, video: Video) -> None:
    alice.is_staff = True
    alice.save()
    alice.user_permissions.add(Permission.objects.get(codename="view_video"))
    client.force_login(alice)
    assert client.get("/admin/playback/video/").status_code == 200
    client.post("/admin/playback/video/", {"action": "package_again", "_selected_action": [video.pk]})
    data = {"title": video.title_id, "repackage": "on", "highest": "480", "quality": "small", **FORM}
    assert client.post(f"/admin/playback/video/{video.pk}/change/", data).status_code == 403
    assert not Job.objects.exists()


def test_what_could_not_be_made_is_shown(staff: Client, video: Video) -> None:
    video.renditions = [{"width": 640, "height": 360, "kbits": 800}]
    sound = {"index": 1, "language": "de", "title": "", "channels": 2, "is_default": True}
    video.package = {"audio": [sound], "failed": [{"part": "720p", "error": "<b>odd</b>"}]}
    video.save()
    page = staff.get(f"/admin/playback/video/{video.pk}/change/").content.decode()
    assert "360p · sound: de" in page and "720p is missing" in page and "&lt;b&gt;odd" in page
    assert "icon-no.svg" in staff.get("/admin/playback/video/").content.decode()


def test_the_form_shows_the_time_left(staff: Client, video: Video) -> None:
    Job.objects.create(kind="package", subject_id=video.pk, status="running", percent=40, seconds_left=130)
    assert "40 % 2 min left" in staff.get(f"/admin/playback/video/{video.pk}/change/").content.decode()


def test_after_an_upload_the_films_page_shows_its_progress(staff: Client, title: Title, film: Path) -> None:
    page = upload(staff, title, film.read_bytes())
    assert (
        "waiting for a worker" in page and f'data-work="/admin/playback/video/{Video.objects.get().pk}/work/"' in page
    )
    assert f"/admin/catalog/title/{title.pk}/change/" in page


def test_another_film_replaces_the_first_on_the_same_page(staff: Client, title: Title, film: Path) -> None:
    upload(staff, title, film.read_bytes())
    video = Video.objects.get()
    longer = make_film(film.with_name("longer.mp4"), seconds=5).read_bytes()
    data = {"title": title.pk, **FORM, "film": SimpleUploadedFile("Longer.mp4", longer)}
    page = staff.post(f"/admin/playback/video/{video.pk}/change/", data, follow=True).content.decode()
    video.refresh_from_db()
    assert video.original_name == "Longer.mp4" and video.duration == pytest.approx(5, abs=0.1) and "Longer.mp4" in page


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_film_is_taken_in(
    staff: Client, title: Title, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **words: object) -> None:
        raise UserError(f"film.mp4: the disk is full ({connection.in_atomic_block}).")

    monkeypatch.setattr(admin, "video_ingest", refuse)
    assert "Film.mp4: the disk is full (False)." in upload(staff, title, film.read_bytes())
    assert not Video.objects.exists()
