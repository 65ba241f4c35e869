"""What is deleted or replaced takes its files along."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile

from catalog.models import Season, Title
from catalog.services import episode_get_or_create, show_get_or_create
from playback.models import Video
from playback.services import video_ingest
from tests.clients import SiteClient
from tests.films import make_moving_film
from tests.playback.lifecycle import files, run
from trendflix.jobs.models import Job
from trendflix.jobs.runner import job_run
from trendflix.jobs.services import job_queue

pytestmark = pytest.mark.django_db(transaction=True)


def delete_in_the_admin(video: Video, carol: User) -> None:
    """Through the title's page in the admin, and the trash."""
    desk = SiteClient()
    desk.force_login(carol)
    assert desk.post(f"/admin/catalog/title/{video.title_id}/delete/", {"post": "yes"}).status_code == 302
    assert video.folder.exists() and desk.post("/admin/catalog/trashedtitle/empty/", {"confirmed": "yes"})


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
