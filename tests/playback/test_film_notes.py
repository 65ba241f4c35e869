"""What a film lacks is said: in the job's result, in the admin, in the command's report, on the title's page."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils.translation import override

from catalog.models import Title
from playback.models import Video
from playback.selectors import film_notes
from playback.services import video_ingest, video_package_job
from tests.clients import SiteClient
from tests.odd_clocks import cut, film, sound_of_an_unknown_codec
from tests.odd_pictures import beside, flat, poster
from trendflix.jobs.models import Job

pytestmark = pytest.mark.django_db

LOST = {
    "part": "sound in stream 1",
    "error": "its codec is not known; the film plays without it.",
    "lasting": True,
}


def package(video: Video) -> dict[str, object]:
    """Run the handler with a silent progress; the row is read again."""
    result = video_package_job(Job(kind="package", subject_id=video.pk), lambda stage, part: None)
    video.refresh_from_db()
    return result


@pytest.fixture
def staff(client: Client, carol: User) -> Client:
    """The administrator's browser."""
    client.force_login(carol)
    return client


@pytest.fixture
def unheard(tmp_path: Path) -> Path:
    """A film whose sound nobody can decode."""
    return sound_of_an_unknown_codec(tmp_path / "film.mkv", film(tmp_path / "whole.mkv", 2, "-c:a", "pcm_s16le"))


@pytest.fixture
def broken_off(tmp_path: Path) -> Path:
    """Some seconds of 20."""
    return cut(tmp_path / "cut.mkv", film(tmp_path / "whole.mkv", 20), 0.4)


def test_a_lost_sound_is_told_before_and_after_packaging(title: Title, unheard: Path, staff: Client) -> None:
    video, _ = video_ingest(title, unheard)
    told = "The sound in stream 1 is missing: its codec is not known; the film plays without it."
    page = f"/admin/playback/video/{video.pk}/change/"
    assert film_notes(video) == [told] and told in staff.get(page).content.decode()
    assert package(video)["failed"] == [LOST] and video.is_ready
    assert film_notes(video) == [told]
    assert "sound in stream 1 is missing" in staff.get(page).content.decode()
    Title.objects.update(published=True)
    assert told in SiteClient().get(title.get_absolute_url()).content.decode()


def test_what_is_lost_for_good_is_not_tried_again(title: Title, unheard: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    video, _ = video_ingest(title, unheard)
    package(video)
    monkeypatch.setattr("playback.media.ffmpeg.run", lambda *words, **limits: pytest.fail("packaged again"))
    assert package(video)["failed"] == [LOST]


def test_a_film_cut_short_is_packaged_and_told(title: Title, broken_off: Path, staff: Client) -> None:
    video, _ = video_ingest(title, broken_off)
    (note,) = film_notes(video)
    assert note.startswith("The file says 20 s, but its picture and sound end after ")
    with override("de"):
        assert film_notes(video)[0].startswith("Die Datei gibt 20 s an, aber Bild und Ton enden nach ")
    result = package(video)
    assert result["notes"] == [note] and result["failed"] == [] and 2 < video.duration < 12
    assert note in staff.get(f"/admin/playback/video/{video.pk}/change/").content.decode()


def test_the_command_tells_what_is_missing(broken_off: Path) -> None:
    out = StringIO()
    call_command("add_title", str(broken_off), "--json", stdout=out)
    assert json.loads(out.getvalue())["notes"][0].startswith("The file says 20 s")
    call_command("add_title", str(broken_off), stdout=out)
    assert "says 20 s, but its picture and sound end" in out.getvalue()


def test_which_picture_was_taken_is_told_to_administrators_alone(title: Title, tmp_path: Path, staff: Client) -> None:
    red = flat(tmp_path / "red.mp4", "red", "320x180")
    video, _ = video_ingest(title, beside(tmp_path / "film.mkv", poster(tmp_path / "cover.jpg"), red))
    told = "Of 2 video streams the film is stream 1 (h264, 320×180); the others are left out."
    page = f"/admin/playback/video/{video.pk}/change/"
    assert told in staff.get(page).content.decode()
    package(video)
    assert video.is_ready and told in staff.get(page).content.decode()
    Title.objects.update(published=True)
    assert film_notes(video) == [] and told not in SiteClient().get(title.get_absolute_url()).content.decode()


def test_a_film_without_fault_has_no_notes(title: Title, film: Path) -> None:
    video, _ = video_ingest(title, film)
    assert film_notes(video) == [] and package(video)["notes"] == [] and film_notes(video) == []


def test_the_packaged_length_is_the_films(title: Title, tmp_path: Path) -> None:
    video, _ = video_ingest(title, film(tmp_path / "longer.mp4", 3, sound=6))
    package(video)
    assert video.duration == pytest.approx(6, abs=0.05)
