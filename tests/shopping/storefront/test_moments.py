"""The moments of films by words: which films, at what time, and for whom."""

import pytest
from pytest_django import DjangoAssertNumQueries

from catalog.models import Title
from catalog.services import episode_get_or_create, extra_get_or_create, film_get_or_create, show_get_or_create
from playback.models import Video
from shopping.matching.typed import typed
from shopping.models import GarmentDocument
from shopping.search.garments import garments_index, garments_index_all
from shopping.storefront.moments import Moment, moments_search
from trendflix.accounts.sight import EVERYBODY, STAFF
from vision.models import Analysis, Garment

pytestmark = pytest.mark.django_db
NOBODY = EVERYBODY


def worn(title: Title, *garments: tuple[str, str, str, float]) -> None:
    """Let a title be worn (colour, kind, category, second), documents and all."""
    video = Video.objects.create(title=title, package_key="k", duration=3600.0)
    reading = Analysis.objects.create(video=video, key="k", model="m", parser="p")
    rows = [
        Garment(
            analysis=reading,
            category=category,
            attributes={"colour": colour, "pattern": "plain", "kind": kind},
            vector=b"\0\0",
            model="m",
            best_at=at,
        )
        for colour, kind, category, at in garments
    ]
    garments_index(Garment.objects.bulk_create(rows))


@pytest.fixture
def films() -> dict[str, Title]:
    """Two films: a red dress at 0:41 and a coat; a burgundy dress, and a red shirt."""
    ferry, market = film_get_or_create("The Last Ferry")[0], film_get_or_create("Night Market")[0]
    worn(ferry, ("red", "dress", "dress", 41.0), ("blue", "coat", "outerwear", 90.0))
    worn(market, ("burgundy", "dress", "dress", 3725.0), ("red", "shirt", "top", 10.0))
    return {"ferry": ferry, "market": market}


def found(text: str, limit: int = 5) -> list[Moment]:
    """The answer to anybody."""
    return moments_search(NOBODY, typed(text), limit)


def test_a_trailer_does_not_come_before_its_film(films: dict[str, Title]) -> None:
    trailer, _ = extra_get_or_create(films["ferry"], Title.Kind.TRAILER)
    worn(trailer, ("red", "dress", "dress", 4.0))
    assert [one.title for one in found("red dress")] == [films["ferry"], films["market"]]


@pytest.mark.parametrize("text", ["red dress", "dress red", "reed dres", "RED DRESSES", "women's red dress"])
def test_words_lead_to_the_film_and_the_time(films: dict[str, Title], text: str) -> None:
    first = found(text)[0]
    assert (first.title, first.label, first.t, first.clock) == (films["ferry"], "red dress", "41.0", "0:41")


def test_a_colour_called_just_so_comes_before_one_that_means_nearly_the_same(films: dict[str, Title]) -> None:
    assert [one.label for one in found("red dress")] == ["red dress", "burgundy dress"]
    assert [one.label for one in found("burgundy dress")] == ["burgundy dress", "red dress"]


def test_all_words_are_answered_by_one_garment(films: dict[str, Title]) -> None:
    assert found("blue dress") == [] and [one.label for one in found("blue coat")] == ["blue coat"]


def test_a_title_is_named_once(films: dict[str, Title]) -> None:
    assert sorted(one.title.name for one in found("red")) == ["Night Market", "The Last Ferry"]
    assert len(found("red", limit=1)) == 1


@pytest.mark.parametrize("text", ["", "zeppelin", "women", "the"])
def test_words_that_say_nothing_of_a_garment_find_no_moment(films: dict[str, Title], text: str) -> None:
    assert found(text) == []


def test_a_hidden_film_has_no_moment_but_for_staff(films: dict[str, Title]) -> None:
    Title.objects.filter(pk=films["ferry"].pk).update(published=False)
    assert [one.label for one in found("red dress")] == ["burgundy dress"]
    assert len(moments_search(STAFF, typed("red dress"), 5)) == 2


def test_a_film_that_cannot_be_played_has_no_moment(films: dict[str, Title]) -> None:
    Video.objects.filter(title=films["ferry"]).update(package_key="")
    assert [one.title for one in found("red dress")] == [films["market"]]


def test_an_episode_of_a_hidden_show_has_no_moment() -> None:
    show, _ = show_get_or_create("Harbour")
    worn(episode_get_or_create(show, 1, 1)[0], ("green", "hat", "hat", 5.0))
    assert [one.title.season.show.name for one in found("green hat") if one.title.season] == ["Harbour"]
    Title.objects.filter(pk=show.pk).update(published=False)
    assert found("green hat") == []


def test_a_search_makes_two_queries(films: dict[str, Title], django_assert_num_queries: DjangoAssertNumQueries) -> None:
    asked = typed("red dress")
    with django_assert_num_queries(2):
        moments_search(NOBODY, asked, 5)


def test_missing_documents_are_written_on_demand_and_go_with_their_garments(films: dict[str, Title]) -> None:
    GarmentDocument.objects.all().delete()
    assert found("red dress") == []
    assert garments_index_all(is_pending=True) == 4 and garments_index_all(is_pending=True) == 0
    assert len(found("red dress")) == 2
    Garment.objects.all().delete()
    assert not GarmentDocument.objects.exists()
