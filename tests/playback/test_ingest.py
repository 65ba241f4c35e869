"""Taking films in."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from catalog.models import Title
from playback.models import Video
from playback.services import video_ingest
from playback.services.ingest import Film, film_attach, film_copy, film_hash, film_read
from tests.playback.lifecycle import files
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


def own(source: Path) -> Film:
    """A file that is the site's own."""
    return replace(film_read(source), link=True)


def test_a_file_of_the_sites_own_is_kept_as_the_same_bytes_on_the_disk(title: Title, small: Path) -> None:
    with film_copy(own(small)) as copy:
        video, _ = film_attach(title, own(small), copy)
    assert Path(video.source.path).samefile(small) and files(Path(settings.MEDIA_ROOT) / "incoming") == []


def test_a_linked_film_whose_title_is_refused_is_still_there(title: Title, small: Path, film: Path) -> None:
    video_ingest(title, film)
    with pytest.raises(UserError, match="was given another film"), film_copy(own(small)) as copy:
        film_attach(title, own(small), copy, replace=False)
    assert film_hash(small) and Video.objects.get().sha256 != film_hash(small)


def test_a_linked_film_is_not_taken_for_the_rest_of_a_dead_copy(title: Title, small: Path, film: Path) -> None:
    os.utime(small, (0, 0))
    with film_copy(own(small)) as copy, film_copy(film_read(film)):
        assert copy.is_file()


def test_where_the_disk_knows_no_links_the_file_is_copied(
    title: Title, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    with film_copy(own(small)) as copy:
        assert not copy.samefile(small) and film_hash(copy) == film_hash(small)
