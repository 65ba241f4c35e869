"""Packaging to HLS, for real."""

from pathlib import Path

import av
import pytest

from catalog.models import Title
from playback.models import Video
from playback.services import video_ingest, video_package_job
from tests.films import make_film
from trendflix.errors import UserError
from trendflix.jobs.errors import JobCancelled
from trendflix.jobs.models import Job

pytestmark = pytest.mark.django_db


def package(video: Video) -> dict[str, object]:
    """Run the handler with a silent progress."""
    return video_package_job(Job(kind="package", subject_id=video.pk), lambda stage, part: None)


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
    assert [path for path in (video.folder / "hls").iterdir() if not path.name.startswith(".")] == []


def test_another_film_takes_the_place_of_the_old_one(title: Title, film: Path, tmp_path: Path) -> None:
    video, _ = video_ingest(title, film)
    package(video)
    other, _ = video_ingest(title, make_film(tmp_path / "other.mp4", seconds=1, sound=False))
    package(other)
    assert other.pk == video.pk
    assert len(list((video.folder / "hls").iterdir())) == 1


def test_a_film_without_its_file_is_an_error_for_people(title: Title) -> None:
    video = Video.objects.create(title=title)
    with pytest.raises(UserError, match="has no file"):
        package(video)


def test_a_very_short_silent_odd_sized_film_is_packaged(title: Title, tmp_path: Path) -> None:
    video, _ = video_ingest(title, make_film(tmp_path / "odd.mp4", seconds=0.5, size="322x182", sound=False))
    assert package(video)["renditions"] == 1
