"""The list of titles: states of films, the one button of a row, search, filters, and actions on many."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.indexing import titles_index
from catalog.models import Genre, Title
from catalog.services import countries_set
from playback.models import Video
from trendflix.jobs.models import Job

Library = dict[str, Title]
TITLES = "/admin/catalog/title/"


def film(title: Title, key: str = "abc") -> Video:
    """The film of a title, packaged as far as its row says."""
    return Video.objects.create(title=title, package_key=key)


def job(video: Video, status: str, **fields: object) -> Job:
    """A job on a film."""
    return Job.objects.create(kind="package", subject_id=video.pk, status=status, **fields)


def listed(desk: Client, **asked: str | int) -> list[str]:
    """The names of the titles that a list shows, in its order."""
    return [title.name for title in desk.get(TITLES, asked).context["cl"].result_list]


def row(desk: Client, title: Title) -> str:
    """A title's row, as HTML."""
    text = desk.get(TITLES).content.decode()
    rows = [one for one in text.split("<tr") if f'value="{title.pk}"' in one]
    assert len(rows) == 1
    return rows[0]


def test_a_title_without_a_film_offers_to_add_one(desk: Client, library: Library) -> None:
    shown = row(desk, library["ferry"])
    assert "no film" in shown and f"/admin/playback/video/add/?title={library['ferry'].pk}" in shown


def test_a_film_that_is_worked_on_says_how_far_and_leads_to_its_progress(desk: Client, library: Library) -> None:
    video = film(library["ferry"], key="")
    running = job(video, "running", percent=40)
    assert "packaging 40 %" in row(desk, library["ferry"])
    assert f"/admin/playback/video/{video.pk}/change/" in row(desk, library["ferry"])
    Job.objects.filter(pk=running.pk).update(status="queued")
    assert "waiting for a worker" in row(desk, library["ferry"])


def test_a_failed_film_says_why_and_is_tried_again_by_its_button(desk: Client, library: Library) -> None:
    job(film(library["ferry"]), "failed", error="disk full")
    shown = row(desk, library["ferry"])
    assert "packaging failed" in shown and "disk full" in shown and f'value="retry:{library["ferry"].pk}"' in shown
    desk.post(TITLES, {"one": f"retry:{library['ferry'].pk}"})
    assert Job.objects.filter(status="queued").count() == 1
    assert LogEntry.objects.get().object_id == str(library["ferry"].pk)
    assert "waiting for a worker" in row(desk, library["ferry"])


def test_a_paused_film_goes_on_by_its_button(desk: Client, library: Library) -> None:
    job(film(library["ferry"]), "paused")
    shown = row(desk, library["ferry"])
    assert "packaging paused" in shown and f'value="resume:{library["ferry"].pk}"' in shown
    for _ in range(2):  # somebody else was faster
        desk.post(TITLES, {"one": f"resume:{library['ferry'].pk}"})
        desk.post(TITLES, {"one": f"retry:{library['ferry'].pk}"})
    assert Job.objects.get().status == "queued" and LogEntry.objects.count() == 1


def test_a_finished_film_is_published_by_its_button_and_then_leads_to_viewers(desk: Client, library: Library) -> None:
    film(library["hidden"])
    assert f'value="publish:{library["hidden"].pk}"' in row(desk, library["hidden"])
    page = desk.post(f"{TITLES}?p=0", {"one": f"publish:{library['hidden'].pk}"}, follow=True)
    assert page.redirect_chain == [(f"{TITLES}?p=0", 302)] and Title.objects.get(pk=library["hidden"].pk).published
    assert "/title/rough-cut/" in row(desk, library["hidden"])


def test_a_show_says_how_many_of_its_episodes_play(desk: Client, library: Library) -> None:
    assert "0 of 1 episode plays" in row(desk, library["show"])
    film(library["episode"])
    assert "1 of 1 episode plays" in row(desk, library["show"])


@pytest.mark.parametrize("pressed", ["publish:9999999", "publish:x", "explode:1"])
def test_a_button_that_there_is_not_does_nothing(desk: Client, library: Library, pressed: str) -> None:
    assert desk.post(TITLES, {"one": pressed}).status_code in (302, 400, 404)
    assert not LogEntry.objects.exists()


def test_who_may_only_look_presses_no_button(viewing_staff: Client, library: Library) -> None:
    film(library["hidden"])
    assert viewing_staff.post(TITLES, {"one": f"publish:{library['hidden'].pk}"}).status_code == 403
    assert not Title.objects.get(pk=library["hidden"].pk).published
    assert "row-button" not in viewing_staff.get(TITLES).content.decode()


def test_the_list_is_searched_as_the_site_is(desk: Client, library: Library) -> None:
    titles_index([title.pk for title in library.values()])
    assert listed(desk, q="last fery") == ["The Last Ferry"]
    assert listed(desk, q="carvalho") == ["The Last Ferry"]
    assert listed(desk, q="nothing of that name") == [] and listed(desk, q="rough") == ["Rough Cut"]


def test_the_best_answer_comes_first_unless_a_column_sorts(desk: Client, library: Library) -> None:
    named = [Title.objects.create(name=name, slug=name) for name in ("Night Market", "Night", "Night Bus")]
    titles_index([title.pk for title in named])
    assert listed(desk, q="night")[0] == "Night"
    assert listed(desk, q="night", o="-2")[0] == "Night Market"


def test_titles_are_filtered_by_the_state_of_their_film(desk: Client, library: Library) -> None:
    film(library["ferry"])
    job(film(library["market"], key=""), "failed")
    assert listed(desk, film="ready") == ["The Last Ferry"]
    assert listed(desk, film="failed") == listed(desk, film="unpackaged") == ["Night Market"]
    assert set(listed(desk, film="missing")) == {"Rough Cut", "Fog"}


def test_titles_whose_work_is_paused_are_found(desk: Client, library: Library) -> None:
    job(film(library["ferry"]), "paused")
    job(film(library["market"], key=""), "queued")
    assert listed(desk, film="paused") == ["The Last Ferry"]


def test_what_was_asked_for_again_has_not_failed(desk: Client, library: Library) -> None:
    video = film(library["ferry"])
    job(video, "failed")
    job(video, "done")
    assert listed(desk, film="failed") == [] and "can be played" in row(desk, library["ferry"])


def test_the_list_leads_to_the_form_of_a_show_for_who_may_add_one(
    desk: Client, viewing_staff: Client, library: Library
) -> None:
    assert f"{TITLES}add/?kind=show" in desk.get(TITLES).content.decode()
    assert f"{TITLES}add/?kind=show" not in viewing_staff.get(TITLES).content.decode()


def test_a_genre_and_a_show_are_typed_to_filter_by(desk: Client, library: Library) -> None:
    drama = Genre.objects.get(name="Drama")
    page = desk.get(TITLES, {"of_genre": str(drama.pk), "kind__exact": "film"})
    assert {title.name for title in page.context["cl"].result_list} == {"The Last Ferry", "Night Market"}
    text = page.content.decode()
    assert "admin-autocomplete" in text and '<input type="hidden" name="kind__exact" value="film">' in text
    assert listed(desk, of_show=library["show"].pk) == ["Fog"]
    assert len(listed(desk, of_genre="x")) == len(listed(desk)) == 5


def test_genres_are_added_and_removed_after_a_page_that_asks_which(desk: Client, library: Library) -> None:
    noir = Genre.objects.create(name="Noir", slug="noir")
    chosen = {"_selected_action": [library["ferry"].pk, library["hidden"].pk]}
    page = desk.post(TITLES, {"action": "genres_add", **chosen})
    assert page.status_code == 200 and "Rough Cut" in page.content.decode() and not noir.titles.exists()
    desk.post(TITLES, {"action": "genres_add", **chosen, "apply": "1", "genres": [noir.pk]})
    assert set(noir.titles.values_list("name", flat=True)) == {"The Last Ferry", "Rough Cut"}
    assert listed(desk, q="noir ferry") == ["The Last Ferry"]
    desk.post(TITLES, {"action": "genres_remove", **chosen, "apply": "1", "genres": [noir.pk]})
    assert not noir.titles.exists() and Genre.objects.get(name="Drama").titles.count() == 2
    assert LogEntry.objects.count() == 4


def test_an_action_that_lacks_its_answer_asks_again(desk: Client, library: Library) -> None:
    sent = {"action": "genres_add", "_selected_action": [library["ferry"].pk], "apply": "1"}
    page = desk.post(TITLES, sent)
    assert page.status_code == 200 and "This field is required" in page.content.decode()
    assert not LogEntry.objects.exists()


def test_a_rating_is_given_to_many_and_read_by_each_ones_country(desk: Client, library: Library) -> None:
    countries_set(library["ferry"], ["US"])
    sent = {"action": "rating_set", "_selected_action": [library["ferry"].pk, library["market"].pk], "apply": "1"}
    desk.post(TITLES, {**sent, "certificate": "FSK 12"})
    assert set(Title.objects.filter(minimum_age=12).values_list("name", flat=True)) == {
        "The Last Ferry",
        "Night Market",
    }
    desk.post(TITLES, {**sent, "certificate": "R", "minimum_age": "15"})
    assert set(Title.objects.filter(minimum_age=15).values_list("certificate", flat=True)) == {"R"}
    desk.post(TITLES, {**sent, "certificate": "", "minimum_age": ""})
    assert not Title.objects.exclude(minimum_age=None).exists()


def test_a_member_who_may_change_titles_alone_is_not_sent_to_forms_that_are_closed(
    client: Client, alice: User, library: Library
) -> None:
    User.objects.filter(pk=alice.pk).update(is_staff=True)
    alice.user_permissions.set(Permission.objects.filter(codename__in=("view_title", "change_title")))
    client.force_login(alice)
    page = client.get(TITLES).content.decode()
    assert "/admin/playback/video/add/" not in page


def test_a_long_list_asks_no_more_queries_than_a_short_one(desk: Client, library: Library) -> None:
    desk.get(TITLES)
    with CaptureQueriesContext(connection) as few:
        desk.get(TITLES)
    for number in range(30):
        job(film(Title.objects.create(name=f"T{number}", slug=f"t{number}")), "failed")
    with CaptureQueriesContext(connection) as many:
        desk.get(TITLES)
    assert len(many) <= len(few) + 1
