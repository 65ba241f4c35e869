"""The disk full while a film is copied or packaged: one line, nothing left behind, and another try."""

import errno
import fcntl
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from catalog.models import Title
from playback.media import ffmpeg
from playback.models import Video
from playback.services import video_ingest
from tests.films import make_film, make_moving_film
from tests.full_disk import small_disk
from tests.playback.lifecycle import files, run
from trendflix.core.errors import DiskFull, UserError
from trendflix.jobs.models import Job
from trendflix.jobs.services import job_queue, job_retry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tiny_disk(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """The site's media on a file system of two megabytes."""
    media = tmp_path / "tiny"
    media.mkdir()
    with small_disk(media, "2m"):
        settings.MEDIA_ROOT = media
        yield media


def test_a_film_that_does_not_fit_is_refused_before_a_byte_is_copied(
    title: Title, tiny_disk: Path, tmp_path: Path
) -> None:
    big = make_film(tmp_path / "big.mp4", seconds=0.5)
    with big.open("ab") as file:
        file.write(bytes(3 * 2**20))
    with pytest.raises(DiskFull, match="big.mp4: the disk is full: 3 MiB are needed, 2 MiB are left"):
        video_ingest(title, big)
    assert files(tiny_disk) == [] and not Video.objects.exists()


def test_a_disk_that_fills_up_while_a_film_is_packaged_is_left_clean_and_the_job_is_tried_again(
    title: Title, tiny_disk: Path, tmp_path: Path
) -> None:
    video, _ = video_ingest(title, make_moving_film(tmp_path / "film.mp4", seconds=4, size="640x360"))
    before = files(tiny_disk)
    filler = tiny_disk / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(tiny_disk).free - 100_000))
    failed = run("package", video.pk)
    assert (failed.status, failed.error) == (
        Job.Status.QUEUED,
        "the disk is full: No space left on device; make room and try again.",
    )
    filler.unlink()
    assert files(tiny_disk) == before and not Video.objects.get().is_ready
    job_retry(failed)
    subprocess.run(["mount", "-o", "remount,size=64m", str(tiny_disk)], check=True)  # noqa: S607 - found before
    assert run("package", video.pk).status == Job.Status.DONE and Video.objects.get().is_ready


def test_a_disk_that_is_full_when_a_packaging_is_finished_leaves_the_old_one_on_show(
    packaged: Video, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(packaged.folder)
    job_queue("package", packaged.pk, highest=144, quality="fast")

    def full(*args: object, **limits: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("playback.media.extras.thumbnails_make", full)
    failed = run("package", packaged.pk)
    assert failed.status == Job.Status.QUEUED and failed.error.startswith("the disk is full")
    assert files(packaged.folder) == before


def test_ffmpeg_on_a_full_disk_is_told_from_other_failures() -> None:
    script = "import sys; sys.stderr.write('av_interleaved_write_frame(): {}\\nConversion failed!\\n'); sys.exit(1)"
    for words, error in (("No space left on device", OSError), ("Disk quota exceeded", OSError), ("Oh", UserError)):
        with pytest.raises(error):
            ffmpeg.run([sys.executable, "-c", script.format(words)], 1.0, lambda part: None, limit=60)


def test_a_copy_that_fails_leaves_the_film_that_was_there(
    packaged: Video, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(packaged.folder)
    other = make_film(tmp_path / "other.mp4", seconds=0.3, sound=False)

    def full(fd: Any, operation: int) -> None:
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

    monkeypatch.setattr(fcntl, "flock", full)
    with pytest.raises(DiskFull, match="other.mp4: the disk is full: Disk quota exceeded"):
        video_ingest(packaged.title, other)
    packaged.refresh_from_db()
    assert packaged.is_ready and files(packaged.folder) == before
    assert files(packaged.folder.parent.parent / "incoming") == []
