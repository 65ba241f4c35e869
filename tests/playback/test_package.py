"""Packaging to HLS, for real."""

from datetime import timedelta
from pathlib import Path

import av
import pytest
import time_machine
from django.utils import timezone

from catalog.models import Title
from playback.models import Video
from playback.services import video_ingest, video_package_job, video_sweep_job
from tests.films import make_film
from trendflix.core.errors import UserError
from trendflix.jobs.errors import JobCancelled
from trendflix.jobs.models import Job

pytestmark = pytest.mark.django_db


def package(video: Video, **parameters: object) -> dict[str, object]:
    """Run the handler with a silent progress; the row is read again."""
    job = Job(kind="package", subject_id=video.pk, parameters=parameters)
    result = video_package_job(job, lambda stage, part: None)
    video.refresh_from_db()
    return result


def heights(video: Video) -> list[int]:
    """Of the renditions on show."""
    return [rendition["height"] for rendition in video.renditions]


def key_times(path: Path) -> list[float]:
    """When key frames are shown, from the film's start."""
    with av.open(str(path)) as container:
        times = [float(p.pts * p.time_base) for p in container.demux(video=0) if p.is_keyframe and p.pts is not None]
    return [time - times[0] for time in times]


def test_a_film_becomes_playlists_that_decode_to_its_length(title: Title, film: Path) -> None:
    video, job = video_ingest(title, film)
    package(video)
    video.refresh_from_db()
    home = video.folder / "hls" / video.package_key
    assert video.is_ready and job.kind == "package"
    assert "TYPE=AUDIO" in (home / "master.m3u8").read_text()
    with av.open(str(home / "0.m4s")) as container:
        stamps = [frame.time for frame in container.decode(video=0)]
    assert stamps[-1] - stamps[0] == pytest.approx(3.0, abs=0.1)
    assert (home / "still.jpg").stat().st_size > 500


def test_key_frames_stand_every_two_seconds_and_on_the_cut(title: Title, tmp_path: Path) -> None:
    video, _ = video_ingest(title, make_film(tmp_path / "six.mp4", seconds=6))
    package(video)
    video.refresh_from_db()
    times = key_times(video.folder / "hls" / video.package_key / "0.m4s")
    assert [round(time, 2) for time in times] == [0.0, 2.0, 3.0, 4.0]


def test_packaging_again_finds_its_work_done(title: Title, film: Path) -> None:
    video, _ = video_ingest(title, film)
    package(video)
    master = next((video.folder / "hls").glob("*/master.m3u8"))
    before = master.stat().st_mtime_ns
    package(video)
    assert master.stat().st_mtime_ns == before


def test_a_cancelled_packaging_leaves_nothing_half_made_on_show(title: Title, film: Path) -> None:
    video, _ = video_ingest(title, film)

    def cancel(stage: str, part: float) -> None:
        raise JobCancelled("stop")

    with pytest.raises(JobCancelled):
        video_package_job(Job(kind="package", subject_id=video.pk), cancel)
    video.refresh_from_db()
    assert not video.is_ready
    assert list((video.folder / "hls").iterdir()) == []


def test_the_old_film_plays_on_until_the_new_one_is_packaged(title: Title, film: Path, tmp_path: Path) -> None:
    video, _ = video_ingest(title, film)
    package(video)
    video.refresh_from_db()
    before = (video.package_key, video.duration, video.renditions)
    other, job = video_ingest(title, make_film(tmp_path / "other.mp4", seconds=1, sound=False))
    other.refresh_from_db()
    assert (other.package_key, other.duration, other.renditions) == before and job.kind == "package"
    assert (other.folder / "hls" / other.package_key / "master.m3u8").is_file()
    package(other)
    other.refresh_from_db()
    assert other.package_key != before[0] and abs(other.duration - 1.0) < 0.3
    title.refresh_from_db()
    assert title.runtime == 1


def test_a_new_file_that_cannot_be_packaged_leaves_the_old_film_on_show(
    title: Title, film: Path, tmp_path: Path
) -> None:
    video, _ = video_ingest(title, film)
    package(video)
    video.refresh_from_db()
    other, _ = video_ingest(title, make_film(tmp_path / "other.mp4", seconds=1))
    Path(other.source.path).write_bytes(b"damaged")
    with pytest.raises(UserError):
        package(other)
    other.refresh_from_db()
    assert other.package_key == video.package_key and other.is_ready


def test_another_film_takes_the_place_of_the_old_one(title: Title, film: Path, tmp_path: Path) -> None:
    video, _ = video_ingest(title, film)
    package(video)
    other, _ = video_ingest(title, make_film(tmp_path / "other.mp4", seconds=1, sound=False))
    package(other)
    assert other.pk == video.pk and other.package_key != video.package_key and not other.has_audio


def test_a_film_without_its_file_is_an_error_for_people(title: Title) -> None:
    video = Video.objects.create(title=title)
    with pytest.raises(UserError, match="has no file"):
        package(video)


def test_a_very_short_silent_odd_sized_film_is_packaged(title: Title, tmp_path: Path) -> None:
    video, _ = video_ingest(title, make_film(tmp_path / "odd.mp4", seconds=0.5, size="322x182", sound=False))
    assert package(video)["renditions"] == 1


@pytest.fixture
def packaged(title: Title, tmp_path: Path) -> Video:
    """Half a second of 640 by 360, packaged."""
    video, _ = video_ingest(title, make_film(tmp_path / "small.mp4", seconds=0.5, size="640x360"))
    package(video)
    return video


def test_everything_that_is_promised_is_there(packaged: Video) -> None:
    home = packaged.folder / "hls" / packaged.package_key
    assert heights(packaged) == [240, 360] and packaged.package["failed"] == []
    assert packaged.package["progressive"] and packaged.package["thumbnails"]
    for name in ("progressive.mp4", "thumbnails.vtt", "sheet0.jpg", "still.jpg", "1.m4s", "audio0.m4s"):
        assert (home / name).stat().st_size > 50


def test_other_settings_make_another_packaging_and_the_old_one_stays_for_those_who_watch(packaged: Video) -> None:
    old = packaged.folder / "hls" / packaged.package_key
    package(packaged, highest=240, quality="fast")
    assert heights(packaged) == [240] and packaged.package["plan"] == {"highest": 240, "quality": "fast"}
    assert (old / "master.m3u8").exists() and old.name != packaged.package_key
    sweep = Job.objects.get(kind="sweep")
    assert video_sweep_job(sweep, lambda stage, part: None) == {"removed": False} and old.exists()
    assert sweep.not_before is not None
    with time_machine.travel(sweep.not_before):
        assert video_sweep_job(sweep, lambda stage, part: None) == {"removed": True}
    assert not old.exists() and (packaged.folder / "hls" / packaged.package_key).exists()


def test_what_is_on_show_is_never_swept(packaged: Video) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        for key in (packaged.package_key, "../source", "", "."):
            job = Job(kind="sweep", subject_id=packaged.pk, parameters={"key": key})
            assert video_sweep_job(job, lambda stage, part: None) == {"removed": False}
    assert (packaged.folder / "hls" / packaged.package_key / "master.m3u8").exists()
    assert Path(packaged.source.path).exists()


def test_settings_once_chosen_hold_when_nobody_names_others(packaged: Video) -> None:
    package(packaged, highest=240, quality="fast")
    key = packaged.package_key
    package(packaged)
    assert packaged.package_key == key


def test_the_old_packaging_is_on_show_while_the_new_one_is_made(packaged: Video) -> None:
    old, seen = packaged.package_key, []

    def watch(stage: str, part: float) -> None:
        row = Video.objects.get(pk=packaged.pk)
        seen.append(row.package_key == old and (packaged.folder / "hls" / old / "master.m3u8").exists())

    video_package_job(Job(kind="package", subject_id=packaged.pk, parameters={"highest": 240}), watch)
    assert len(seen) > 3 and all(seen)


def test_a_new_try_that_is_cancelled_or_fails_leaves_the_old_one_on_show(
    packaged: Video, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = packaged.package_key

    def cancel(stage: str, part: float) -> None:
        if stage == "packaging" and part > 0:
            raise JobCancelled("stop")

    with pytest.raises(JobCancelled):
        video_package_job(Job(kind="package", subject_id=packaged.pk, parameters={"quality": "small"}), cancel)
    monkeypatch.setattr("playback.media.ffmpeg.run", fail)
    with pytest.raises(UserError, match="no space left"):
        package(packaged, quality="small")
    packaged.refresh_from_db()
    assert packaged.package_key == old and (packaged.folder / "hls" / old / "master.m3u8").exists()


def fail(*args: object, **limits: object) -> None:
    """Stands in for ffmpeg on a full disk."""
    raise UserError("ffmpeg failed: no space left")


def test_a_part_that_failed_is_noted_on_the_row_and_tried_again_next_time(
    title: Title, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    video, _ = video_ingest(title, make_film(tmp_path / "small.mp4", seconds=0.5))
    with monkeypatch.context() as patch:
        patch.setattr("playback.media.extras.progressive_make", fail)
        result = package(video)
    assert result["failed"] == [{"part": "progressive", "error": "ffmpeg failed: no space left"}]
    assert video.is_ready and video.package["failed"] == result["failed"] and not video.package["progressive"]
    assert package(video)["failed"] == [] and video.package["progressive"]
    assert [path.name for path in (video.folder / "hls").iterdir()] == [video.package_key]


def test_a_crash_between_the_rename_and_the_row_costs_no_second_encode(
    packaged: Video, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = packaged.package_key
    Video.objects.update(package_key="", renditions=[], package={})
    monkeypatch.setattr("playback.media.ffmpeg.run", fail)
    package(packaged)
    assert packaged.package_key == key and heights(packaged) == [240, 360]
