"""Titles in the admin."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Country, Title
from catalog.services import extra_create

Library = dict[str, Title]
TITLES = "/admin/catalog/title/"


CREDITS = {"credits-TOTAL_FORMS": 0, "credits-INITIAL_FORMS": 0}


def test_titles_are_hidden_and_published_from_the_list(desk: Client, library: Library) -> None:
    chosen = [library["ferry"].pk, library["hidden"].pk]
    desk.post(TITLES, {"action": "publish", "_selected_action": chosen})
    assert set(Title.objects.filter(pk__in=chosen).values_list("published", flat=True)) == {True}
    desk.post(TITLES, {"action": "unpublish", "_selected_action": chosen})
    assert set(Title.objects.filter(pk__in=chosen).values_list("published", flat=True)) == {False}


@pytest.mark.parametrize("page", ["title", "season", "genre", "person", "collection"])
def test_every_list_and_form_opens(desk: Client, library: Library, page: str) -> None:
    assert desk.get(f"/admin/catalog/{page}/").status_code == 200
    assert desk.get(f"/admin/catalog/{page}/add/").status_code == 200


def test_an_episode_without_its_season_is_refused_in_words(desk: Client, library: Library) -> None:
    form = {"kind": "episode", "name": "Odd", "slug": "odd", **CREDITS}
    response = desk.post(f"{TITLES}add/", form)
    assert response.status_code == 200 and not Title.objects.filter(slug="odd").exists()
    assert "An episode has a season and a number" in response.content.decode()


def test_the_pictures_of_a_title_are_shown_beside_their_fields(desk: Client, library: Library) -> None:
    ferry, shape = library["ferry"], '<div class="picture-field"><img src="{}" alt="" loading="lazy">'
    Title.objects.filter(pk=ferry.pk).update(poster="public/posters/ferry.jpg")
    page = desk.get(f"{TITLES}{ferry.pk}/change/").content.decode()
    assert page.count("picture-field") == 1 and shape.format(Title.objects.get(pk=ferry.pk).poster.url) in page


@pytest.mark.parametrize("name", ["ferry", "show", "episode"])
def test_the_form_of_every_kind_has_the_style_that_hides_fields_of_others(
    desk: Client, library: Library, name: str
) -> None:
    page = desk.get(f"{TITLES}{library[name].pk}/change/").content.decode()
    sheets = [finders.find(path) for path in re.findall(r'href="/static/([^"]+\.css)"', page)]
    assert any(".is-not-for-kind" in Path(sheet).read_text() for sheet in sheets if isinstance(sheet, str))


def test_a_longer_list_costs_no_more_queries(desk: Client, library: Library) -> None:
    from django.db import connection

    with CaptureQueriesContext(connection) as few:
        desk.get(TITLES)
    for number in range(8):
        Title.objects.create(name=f"T{number}", slug=f"t{number}")
    with CaptureQueriesContext(connection) as more:
        desk.get(TITLES)
    assert len(more) <= len(few)


def added(desk: Client, **fields: object) -> Title:
    """The title that the form makes of some fields."""
    response = desk.post(f"{TITLES}add/", {"kind": "film", "published": "on", **CREDITS, **fields})
    assert response.status_code == 302, response.context["adminform"].form.errors
    return Title.objects.latest("pk")


def test_a_slug_left_empty_is_made_of_the_name_in_any_script(desk: Client, library: Library) -> None:
    assert added(desk, name="東京物語").slug == "東京物語"
    assert added(desk, name="Night Market").slug == "night-market-2"
    assert added(desk, name="Typed", slug="घर-वापसी").slug == "घर-वापसी"


def test_countries_and_languages_are_found_by_name_and_made_when_chosen(desk: Client, library: Library) -> None:
    url = "/admin/autocomplete/?app_label=catalog&model_name=title&field_name=countries&term=franc"
    assert {"id": "FR", "text": "France"} in desk.get(url).json()["results"]
    film = added(desk, name="Vague", countries=["FR", "BE"], languages=["fr"])
    assert set(film.countries.values_list("code", flat=True)) == {"FR", "BE"}
    assert [str(language) for language in film.languages.all()] == ["French"]


def test_a_country_that_there_is_not_is_refused_at_its_field(desk: Client, library: Library) -> None:
    response = desk.post(f"{TITLES}add/", {"kind": "film", "name": "X", "countries": ["QQ"], **CREDITS})
    assert "&#x27;QQ&#x27; is no code of a country" in response.content.decode()
    assert not Country.objects.filter(code="QQ").exists()


def test_an_age_follows_from_a_certificate_unless_it_was_typed(desk: Client, library: Library) -> None:
    assert added(desk, name="A", certificate="R", countries=["US"]).minimum_age == 17
    assert added(desk, name="B", certificate="R", minimum_age=15).minimum_age == 15
    film = added(desk, name="C", certificate="FSK 12")
    form = {"kind": "film", "name": "C", "certificate": "FSK 16", "minimum_age": 12, **CREDITS}
    desk.post(f"{TITLES}{film.pk}/change/", form)
    film.refresh_from_db()
    assert film.minimum_age == 16


def test_a_certificate_of_no_known_board_is_said_and_leaves_the_title_unrated(desk: Client, library: Library) -> None:
    response = desk.post(f"{TITLES}add/", {"kind": "film", "name": "D", "certificate": "Zebra", **CREDITS}, follow=True)
    assert "No board is known that writes Zebra" in response.content.decode()
    assert Title.objects.get(name="D").minimum_age is None


def test_dates_between_which_a_title_is_shown_are_set_and_checked(desk: Client, library: Library) -> None:
    dates = {"publish_at_0": "2026-01-02", "publish_at_1": "08:00", "publish_until_0": "2026-01-01"}
    form = {"kind": "film", "name": "Later", "publish_until_1": "08:00", **dates, **CREDITS}
    assert "A title is published before it is hidden again" in desk.post(f"{TITLES}add/", form).content.decode()
    dates["publish_until_0"] = "2026-02-01"
    film = added(desk, name="Later", publish_until_1="08:00", **dates)
    assert film.publish_at and film.publish_until and (film.publish_until - film.publish_at).days == 30


def test_a_file_of_two_episodes_leaves_no_place_for_the_second(desk: Client, library: Library) -> None:
    season = library["episode"].season_id
    place = {"kind": "episode", "season": season, "last_number": 4, "number": 3}
    assert added(desk, name="Double", **place).numbers == "3–4"
    form = {"name": "Late", "kind": "episode", "season": season, "number": 4, **CREDITS}
    assert "Double is episode 3–4 already" in desk.post(f"{TITLES}add/", form).content.decode()


def test_trailers_and_editions_are_listed_on_the_title_they_belong_to(desk: Client, library: Library) -> None:
    extra = extra_create(library["ferry"], Title.Kind.EDITION, "Director's cut")
    page = desk.get(f"{TITLES}{library['ferry'].pk}/change/").content.decode()
    assert f"/admin/catalog/title/{extra.pk}/change/" in page and "added_as=trailer" in page
    assert "added_as=trailer" not in desk.get(f"{TITLES}{extra.pk}/change/").content.decode()
