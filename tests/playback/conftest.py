"""Films and titles for playback."""

from pathlib import Path

import pytest

from catalog.models import Title
from playback.models import Video
from playback.services import video_ingest
from tests.films import make_film
from tests.playback.lifecycle import run
from trendflix.jobs.models import Job


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seconds with a cut in the middle and a tone."""
    return make_film(tmp_path_factory.mktemp("films") / "film.mp4")


@pytest.fixture
def title(db: None) -> Title:
    """A published film without its file."""
    return Title.objects.create(name="Reel", slug="reel")


@pytest.fixture
def video(title: Title) -> Video:
    """A film that is packaged, as far as the rows say, with three files of its own."""
    made = Video.objects.create(title=title, package_key="abc", duration=100.0, sha256="f" * 64)
    for name, data in {
        "hls/abc/master.m3u8": b"#EXTM3U\n",
        "hls/abc/0.m4s": bytes(range(256)) * 4,
        "source/secret.mp4": b"secret",
    }.items():
        path = made.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return made


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
