"""What TMDB says of the episodes of a show."""

import pytest

from catalog.models import Season, Title
from catalog.services.provenance import fields_lock
from catalog.tmdb.identify import identify_job
from tests.catalog.tmdb.conftest import Tmdb
from trendflix.jobs.models import Job
from trendflix.jobs.progress import silent

pytestmark = pytest.mark.django_db
FILE = {"name": "file"}


@pytest.fixture
def show() -> Title:
    """A show as an import makes it: of season 1 an episode, one that is two; of season 2 an episode."""
    made = Title.objects.create(kind="show", name="Harbour", slug="harbour", year=2019, provenance=FILE)
    for number, numbers in ((1, [(1, None), (2, 3)]), (2, [(1, None)])):
        season = Season.objects.create(show=made, number=number)
        for first, last in numbers:
            slug = f"harbour-s{number}e{first}"
            place = {"season": season, "number": first, "last_number": last}
            Title.objects.create(kind="episode", name=f"Episode {first}", slug=slug, provenance=FILE, **place)
    return made


def identify(show: Title) -> dict[str, object]:
    return identify_job(Job(kind="identify", subject_id=show.pk), silent)


def told(slug: str) -> tuple[str, str]:
    episode = Title.objects.get(slug=slug)
    return episode.name, episode.synopsis


def test_episodes_get_their_names_and_what_they_are_about(show: Title, tmdb: Tmdb) -> None:
    assert identify(show)["episodes"] == 2
    assert told("harbour-s1e1") == ("Fog", "A boat is late.")
    assert told("harbour-s1e2") == ("Salt / Tide", "Somebody knew.")
    assert told("harbour-s2e1") == ("Episode 1", "")
    assert [url.split("?")[0].rsplit("/3", 1)[1] for url in tmdb.asked][-2:] == ["/tv/77/season/1", "/tv/77/season/2"]


def test_their_stills_are_fetched_by_jobs(show: Title, tmdb: Tmdb) -> None:
    identify(show)
    fetched = {job.subject_id: job.parameters for job in Job.objects.filter(kind="artwork_fetch")}
    pks = dict(Title.objects.values_list("slug", "pk"))
    assert fetched == {pks["harbour-s1e1"]: {"still": "/fog.jpg"}, pks["harbour-s1e2"]: {"still": "/tide.jpg"}}


def test_what_a_person_typed_of_an_episode_stays_and_a_second_time_changes_nothing(show: Title, tmdb: Tmdb) -> None:
    Title.objects.filter(slug="harbour-s1e1").update(name="The fog")
    fields_lock(Title.objects.get(slug="harbour-s1e1"), ["name"])
    identify(show)
    assert told("harbour-s1e1") == ("The fog", "A boat is late.")
    assert identify(show)["episodes"] == 0


def test_an_episode_in_the_trash_is_left_alone(show: Title, tmdb: Tmdb) -> None:
    Title.objects.filter(slug="harbour-s1e1").update(trashed="2026-01-01T00:00Z")
    identify(show)
    assert told("harbour-s1e1") == ("Episode 1", "")
