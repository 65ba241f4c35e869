"""The one form of a show: seasons with their episodes, each with its film, saved in one step."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Season, Title
from catalog.services.trash import titles_restore, trash_empty
from playback.models import Video
from tests.films import make_film
from trendflix.jobs.models import Job

pytestmark = pytest.mark.django_db
TITLES = "/admin/catalog/title/"
Rows = list[dict[str, Any]]


def form(
    name: str, *seasons: tuple[dict[str, Any], Rows], initial: int = 0, kept: tuple[int, ...] = ()
) -> dict[str, Any]:
    """What the page sends: of each season its fields and the rows of its episodes; ``initial`` of the seasons, and of
    each the first ``kept`` rows, were there before.
    """
    sent: dict[str, Any] = {"kind": "show", "name": name, "published": "on"}
    sent |= {"credits-TOTAL_FORMS": 0, "credits-INITIAL_FORMS": 0}
    sent |= {"seasons-TOTAL_FORMS": len(seasons), "seasons-INITIAL_FORMS": initial}
    for place, (fields, rows) in enumerate(seasons):
        prefix = f"seasons-{place}"
        sent |= {f"{prefix}-{field}": value for field, value in fields.items()}
        there = kept[place] if place < len(kept) else 0
        sent |= {f"{prefix}-episodes-TOTAL_FORMS": len(rows), f"{prefix}-episodes-INITIAL_FORMS": there}
        for number, row in enumerate(rows):
            sent |= {f"{prefix}-episodes-{number}-{field}": value for field, value in row.items()}
    return sent


def row(number: int, name: str, **more: Any) -> dict[str, Any]:
    """A published episode."""
    return {"number": number, "name": name, "published": "on", **more}


@pytest.fixture
def show(desk: Client) -> Title:
    """A show of two seasons, made from nothing by one form."""
    first = ({"number": 1}, [row(1, "Fog"), row(2, "Salt")])
    second = ({"number": 2, "name": "The second winter"}, [row(1, "Ice"), row(2, "", last_number=3)])
    answer = desk.post(f"{TITLES}add/", form("Harbour", first, second))
    assert answer.status_code == 302, answer.content.decode()
    return Title.objects.get(kind="show")


def rows_of(season: Season, *names: str, **changes: dict[str, Any]) -> Rows:
    """The rows of a season as its page has them, in the order of ``names``; ``changes`` by name."""
    found = {episode.name: episode for episode in season.episodes.all()}
    return [row(number, name, id=found[name].pk, **changes.get(name, {})) for number, name in enumerate(names, start=1)]


def episodes(show: Title) -> list[tuple[int, str, str]]:
    """(season, numbers, name) of what viewers can find."""
    found = Title.objects.filter(season__show=show, trashed__isnull=True).order_by("season__number", "number")
    return [(one.season.number, one.numbers, one.name) for one in found.select_related("season") if one.season]


def test_a_show_of_two_seasons_is_made_from_nothing_in_one_form(show: Title) -> None:
    assert episodes(show) == [(1, "1", "Fog"), (1, "2", "Salt"), (2, "1", "Ice"), (2, "2–3", "Episodes 2–3")]
    assert set(Title.objects.filter(kind="episode").values_list("slug", flat=True)) == {
        "harbour-s01e01",
        "harbour-s01e02",
        "harbour-s02e01",
        "harbour-s02e02",
    }
    assert str(show.seasons.get(number=2)) == "The second winter"


def test_the_form_of_a_new_show_begins_with_one_season(desk: Client) -> None:
    page = desk.get(f"{TITLES}add/?kind=show").content.decode()
    assert 'name="seasons-0-number" value="1"' in page and 'name="seasons-0-episodes-0-number" value="1"' in page
    assert 'data-film-field="seasons-0-episodes-0-film_upload"' in page and "uploads/film-field.js" in page
    assert "seasons-__prefix__-episodes-__prefix__-name" in page


def test_a_show_can_be_saved_before_its_seasons_are_known(desk: Client) -> None:
    untouched = ({"number": 1}, [row(1, "")])
    assert desk.post(f"{TITLES}add/", form("Empty", untouched)).status_code == 302
    assert not Season.objects.exists()


def test_the_page_of_a_show_holds_what_was_saved(desk: Client, show: Title) -> None:
    page = desk.get(f"{TITLES}{show.pk}/change/").content.decode()
    assert 'value="Fog"' in page and 'value="The second winter"' in page and "no film" in page
    assert f"{TITLES}{Title.objects.get(name='Ice').pk}/change/" in page


def test_episodes_change_places_and_keep_their_rows(desk: Client, show: Title) -> None:
    first = show.seasons.get(number=1)
    ids = dict(first.episodes.values_list("name", "pk"))
    sent = ({"id": first.pk, "number": 1}, [row(1, "Salt", id=ids["Salt"]), row(2, "Fog", id=ids["Fog"])])
    desk.post(f"{TITLES}{show.pk}/change/", form("Harbour", sent, initial=1, kept=(2,)))
    assert episodes(show)[:2] == [(1, "1", "Salt"), (1, "2", "Fog")]
    assert dict(first.episodes.values_list("name", "pk")) == ids


def test_a_row_is_added_to_a_season_that_there_is(desk: Client, show: Title) -> None:
    first = show.seasons.get(number=1)
    rows = [*rows_of(first, "Fog", "Salt"), row(3, "Tide")]
    desk.post(
        f"{TITLES}{show.pk}/change/", form("Harbour", ({"id": first.pk, "number": 1}, rows), initial=1, kept=(2,))
    )
    assert (1, "3", "Tide") in episodes(show) and len(episodes(show)) == 5


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row(1, "A"), row(1, "B")], "Episode 1 is there twice."),
        ([row(1, "A", last_number=3), row(2, "B")], "Episode 2 is there twice."),
        ([row(0, "A")], "Episodes are numbered from 1."),
        ([row(2, "A", last_number=1)], "The last episode in a file comes after its first."),
        ([{"number": "", "name": "A"}], "This field is required."),
    ],
)
def test_what_is_wrong_is_said_at_its_row_and_nothing_is_kept(desk: Client, rows: Rows, words: str) -> None:
    answer = desk.post(f"{TITLES}add/", form("Harbour", ({"number": 1}, rows)))
    page = answer.content.decode()
    assert answer.status_code == 200 and words in page and "Some episodes of this season need a correction." in page
    assert 'class="episode has-errors"' in page and 'value="A"' in page
    assert not Title.objects.exists() and not Season.objects.exists()


def test_a_season_that_is_there_twice_is_said_at_its_number(desk: Client) -> None:
    answer = desk.post(f"{TITLES}add/", form("Harbour", ({"number": 1}, [row(1, "A")]), ({"number": 1}, [row(1, "B")])))
    assert "Season 1 is there twice." in answer.content.decode() and not Title.objects.exists()


def test_a_deleted_row_goes_to_the_trash_and_its_number_is_said_to_be_there(desk: Client, show: Title) -> None:
    first = show.seasons.get(number=1)
    page = f"{TITLES}{show.pk}/change/"
    rows = rows_of(first, "Fog", "Salt", Salt={"DELETE": "on"})
    desk.post(page, form("Harbour", ({"id": first.pk, "number": 1}, rows), initial=1, kept=(2,)))
    assert Title.objects.get(name="Salt").trashed is not None and len(episodes(show)) == 3
    again = [rows[0], row(2, "Sand")]
    answer = desk.post(page, form("Harbour", ({"id": first.pk, "number": 1}, again), initial=1, kept=(1,)))
    assert "Episode 2 is in the trash (Salt)" in answer.content.decode()


def test_a_deleted_season_moves_its_episodes_to_the_trash_and_waits_for_them(desk: Client, show: Title) -> None:
    first, page = show.seasons.get(number=1), f"{TITLES}{show.pk}/change/"
    assert "Move the season to the trash" in desk.get(page).content.decode()
    sent = ({"id": first.pk, "number": 1, "DELETE": "on"}, rows_of(first, "Fog", "Salt"))
    desk.post(page, form("Harbour", sent, initial=1, kept=(2,)))
    assert [name for _season, _number, name in episodes(show)] == ["Ice", "Episodes 2–3"]
    assert set(first.episodes.filter(trashed__isnull=False).values_list("name", flat=True)) == {"Fog", "Salt"}
    shown = desk.get(page).content.decode()
    assert "The episodes of this season are in the trash" in shown and 'name="seasons-0-DELETE"' not in shown
    titles_restore(first.episodes.all())
    assert len(episodes(show)) == 4


def test_a_season_goes_with_the_last_of_its_episodes_when_the_trash_is_emptied(desk: Client, show: Title) -> None:
    season = show.seasons.get(number=2)
    answer = desk.post(f"/admin/catalog/season/{season.pk}/delete/", {"post": "yes"}, follow=True)
    assert "2 episodes are in the trash now." in answer.content.decode()
    assert show.seasons.filter(number=2).exists() and len(episodes(show)) == 2
    assert trash_empty() == 2
    assert [one.number for one in show.seasons.all()] == [1]


def test_a_season_without_episodes_is_deleted_at_once(desk: Client, show: Title) -> None:
    empty = Season.objects.create(show=show, number=9)
    rows: Rows = []
    sent = ({"id": empty.pk, "number": 9, "DELETE": "on"}, rows)
    desk.post(f"{TITLES}{show.pk}/change/?season=9", form("Harbour", sent, initial=1))
    assert not Season.objects.filter(number=9).exists()


@pytest.mark.django_db(transaction=True)
def test_a_film_beside_an_episode_is_taken_in_once_the_form_is_saved(desk: Client, tmp_path: Path) -> None:
    film = SimpleUploadedFile("Fog.mp4", make_film(tmp_path / "fog.mp4", seconds=1).read_bytes())
    rows = [row(1, "Fog", film=film), row(2, "Salt")]
    page = desk.post(f"{TITLES}add/", form("Harbour", ({"number": 1}, rows)), follow=True)
    video = Video.objects.select_related("title").get()
    assert video.title.name == "Fog" and Job.objects.get(kind="package").subject_id == video.pk
    assert "Fog: the film is taken in." in page.content.decode()


def test_a_file_that_is_no_film_is_said_at_its_row(desk: Client) -> None:
    letter = SimpleUploadedFile("letter.mp4", b"Dear Sir,")
    answer = desk.post(f"{TITLES}add/", form("Harbour", ({"number": 1}, [row(1, "Fog", film=letter)])))
    assert "letter.mp4: no video that can be read" in answer.content.decode() and not Title.objects.exists()


def test_fields_of_another_kind_are_dropped(desk: Client, show: Title) -> None:
    season = show.seasons.get(number=1)
    sent = {"kind": "film", "name": "Film", "season": season.pk, "number": 9, "parent": show.pk}
    desk.post(f"{TITLES}add/", sent | {"credits-TOTAL_FORMS": 0, "credits-INITIAL_FORMS": 0})
    film = Title.objects.get(name="Film")
    assert film.season is None and film.number is None and film.parent is None


def test_who_may_only_look_sees_the_episodes_and_changes_none(viewing_staff: Client, show: Title) -> None:
    page = viewing_staff.get(f"{TITLES}{show.pk}/change/").content.decode()
    assert "Fog" in page and "add-episode" not in page and 'type="file"' not in page
    first = show.seasons.get(number=1)
    sent = form("Harbour", ({"id": first.pk, "number": 1}, rows_of(first, "Fog", "Salt")), initial=1, kept=(2,))
    assert viewing_staff.post(f"{TITLES}{show.pk}/change/", sent).status_code == 403


def test_who_may_not_delete_titles_gets_no_box_for_it(client: Client, show: Title, alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(is_staff=True)
    names = ("view_title", "change_title", "view_season", "change_season")
    alice.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(alice)
    assert "-DELETE" not in client.get(f"{TITLES}{show.pk}/change/").content.decode()
    first = show.seasons.get(number=1)
    rows = [*rows_of(first, "Fog", "Salt", Salt={"DELETE": "on"}), row(3, "Tide")]
    client.post(
        f"{TITLES}{show.pk}/change/", form("Harbour", ({"id": first.pk, "number": 1}, rows), initial=1, kept=(2,))
    )
    assert len(episodes(show)) == 4


def test_a_long_show_has_one_season_on_a_page(desk: Client, show: Title, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog.admin.seasons.MAX_EPISODES", 3)
    page = desk.get(f"{TITLES}{show.pk}/change/").content.decode()
    assert 'value="Fog"' in page and 'value="Ice"' not in page and "?season=2#seasons-group" in page
    page = desk.get(f"{TITLES}{show.pk}/change/?season=2").content.decode()
    assert 'value="Ice"' in page and 'value="Fog"' not in page


def test_more_episodes_ask_no_more_queries(desk: Client, show: Title) -> None:
    address = f"{TITLES}{show.pk}/change/"
    desk.get(address)
    with CaptureQueriesContext(connection) as few:
        desk.get(address)
    season = show.seasons.get(number=1)
    Title.objects.bulk_create(
        Title(kind="episode", name=f"E{number}", slug=f"e{number}", season=season, number=number)
        for number in range(10, 30)
    )
    with CaptureQueriesContext(connection) as many:
        desk.get(address)
    assert len(many) <= len(few)
