"""What films need of the disk."""

from pathlib import Path

import pytest
from django.test import Client

from catalog.models import Title
from playback.models import Video
from playback.services.disk import folder_bytes, measure_disk_job
from trendflix.jobs.models import Job
from trendflix.jobs.progress import silent

pytestmark = pytest.mark.django_db


def test_a_packaged_film_knows_what_it_needs(packaged: Video) -> None:
    files = [path.stat().st_size for path in packaged.folder.rglob("*") if path.is_file()]
    assert packaged.bytes_used == sum(files) > packaged.size


def test_links_count_as_links_and_measuring_again_keeps_rows_true(video: Video, tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * 10_000)
    (video.folder / "source" / "link").symlink_to(tmp_path / "large")
    assert folder_bytes(video.folder) < 5_000
    assert measure_disk_job(Job(kind="measure_disk"), silent)["films"] == 1
    video.refresh_from_db()
    assert video.bytes_used == folder_bytes(video.folder)


def test_the_largest_come_first_and_queries_do_not_grow(
    admin_client: Client, django_assert_max_num_queries: object
) -> None:
    titles = [Title.objects.create(name=f"Reel {number}", slug=f"reel-{number}") for number in range(30)]
    Video.objects.bulk_create(Video(title=title, size=900, bytes_used=1_000 + title.pk) for title in titles)
    with django_assert_max_num_queries(9):  # type: ignore[operator]  # a fixture
        page = admin_client.get("/admin/playback/diskuse/").content.decode()
    assert page.index("Reel 29<") < page.index("Reel 0<") and "in all" in page


def test_staff_without_a_right_to_films_do_not_see_it(viewing_staff: Client, client: Client) -> None:
    assert viewing_staff.get("/admin/playback/diskuse/").status_code == 200
    assert client.get("/admin/playback/diskuse/").status_code == 302
