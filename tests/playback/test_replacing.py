"""Subtitles of a film whose file is being replaced."""

from pathlib import Path

import pytest

from catalog.models import Title
from playback.models import Video
from playback.selectors import video_sources
from playback.services import subtitle_add, video_ingest, video_package_job
from tests.odd_films import FAST, picture, render
from tests.playback.test_subtitles import SRT, VTT, film_with_text
from trendflix.accounts.visitors import Visitor
from trendflix.jobs.models import Job
from trendflix.jobs.progress import silent

pytestmark = pytest.mark.django_db


def test_tracks_of_a_film_that_is_replaced_stay_until_the_other_is_on_show(title: Title, tmp_path: Path) -> None:
    video, _ = video_ingest(title, film_with_text(tmp_path))
    video_package_job(Job(kind="package", subject_id=video.pk), silent)
    first = list(video.subtitles.order_by("stream"))
    (tmp_path / "fr.srt").write_text(SRT)
    words = [*picture("testsrc2=s=160x90:r=24:d=1"), "-i", str(tmp_path / "fr.srt"), "-map", "0", "-map", "1", *FAST]
    other = render(tmp_path / "b.mkv", *words, "-pix_fmt", "yuv420p", "-c:s", "copy", "-metadata:s:s:0", "language=fre")
    shown: list[list[str]] = []

    def languages() -> list[str]:
        tracks = video_sources(Video.objects.get(pk=video.pk), Visitor(None, ""))["subtitles"]
        return [track["language"] for track in tracks]

    def look(stage: str, part: float) -> None:
        shown.append(languages())

    for source, told in ((other, ["fr"]), (tmp_path / "film.mkv", ["de", "en"])):
        before = languages()
        video_ingest(title, source)
        shown.clear()
        video_package_job(Job(kind="package", subject_id=video.pk), look)
        assert shown and all(one == before for one in shown)
        assert languages() == told
    assert not any(path.exists() for track in first for path in (track.path, track.original))


def test_tracks_of_a_film_that_was_replaced_go_and_uploads_stay(title: Title, film: Path, tmp_path: Path) -> None:
    video, _ = video_ingest(title, film_with_text(tmp_path))
    video_package_job(
        Job(kind="package", subject_id=video.pk, parameters={"quality": "fast"}), lambda stage, part: None
    )
    subtitle_add(video, VTT.encode(), "a.vtt", "fr")
    video_ingest(title, film)
    assert {track.language for track in video.subtitles.all()} == {"de", "en", "fr"}
    video_package_job(Job(kind="package", subject_id=video.pk), silent)
    assert [track.language for track in video.subtitles.all()] == ["fr"]
