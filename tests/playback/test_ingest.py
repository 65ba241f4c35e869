"""Taking films in."""

from pathlib import Path

import pytest

from catalog.models import Title
from playback.models import Video
from playback.services import video_ingest
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job

pytestmark = pytest.mark.django_db


def test_the_file_is_kept_under_a_name_of_ours_and_packaging_is_owed(title: Title, film: Path) -> None:
    video, job = video_ingest(title, film, "../../My Film; rm -rf.mp4")
    stored = Path(video.source.path)
    assert stored.is_relative_to(video.folder / "source") and stored.read_bytes() == film.read_bytes()
    assert video.original_name == "My Film; rm -rf.mp4"
    assert (job.kind, job.subject_id, job.status) == ("package", video.pk, Job.Status.QUEUED)


def test_the_same_file_again_changes_nothing(title: Title, film: Path) -> None:
    first, _ = video_ingest(title, film)
    Video.objects.filter(pk=first.pk).update(package_key="kept")
    second, _ = video_ingest(title, film)
    assert (second.pk, second.package_key) == (first.pk, "kept")
    assert Video.objects.count() == 1


def test_a_file_that_is_no_film_leaves_nothing_behind(title: Title, tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("words")
    with pytest.raises(UserError):
        video_ingest(title, tmp_path / "text.mp4")
    assert not Video.objects.exists() and not Job.objects.exists()


def test_a_show_takes_no_film(film: Path) -> None:
    show = Title.objects.create(kind=Title.Kind.SHOW, name="Show", slug="show")
    with pytest.raises(UserError, match="films go to its episodes"):
        video_ingest(show, film)
