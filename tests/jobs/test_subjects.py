"""Jobs by the names of what they work on."""

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from catalog.models import LibraryFolder, Season, Title
from playback.models import Video
from playback.uploads.models import FilmUpload
from shopping.models import Feed
from trendflix.jobs.models import Job
from trendflix.jobs.subjects import job_name, subject_of, subjects_attach

pytestmark = pytest.mark.django_db


def film(name: str, **fields: object) -> Video:
    """A film without a file."""
    return Video.objects.create(title=Title.objects.create(name=name, slug=name.lower(), **fields))


def test_a_job_is_called_by_its_kind_and_the_film() -> None:
    job = Job.objects.create(kind="package", subject_id=film("Market").pk)
    assert str(job) == "packaging: Market"


def test_an_episode_is_named_with_its_show_and_a_trailer_with_its_film() -> None:
    show = Title.objects.create(name="Harbour", slug="harbour", kind="show")
    season = Season.objects.create(show=show, number=1)
    episode = film("Fog", kind="episode", season=season, number=2)
    trailer = film("Trailer", kind="trailer", parent=show)
    assert job_name(Job(kind="match", subject_id=episode.pk)) == "matching: Harbour S1 E2: Fog"
    assert job_name(Job(kind="package", subject_id=trailer.pk)) == "packaging: Harbour: Trailer"


def test_a_feed_is_named_and_its_page_known() -> None:
    feed = Feed.objects.create(name="Shop", slug="shop")
    subject = subject_of(Job(kind="import_feed", subject_id=feed.pk))
    assert subject is not None and subject.name == "Shop" and subject.page == f"/admin/shopping/feed/{feed.pk}/change/"


def test_folders_uploads_and_titles_are_named_too(carol: User) -> None:
    folder = LibraryFolder.objects.create(path="/films")
    upload = FilmUpload.objects.create(owner=carol, name="Market")
    show = Title.objects.create(name="Harbour", slug="harbour", kind="show")
    fog = film("Fog", kind="episode", season=Season.objects.create(show=show, number=1), number=2).title
    named = [("import_library", folder.pk), ("add_film", upload.pk), ("identify", show.pk), ("artwork_fetch", fog.pk)]
    jobs = [Job(kind=kind, subject_id=pk) for kind, pk in named]
    assert [job_name(job) for job in jobs] == [
        "importing a folder: /films",
        "adding the film: Market",
        "asking TMDB: Harbour",
        "fetching artwork: Harbour S1 E2: Fog",
    ]
    pages = [getattr(subject_of(job), "page", "") for job in jobs]
    assert pages[0] == f"/admin/catalog/libraryfolder/{folder.pk}/change/"
    assert pages[1:] == [
        "/admin/uploads/filmupload/",
        *(f"/admin/catalog/title/{pk}/change/" for pk in (show.pk, fog.pk)),
    ]


def test_work_on_nothing_in_particular_or_on_what_is_gone_is_called_by_its_kind() -> None:
    assert job_name(Job(kind="roll_up", subject_id=0)) == "counts of views"
    assert job_name(Job(kind="package", subject_id=999)) == "packaging"
    assert job_name(Job(kind="of another version", subject_id=1)) == "of another version"


def test_a_film_that_can_be_watched_is_linked_as_viewers_see_it() -> None:
    video = film("Market")
    one, other = (Job(kind="package", subject_id=video.pk) for _ in range(2))
    assert getattr(subject_of(one), "viewer_page", None) == ""
    Video.objects.update(package_key="abc")
    assert getattr(subject_of(other), "viewer_page", None) == "/watch/market/"


def test_the_names_of_many_jobs_take_one_query_a_kind_of_subject(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    jobs = [Job(kind="package", subject_id=film(f"F{number}").pk) for number in range(5)]
    jobs += [Job(kind="import_feed", subject_id=Feed.objects.create(name="Shop", slug="shop").pk)]
    with django_assert_num_queries(2):
        subjects_attach(jobs)
        assert len({str(job) for job in jobs}) == 6
