"""A film's files while it is copied, packaged, replaced and cancelled."""

import fcntl
import os
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from catalog.models import Title
from playback.models import Video
from playback.services import video_ingest
from playback.services.adding import Wanted, film_add
from playback.services.ingest import ABANDONED_AFTER, film_read
from tests.films import make_film, make_moving_film
from tests.playback.lifecycle import files, run
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.runner import job_run
from trendflix.jobs.services import job_cancel, job_queue, job_retry

pytestmark = pytest.mark.django_db(transaction=True)


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
    run("sweep", packaged.pk, start + timedelta(hours=4, seconds=settings.STREAM_URL_SECONDS))
    assert [path.name for path in (packaged.folder / "hls").iterdir()] == [keys[-1]]


def test_a_packaging_that_comes_back_on_show_is_not_swept(packaged: Video) -> None:
    first = packaged.package_key
    for plan in ({"highest": 144, "quality": "fast"}, {"highest": 0, "quality": "balanced"}):
        job_run(job_queue("package", packaged.pk, **plan).pk)
    packaged.refresh_from_db()
    assert packaged.package_key == first
    run("sweep", packaged.pk)
    assert [path.name for path in (packaged.folder / "hls").iterdir()] == [first]
