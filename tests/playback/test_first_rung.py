"""A film is on show with its smallest rung while the others are still being made."""

from pathlib import Path
from typing import Any

import pytest

from catalog.models import Title
from playback.media.packager import hls_make
from playback.models import Video
from playback.services import package as packaging
from playback.services import video_ingest, video_package_job
from tests.films import make_film
from tests.playback.lifecycle import run
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job

pytestmark = pytest.mark.django_db
Seen = list[tuple[str, list[int]]]


@pytest.fixture
def video(title: Title, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Video:
    """A film with several rungs that counts as a long one."""
    monkeypatch.setattr(packaging, "FIRST_RUNG_SECONDS", 0.5)
    return video_ingest(title, make_film(tmp_path / "film.mp4", seconds=1, size="960x540"))[0]


def heights(pk: int) -> list[int]:
    """Of what is on show."""
    return [one["height"] for one in Video.objects.get(pk=pk).renditions]


def package(video: Video) -> Seen:
    """Run the job; what was on show at each stage."""
    seen: Seen = []
    job = Job(kind="package", subject_id=video.pk)
    video_package_job(job, lambda stage, part: seen.append((stage, heights(video.pk))))
    return seen


def test_the_smallest_rung_is_on_show_before_the_others_are_made(video: Video) -> None:
    seen = package(video)
    first = {stage: shown for stage, shown in reversed(seen)}
    assert first["packaging the first rung"] == [] and len(first["packaging"]) == 1
    video.refresh_from_db()
    assert len(video.renditions) > 1 and heights(video.pk)[0] == first["packaging"][0]
    assert (video.folder / "hls" / video.package_key / "0.m4s").is_file()


def test_the_packaging_of_the_first_rung_goes_when_its_addresses_have_expired(video: Video) -> None:
    assert run("package", video.pk).status == "done"
    folders = list((video.folder / "hls").iterdir())
    assert len(folders) == 2
    run("sweep", video.pk)
    video.refresh_from_db()
    assert [folder.name for folder in (video.folder / "hls").iterdir()] == [video.package_key]


def test_a_film_that_plays_is_not_shown_with_less(video: Video) -> None:
    package(video)
    seen = [stage for stage, _shown in package(video)]
    Video.objects.update(sha256="0" * 64)
    assert "packaging the first rung" not in seen + [stage for stage, _shown in package(video)]


def test_a_short_film_is_packaged_at_once(video: Video, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packaging, "FIRST_RUNG_SECONDS", 60.0)
    assert "packaging the first rung" not in [stage for stage, _shown in package(video)]


def test_a_first_rung_that_fails_is_passed_over(video: Video, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(order: Any, report: Any) -> Any:
        if len(order.rungs) == 1:
            raise UserError("no")
        return hls_make(order, report)

    monkeypatch.setattr(packaging, "hls_make", fail)
    package(video)
    assert len(heights(video.pk)) > 1
