"""Chapters and markers: from the file, and from people."""

import subprocess
from pathlib import Path

import imageio_ffmpeg
import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.test import Client

from catalog.models import Title
from playback.models import Chapter, Video
from playback.services import video_ingest
from playback.services.chapters import chapters_restore, span_check
from trendflix.core.errors import UserError

METADATA = """;FFMETADATA1
[CHAPTER]
TIMEBASE=1/1000
START=0
END=1500
title=The quay
[CHAPTER]
TIMEBASE=1/1000
START=1500
END=3000
title=
"""


@pytest.fixture
def chaptered(film: Path, tmp_path: Path) -> Path:
    """The film with two chapters of its own."""
    (tmp_path / "chapters.txt").write_text(METADATA)
    path = tmp_path / "chaptered.mkv"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(film), "-i", str(tmp_path / "chapters.txt")]
    subprocess.run([*command, "-map_metadata", "1", "-c", "copy", str(path)], check=True, timeout=60)
    return path


@pytest.fixture
def staff(client: Client, carol: User) -> Client:
    """Carol at her desk."""
    client.force_login(carol)
    return client


def chapters(video: Video) -> list[tuple[float, str]]:
    """What the film's chapters are now."""
    return list(video.chapters.values_list("start", "title"))


def save(staff: Client, video: Video, rows: list[tuple[float | str, str]], **fields: str) -> str:
    """Send the film's form with these chapters; the page that comes back."""
    kept = list(video.chapters.order_by("start"))
    data: dict[str, object] = {"title": video.title_id, "language": "en", **fields}
    data |= {"subtitles-TOTAL_FORMS": 0, "subtitles-INITIAL_FORMS": 0}
    data |= {"chapters-TOTAL_FORMS": len(rows), "chapters-INITIAL_FORMS": len(kept)}
    for number, (start, name) in enumerate(rows):
        data |= {f"chapters-{number}-start": start, f"chapters-{number}-title": name}
        data |= {f"chapters-{number}-video": video.pk}
        data |= {f"chapters-{number}-id": kept[number].pk if number < len(kept) else ""}
    return staff.post(f"/admin/playback/video/{video.pk}/change/", data, follow=True).content.decode()


def test_the_files_chapters_are_taken_in(title: Title, chaptered: Path) -> None:
    video, _ = video_ingest(title, chaptered)
    assert chapters(video) == [(0.0, "The quay"), (1.5, "Chapter 2")]


def test_another_file_brings_other_chapters(title: Title, chaptered: Path, film: Path) -> None:
    video_ingest(title, chaptered)
    video, _ = video_ingest(title, film)
    assert chapters(video) == []


def test_a_person_edits_them_and_another_file_leaves_them_alone(
    staff: Client, title: Title, chaptered: Path, film: Path
) -> None:
    video, _ = video_ingest(title, chaptered)
    save(staff, video, [("0", "The harbour"), ("0:01.5", "Chapter 2"), ("0:02", "The boat")])
    assert chapters(video) == [(0.0, "The harbour"), (1.5, "Chapter 2"), (2.0, "The boat")]
    video_ingest(title, film)
    assert len(chapters(video)) == 3


def test_saving_the_form_without_touching_them_keeps_them_the_files_own(
    staff: Client, title: Title, chaptered: Path
) -> None:
    video, _ = video_ingest(title, chaptered)
    save(staff, video, [("0:00", "The quay"), ("0:01.5", "Chapter 2")])
    video.refresh_from_db()
    assert not video.chapters_edited


def test_the_files_chapters_can_be_had_again(staff: Client, title: Title, chaptered: Path) -> None:
    video, _ = video_ingest(title, chaptered)
    save(staff, video, [("0", "Mine"), ("0:01.5", "Chapter 2")])
    video.refresh_from_db()
    assert video.chapters_edited and chapters_restore(video) == 2
    assert chapters(video)[0] == (0.0, "The quay")


@pytest.mark.parametrize(
    ("row", "reason"),
    [(("9:59", "Late"), "is not within the film"), (("soon", "X"), "Write a time as"), (("1", ""), "required")],
)
def test_a_chapter_that_is_none_is_refused_at_its_field(
    staff: Client, title: Title, film: Path, row: tuple[str, str], reason: str
) -> None:
    video, _ = video_ingest(title, film)
    assert reason in save(staff, video, [row])
    assert not Chapter.objects.exists()


def test_two_chapters_at_one_time_are_refused(staff: Client, title: Title, film: Path) -> None:
    video, _ = video_ingest(title, film)
    assert "Please correct" in save(staff, video, [("1", "A"), ("1", "B")])
    assert not Chapter.objects.exists()


def test_markers_are_kept_as_seconds(staff: Client, video: Video) -> None:
    save(staff, video, [], intro_start="0:05", intro_end="1:00", credits_start="1:35")
    video.refresh_from_db()
    assert (video.intro_start, video.intro_end, video.credits_start) == (5.0, 60.0, 95.0)
    assert 'value="1:35"' in staff.get(f"/admin/playback/video/{video.pk}/change/").content.decode()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"intro_start": "1:00", "intro_end": "0:05"}, "the end must come after the start"),
        ({"recap_start": "1:00"}, "give both the start and the end"),
        ({"recap_start": "0", "recap_end": "5:00"}, "is not within the film"),
        ({"credits_start": "5:00"}, "is not within the film"),
        ({"intro_start": "x", "intro_end": "5"}, "Write a time as"),
    ],
)
def test_markers_that_cannot_be_are_refused(
    staff: Client, video: Video, fields: dict[str, str], reason: str
) -> None:  # fmt: skip
    assert reason in save(staff, video, [], **fields)
    video.refresh_from_db()
    assert (video.intro_start, video.recap_start, video.credits_start) == (None, None, None)


@pytest.mark.parametrize(
    "fields", [{"intro_start": 5.0}, {"recap_start": 5.0, "recap_end": 4.0}, {"credits_start": -1}]
)
def test_the_database_holds_no_marker_that_cannot_be(video: Video, fields: dict[str, float]) -> None:
    with pytest.raises(IntegrityError):
        Video.objects.filter(pk=video.pk).update(**fields)


def test_a_span_of_no_ends_is_none() -> None:
    span_check(None, None, 10, "Intro")
    with pytest.raises(UserError, match="Intro: 3 s is not within"):
        span_check(1, 3, 2, "Intro")
