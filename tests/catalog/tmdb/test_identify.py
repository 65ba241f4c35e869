"""Which entry of TMDB a title is: exact name and year win, a person has the last word."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from pytest_django import Settings

from catalog.models import Identification, Title
from catalog.services.provenance import fields_lock
from catalog.tmdb.identify import identify_job, title_identify
from catalog.tmdb.mapping import certificates
from tests.catalog.tmdb.conftest import DETAILS, MARKET, Tmdb
from trendflix.jobs.models import Job
from trendflix.jobs.progress import silent

pytestmark = pytest.mark.django_db
OTHER = MARKET | {"id": 502, "title": "Night Markets", "original_title": "Night Markets"}


@pytest.fixture
def title() -> Title:
    """A film as an import makes it."""
    provenance = {"name": "file", "year": "file"}
    return Title.objects.create(name="Night Market", slug="night-market", year=2020, provenance=provenance)


def identify(title: Title, **parameters: int) -> dict[str, object]:
    return identify_job(Job(kind="identify", subject_id=title.pk, parameters=parameters), silent)


def test_exact_name_and_year_are_taken_and_everything_is_filled_in(title: Title, tmdb: Tmdb) -> None:
    assert identify(title)["state"] == "matched"
    title.refresh_from_db()
    assert (title.original_name, title.tagline, title.runtime) == ("Mercado da Noite", "Open till dawn", 5_700)
    assert (title.certificate, title.minimum_age, title.synopsis) == ("PG-13", 13, "Stalls, rain, a coat.")
    assert [one.name for one in title.genres.all()] == ["Drama"]
    assert [one.code for one in title.countries.all()] == ["PT"]
    assert [one.code for one in title.languages.all()] == ["pt"]
    told = [(one.role, one.person.name, one.character) for one in title.credits.all()]
    assert told == [
        ("actor", "Ines Carvalho", "Ines"),
        ("actor", "Ben Moss", "Guard"),
        ("director", "Rui Alves", ""),
        ("costume designer", "Ana Reis", ""),
    ]
    assert title.collections.get().name == "Market Collection"
    assert title.external_ids == {"tmdb": "501", "imdb": "tt0123456"}
    fetch = Job.objects.get(kind="artwork_fetch")
    assert fetch.parameters == {"poster": "/market.jpg", "backdrop": "/market-wide.jpg"}


def test_a_name_in_the_original_language_is_exact_too(title: Title, tmdb: Tmdb) -> None:
    Title.objects.filter(pk=title.pk).update(name="Mercado da Noite")
    assert identify(title)["state"] == "matched"


@pytest.mark.parametrize(
    "results", [[MARKET, MARKET | {"id": 503}], [OTHER], [MARKET | {"release_date": "1999-01-01"}]]
)
def test_what_is_not_exact_or_not_alone_waits_for_a_person(title: Title, tmdb: Tmdb, results: list[object]) -> None:
    tmdb.answers["/search/movie"] = []
    tmdb.say("/search/movie", {"results": results})
    found = title_identify(title)
    assert found.state == "ambiguous" and len(found.candidates) == len(results)
    title.refresh_from_db()
    assert title.synopsis == ""


def test_an_exact_year_wins_over_the_first_answer(title: Title, tmdb: Tmdb) -> None:
    tmdb.answers["/search/movie"] = []
    older = MARKET | {"id": 400, "release_date": "1999-01-01"}
    tmdb.say("/search/movie", {"results": [older, OTHER, MARKET]})
    assert title_identify(title).tmdb_id == 501


def test_an_id_that_notes_or_names_tell_needs_no_search(title: Title, tmdb: Tmdb) -> None:
    title.external_ids = {"tmdb": "501"}
    assert title_identify(title).tmdb_id == 501 and tmdb.asked == []


def test_nothing_that_a_person_typed_is_overwritten(title: Title, tmdb: Tmdb) -> None:
    Title.objects.filter(pk=title.pk).update(tagline="Mine")
    fields_lock(title, ["tagline", "genres"])
    changed = identify(title)["changed"]
    title.refresh_from_db()
    assert title.tagline == "Mine" and not title.genres.exists()
    assert "tagline" not in changed and "synopsis" in changed  # type: ignore[operator]  # a list
    assert identify(title)["changed"] == []


def test_without_a_key_nothing_is_asked_and_nothing_is_shown(
    title: Title, tmdb: Tmdb, settings: Settings, admin_client: Client
) -> None:
    settings.TMDB_KEY = ""
    assert identify(title)["state"] == "" and tmdb.asked == []
    assert "TMDB" not in admin_client.get("/admin/").content.decode()
    assert "TMDB" not in admin_client.get("/").content.decode()
    assert admin_client.get(f"/admin/catalog/identification/title/{title.pk}/").status_code == 404


def test_tmdb_is_named_where_its_data_may_be_shown(tmdb: Tmdb, client: Client) -> None:
    page = client.get("/").content.decode()
    assert "This product uses the TMDB API but is not endorsed or certified by TMDB." in page


def test_certificates_are_read_by_country(settings: Settings) -> None:
    assert certificates(DETAILS) == {"DE": "12", "US": "PG-13"}
    show = {"content_ratings": {"results": [{"iso_3166_1": "GB", "rating": "15"}]}}
    assert certificates(show) == {"GB": "15"}


def test_a_person_settles_what_is_ambiguous(title: Title, tmdb: Tmdb, admin_client: Client) -> None:
    tmdb.answers["/search/movie"] = []
    tmdb.say("/search/movie", {"results": [OTHER]})
    title_identify(title)
    listed = admin_client.get("/admin/catalog/identification/").content.decode()
    assert "To be settled" in listed
    address = f"/admin/catalog/identification/title/{title.pk}/"
    page = admin_client.get(address).content.decode()
    assert "Choose Night Markets (2020)" in page and "/poster/market.jpg" in page
    admin_client.post(address, {"do": "501"})
    found = Identification.objects.get()
    assert (found.state, found.tmdb_id, found.is_chosen) == ("matched", 501, True)
    assert Job.objects.get(kind="identify").parameters == {"tmdb_id": 501}
    assert LogEntry.objects.get().change_message == "Identified at TMDB: 501."
    assert title_identify(title).tmdb_id == 501


def test_a_person_searches_by_hand_or_says_that_there_is_none(title: Title, tmdb: Tmdb, admin_client: Client) -> None:
    address = f"/admin/catalog/identification/title/{title.pk}/"
    page = admin_client.post(address, {"do": "search", "name": "Market", "year": "2020"}).content.decode()
    assert "Choose Night Market (2020)" in page and tmdb.query()["query"] == ["Market"]
    tmdb.answers["/search/movie"] = []
    tmdb.say("/search/movie", {}, 500)
    assert "TMDB answers 500" in admin_client.post(address, {"do": "search", "name": "x"}).content.decode()
    assert "Choose an entry" in admin_client.post(address, {"do": "nonsense"}).content.decode()
    admin_client.post(address, {"do": "none"})
    assert title_identify(title).state == "none"


def test_posters_come_through_this_site_and_only_posters(tmdb: Tmdb, admin_client: Client, client: Client) -> None:
    tmdb.say("/t/p/w154/market.jpg", b"jpeg")
    page = "/admin/catalog/identification/poster/"
    answer = admin_client.get(f"{page}market.jpg")
    assert answer.content == b"jpeg" and answer["Content-Type"] == "image/jpeg"
    assert admin_client.get(f"{page}market.svg").status_code == 404
    assert admin_client.get(f"{page}absent.jpg").status_code == 404
    assert client.get(f"{page}market.jpg").status_code == 302


def test_who_may_only_look_settles_nothing(title: Title, tmdb: Tmdb, viewing_staff: Client) -> None:
    address = f"/admin/catalog/identification/title/{title.pk}/"
    assert "It is none of these" not in viewing_staff.get(address).content.decode()
    assert viewing_staff.post(address, {"do": "501"}).status_code == 403
    assert not Identification.objects.exists()
