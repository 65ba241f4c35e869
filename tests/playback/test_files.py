"""A film's files through its life: copied, packaged, replaced, cancelled, deleted, and the disk full on the way."""

import errno
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from catalog.models import Season, Title
from catalog.services import episode_get_or_create, show_get_or_create
from playback.media import ffmpeg
from playback.models import Video
from playback.services import video_ingest
from playback.services.adding import Wanted, film_add
from playback.services.ingest import ABANDONED_AFTER, film_read
from tests.clients import SiteClient
from tests.films import make_film, make_moving_film
from trendflix.core.errors import DiskFull, UserError
from trendflix.jobs.models import Job
from trendflix.jobs.runner import job_run
from trendflix.jobs.services import job_cancel, job_queue, job_retry

pytestmark = pytest.mark.django_db(transaction=True)


def files(folder: Path) -> list[str]:
    """Every file below a folder, hidden ones too."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def run(kind: str, video_id: int) -> Job:
    """Run the open job of a kind, whenever it is due, in this process."""
    job = Job.objects.get(kind=kind, subject_id=video_id, status=Job.Status.QUEUED)
    with time_machine.travel(job.not_before or timezone.now()):
        ran = job_run(job.pk)
    assert ran is not None
    return ran


@pytest.fixture
def title() -> Title:
    """A published film without its file."""
    return Title.objects.create(name="Reel", slug="reel")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Half a second."""
    return make_film(tmp_path / "small.mp4", seconds=0.5)


@pytest.fixture
def packaged(title: Title, small: Path) -> Video:
    """A film that plays."""
    video, _ = video_ingest(title, small)
    assert run("package", video.pk).status == Job.Status.DONE
    video.refresh_from_db()
    return video


@pytest.fixture
def tiny_disk(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """The site's media on a file system of two megabytes."""
    media = tmp_path / "tiny"
    media.mkdir()
    mount = shutil.which("mount")
    options = ["-t", "tmpfs", "-o", "size=2m", "tmpfs", str(media)]
    if mount is None or subprocess.run([mount, *options], capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small file system")
    settings.MEDIA_ROOT = media
    yield media
    subprocess.run(["umount", "-l", str(media)], check=True)  # noqa: S607 - found where mount was


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


def test_no_file_is_read_or_copied_inside_a_transaction(
    title: Title, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    video_ingest(title, small, progress=lambda stage, part: seen.append(connection.in_atomic_block))
    assert len(seen) >= 2 and not any(seen)


def test_what_a_killed_copy_left_is_gone_with_the_next_and_what_is_being_copied_stays(
    title: Title, small: Path, data_folder: Path
) -> None:
    folder = data_folder / "media" / "incoming"
    folder.mkdir(parents=True)
    for name in ("dead.part", "alive.part", "young.part"):
        (folder / name).write_bytes(b"half")
        if name != "young.part":
            long_ago = timezone.now().timestamp() - 2 * ABANDONED_AFTER
            os.utime(folder / name, (long_ago, long_ago))
    with (folder / "alive.part").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        video_ingest(title, small)
        assert files(folder) == ["alive.part", "young.part"]


def is_whole(video: Video) -> None:
    """The row and the one file below the film's folder are of the same film."""
    kept = Path(video.source.path)
    assert film_read(kept).digest == video.sha256 and video.size == kept.stat().st_size
    assert files(video.folder) == [f"source/{kept.name}"]
    assert Job.objects.filter(kind="package").count() == 1


def test_of_two_films_for_one_title_the_one_that_ends_last_is_kept_whole(
    title: Title, small: Path, tmp_path: Path
) -> None:
    other = make_film(tmp_path / "other.mp4", seconds=0.3, sound=False)
    between: list[Video] = []

    def meanwhile(stage: str, part: float) -> None:
        if stage == "keeping the film" and not between:
            between.append(video_ingest(title, other)[0])

    video, _ = video_ingest(title, small, progress=meanwhile)
    assert between == [video] and video.original_name == "small.mp4"
    is_whole(video)


def test_many_films_for_one_title_at_once_end_as_one_of_them_whole(title: Title, small: Path, tmp_path: Path) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("threads share no SQLite database in memory")
    other = make_film(tmp_path / "other.mp4", seconds=0.3, sound=False)

    def ingest(source: Path) -> None:
        try:
            video_ingest(title, source)
        finally:
            connection.close()

    threads = [Thread(target=ingest, args=(source,)) for source in (small, other) * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    is_whole(Video.objects.get())


def test_a_film_for_a_new_title_never_takes_the_place_of_one_that_came_meanwhile(
    title: Title, small: Path, tmp_path: Path
) -> None:
    other = make_film(tmp_path / "other.mp4", seconds=0.3, sound=False)

    def meanwhile(stage: str, part: float) -> None:
        if stage == "keeping the film":
            video_ingest(title, other)

    with pytest.raises(UserError, match="small.mp4: Reel was given another film meanwhile."):
        film_add(Wanted("Reel"), film_read(small), meanwhile)
    video = Video.objects.get()
    assert video.original_name == "other.mp4"
    is_whole(video)


def test_a_title_deleted_while_its_film_is_copied_is_an_error_for_people(
    title: Title, small: Path, data_folder: Path
) -> None:
    def delete(stage: str, part: float) -> None:
        if stage == "keeping the film":
            Title.objects.filter(pk=title.pk).delete()

    with pytest.raises(UserError, match="small.mp4: its title was deleted while it was copied."):
        video_ingest(title, small, progress=delete)
    assert files(data_folder / "media") == [] and not Job.objects.exists()


def test_a_cancelled_packaging_leaves_nothing_of_itself(title: Title, tmp_path: Path) -> None:
    video, job = video_ingest(title, make_moving_film(tmp_path / "film.mp4", seconds=6))
    before = files(video.folder)

    def cancel(stage: str, part: float) -> None:
        if stage == "packaging":
            job_cancel(job)

    ran = job_run(job.pk, cancel)
    assert ran is not None and ran.status == Job.Status.CANCELLED
    assert files(video.folder) == before and list((video.folder / "hls").iterdir()) == []
    job_retry(ran)
    assert run("package", video.pk).status == Job.Status.DONE


def test_the_files_of_a_replaced_film_go_when_its_addresses_have_expired(packaged: Video, tmp_path: Path) -> None:
    old = f"hls/{packaged.package_key}"
    video_ingest(packaged.title, make_film(tmp_path / "other.mp4", seconds=0.3, sound=False))
    assert (packaged.folder / old / "master.m3u8").exists(), "somebody may be watching it"
    assert len(list((packaged.folder / "source").iterdir())) == 1, "nobody watches the source"
    run("package", packaged.pk)
    assert (packaged.folder / old / "master.m3u8").exists()
    assert run("sweep", packaged.pk).result == {"removed": True}
    packaged.refresh_from_db()
    assert [path.name for path in (packaged.folder / "hls").iterdir()] == [packaged.package_key]


def test_two_replaced_packagings_each_stay_for_their_own_time(packaged: Video, settings: Settings) -> None:
    keys = [packaged.package_key]
    start = timezone.now()
    for hours, highest in ((0, 144), (3, 240)):
        with time_machine.travel(start + timedelta(hours=hours)):
            quality = "fast" if highest == 144 else "small"
            job_run(job_queue("package", packaged.pk, highest=highest, quality=quality).pk)
            packaged.refresh_from_db()
            keys.append(packaged.package_key)
    assert len(set(keys)) == 3 and {path.name for path in (packaged.folder / "hls").iterdir()} == set(keys)
    run("sweep", packaged.pk)
    assert [path.name for path in (packaged.folder / "hls").iterdir()] == [keys[-1]]


def test_a_packaging_that_comes_back_on_show_is_not_swept(packaged: Video) -> None:
    first = packaged.package_key
    for plan in ({"highest": 144, "quality": "fast"}, {"highest": 0, "quality": "balanced"}):
        job_run(job_queue("package", packaged.pk, **plan).pk)
    packaged.refresh_from_db()
    assert packaged.package_key == first
    run("sweep", packaged.pk)
    assert [path.name for path in (packaged.folder / "hls").iterdir()] == [first]


def delete_in_the_admin(video: Video, carol: User) -> None:
    """Through the title's page in the admin."""
    desk = SiteClient()
    desk.force_login(carol)
    assert desk.post(f"/admin/catalog/title/{video.title_id}/delete/", {"post": "yes"}).status_code == 302


@pytest.mark.parametrize(
    "delete",
    [
        lambda video, carol: video.title.delete(),
        lambda video, carol: video.delete(),
        lambda video, carol: Title.objects.all().delete(),
        lambda video, carol: Video.objects.filter(pk=video.pk).delete(),
        delete_in_the_admin,
    ],
    ids=["title", "video", "titles at once", "videos at once", "admin"],
)
def test_a_deleted_film_takes_its_files_along(packaged: Video, carol: User, delete: Any) -> None:
    pk, folder = packaged.pk, packaged.folder
    job_queue("analyse", pk)
    delete(packaged, carol)
    run("sweep", pk)
    assert not folder.exists()
    assert not Job.objects.filter(subject_id=pk, status__in=Job.OPEN).exists(), "nothing is owed any more"


def test_a_deleted_show_takes_the_files_of_all_its_episodes_along(small: Path) -> None:
    show, _ = show_get_or_create("Shore")
    videos = [video_ingest(episode_get_or_create(show, 1, number)[0], small)[0] for number in (1, 2)]
    Season.objects.get().delete()
    for video in videos:
        run("sweep", video.pk)
        assert not video.folder.exists()


def test_a_film_deleted_while_it_is_packaged_leaves_nothing(title: Title, tmp_path: Path) -> None:
    video, job = video_ingest(title, make_moving_film(tmp_path / "film.mp4", seconds=6))

    def delete(stage: str, part: float) -> None:
        if stage == "packaging" and Title.objects.filter(pk=title.pk).delete()[0]:
            run("sweep", video.pk)

    ran = job_run(job.pk, delete)
    assert ran is not None and ran.status == Job.Status.CANCELLED
    assert not video.folder.exists()


def test_pictures_of_deleted_titles_go_and_shared_ones_stay(title: Title, data_folder: Path, carol: User) -> None:
    title.poster.save("p.jpg", ContentFile(b"poster"))
    title.backdrop.save("b.jpg", ContentFile(b"backdrop"))
    twin = Title.objects.create(name="Twin", slug="twin", poster=title.poster.name)
    title.delete()
    assert files(data_folder / "media") == ["public/posters/p.jpg"]
    twin.delete()
    assert files(data_folder / "media") == []


def test_a_picture_that_is_replaced_in_the_admin_is_gone(title: Title, carol: User, data_folder: Path) -> None:
    title.poster.save("old.gif", ContentFile(b"old"))
    desk = SiteClient()
    desk.force_login(carol)
    form = {"kind": "film", "name": "Reel", "slug": "reel", "published": "on", "poster-clear": "on"}
    form |= {"credits-TOTAL_FORMS": "0", "credits-INITIAL_FORMS": "0"}
    assert desk.post(f"/admin/catalog/title/{title.pk}/change/", form).status_code == 302
    assert files(data_folder / "media") == []
