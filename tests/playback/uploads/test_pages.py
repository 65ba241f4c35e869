"""The page of uploads and what it asks for: who may, whose, and what happens."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalog.models import Season, Title
from playback.models import Video
from playback.uploads.models import FilmUpload
from tests.clients import SiteClient
from tests.playback.uploads.conftest import MP4, ROOT, TusClient, nothing_is_kept, staff_with
from trendflix.jobs.models import Job

pytestmark = pytest.mark.django_db
Ask = Callable[..., Any]
FILE = {"path": "Ferry (2020).mkv", "size": len(MP4), "modified": 5, "head": MP4[:64].hex()}


def begin(ask: Ask, **more: Any) -> dict[str, Any]:
    """Choose one film; what the site says of its file."""
    found: dict[str, Any] = ask("begin/", files=[FILE | more]).json()["files"][0]
    return found


@pytest.fixture
def ready(alice: User) -> FilmUpload:
    """A film of Alice's that was added, and plays."""
    title = Title.objects.create(name="Ferry", slug="ferry", published=False)
    video = Video.objects.create(title=title, package_key="abc", duration=9.0)
    return FilmUpload.objects.create(owner=alice, state="added", name="Ferry", video=video)


def test_the_page_shows_the_field_for_files_and_what_is_under_way(editor: SiteClient, ask: Ask) -> None:
    begin(ask)
    page = editor.get(ROOT).content.decode()
    assert 'type="file"' in page and "Ferry (2020).mkv" in page and "tus.min.js" in page
    assert f'href="{ROOT}"' in editor.get("/admin/").content.decode()


def test_the_page_is_for_those_who_may_add_films(client: SiteClient, viewing_staff: SiteClient, bob: User) -> None:
    assert client.get(ROOT).status_code == 302 and viewing_staff.get(ROOT).status_code == 403
    changer = staff_with(bob, "change_video")
    assert changer.get(ROOT).status_code == changer.get(f"{ROOT}state/").status_code == 403
    assert f'href="{ROOT}"' not in changer.get("/admin/").content.decode()


@pytest.mark.parametrize("address", ["state/", "begin/", "clear/", "1/describe/", "1/add/", "1/publish/", "1/remove/"])
def test_scripts_of_others_are_refused_in_words(client: Client, viewing_staff: Client, address: str) -> None:
    for somebody in (client, viewing_staff):
        answer = somebody.post(ROOT + address, {}, content_type="application/json")
        assert answer.status_code == 403 and "may not add films" in answer.json()["detail"]


def test_a_file_is_begun_sent_and_handed_over(ask: Ask, tus: TusClient) -> None:
    file = begin(ask)
    assert (file["offset"], file["again"], file["problem"]) == (0, False, "")
    tus.patch(file["url"], 0, MP4[:100])
    assert begin(ask)["offset"] == 100 and begin(ask)["again"]
    tus.patch(file["url"], 100, MP4[100:])
    shown = tus.client.get(f"{ROOT}state/").json()
    assert shown["open"] and shown["films"][0]["state"] == "adding"
    assert shown["films"][0]["jobs"][0]["label"] == "adding the film"


@pytest.mark.parametrize(
    "files",
    [[], [{}], ["x"], [{"path": "a.mkv"}], [{"path": "a.mkv", "size": "many"}], [FILE | {"head": "zz"}], [FILE] * 501],
)
def test_what_is_no_list_of_files_is_refused(ask: Ask, files: list[Any]) -> None:
    assert ask("begin/", files=files).status_code == 400 and nothing_is_kept()


@pytest.mark.parametrize("body", ["{", "[]", "1"])
def test_what_is_no_object_is_refused(editor: SiteClient, body: str) -> None:
    assert editor.post(f"{ROOT}begin/", body, content_type="application/json").status_code == 400
    assert editor.get(f"{ROOT}begin/").status_code == 400


def test_what_is_typed_is_kept_while_bytes_move_and_errors_name_their_field(ask: Ask) -> None:
    pk = begin(ask)["film"]
    assert ask(f"{pk}/describe/", name="The ferry", year="2019").json() == {"errors": {}}
    wrong = ask(f"{pk}/describe/", year="12")
    assert wrong.status_code == 400 and list(wrong.json()["errors"]) == ["year"]
    ask(f"{pk}/describe/", kind="episode", show="Harbour", season="1", number="2", last_number="")
    film = FilmUpload.objects.get()
    assert (film.name, film.year, film.kind, film.show, film.season, film.number) == (
        "The ferry",
        2019,
        "episode",
        "Harbour",
        1,
        2,
    )


def test_a_film_that_lacks_its_show_says_so_and_goes_on_when_it_is_typed(ask: Ask, tus: TusClient) -> None:
    file = begin(ask)
    ask(f"{file['film']}/describe/", kind="episode")
    tus.patch(file["url"], 0, MP4)
    assert tus.client.get(f"{ROOT}state/").json()["films"][0]["needed"] == ["show", "season", "number"]
    ask(f"{file['film']}/describe/", show="Harbour", season="1", number="2")
    assert FilmUpload.objects.get().state == "adding"


@pytest.mark.parametrize(
    "address", ["describe/", "add/", "pause/", "resume/", "stop/", "again/", "publish/", "remove/"]
)
def test_anothers_film_is_not_there(ask: Ask, ready: FilmUpload, bob: User, address: str) -> None:
    FilmUpload.objects.update(owner=bob)
    assert ask(f"{ready.pk}/{address}", name="Mine").status_code == 404
    assert FilmUpload.objects.get().name == "Ferry" and not Title.objects.get().published


def test_a_superuser_sees_and_ends_everybodys(ready: FilmUpload, admin_client: SiteClient) -> None:
    assert admin_client.get(f"{ROOT}state/").json()["films"][0]["owner"] == "alice"
    admin_client.post(f"{ROOT}{ready.pk}/remove/", {}, content_type="application/json")
    assert not FilmUpload.objects.exists() and Title.objects.exists()


def test_a_film_is_published_with_its_show(ask: Ask, ready: FilmUpload) -> None:
    show = Title.objects.create(kind="show", name="Harbour", slug="harbour", published=False)
    season = Season.objects.create(show=show, number=1)
    Title.objects.filter(slug="ferry").update(kind="episode", season=season, number=1)
    answer = ask(f"{ready.pk}/publish/").json()
    assert answer["films"][0]["title"]["published"] and not Title.objects.filter(published=False).exists()


def test_who_may_not_change_titles_publishes_and_renames_none(ready: FilmUpload, alice: User) -> None:
    adder = staff_with(alice, "add_video", "add_title")
    for address in ("publish/", "describe/"):
        answer = adder.post(f"{ROOT}{ready.pk}/{address}", {"name": "x"}, content_type="application/json")
        assert answer.status_code == 403
    assert not Title.objects.get().published and Title.objects.get().name == "Ferry"
    assert not adder.get(f"{ROOT}state/").json()["films"][0]["title"]["publishes"]


def test_nothing_is_published_before_it_is_there(ask: Ask) -> None:
    assert ask(f"{begin(ask)['film']}/publish/").status_code == 409


def test_work_is_paused_and_resumed(ask: Ask, ready: FilmUpload) -> None:
    running = Job.objects.create(kind="analyse", subject_id=ready.video_id or 0, status="running", percent=30)
    queued = Job.objects.create(kind="artwork", subject_id=ready.video_id or 0)
    answer = ask(f"{ready.pk}/pause/").json()
    shown = {job["kind"]: (job["status"], job["pausing"]) for job in answer["films"][0]["jobs"]}
    assert shown == {"artwork": ("paused", False), "analyse": ("running", True)} and answer["open"]
    Job.objects.filter(pk=running.pk).update(status="paused", pause_requested=False)
    ask(f"{ready.pk}/resume/")
    assert set(Job.objects.filter(pk__in=[running.pk, queued.pk]).values_list("status")) == {("queued",)}


def test_work_is_stopped_and_done_again(ask: Ask, ready: FilmUpload) -> None:
    job = Job.objects.create(kind="package", subject_id=ready.video_id or 0, status="running", percent=40.0)
    assert ask(f"{ready.pk}/stop/").json()["films"][0]["jobs"][0]["stopping"]
    Job.objects.filter(pk=job.pk).update(status="cancelled")
    assert ask(f"{ready.pk}/again/").json()["films"][0]["jobs"][0]["status"] == "queued"


def test_what_is_finished_is_cleared_and_what_is_worked_on_stays(ask: Ask, ready: FilmUpload) -> None:
    begin(ask)
    job = Job.objects.create(kind="match", subject_id=ready.video_id or 0)
    assert len(ask("clear/").json()["films"]) == 2
    Job.objects.filter(pk=job.pk).update(status="done")
    assert [one["state"] for one in ask("clear/").json()["films"]] == ["uploading"]


def test_the_links_of_a_film_that_plays_are_there(ask: Ask, editor: SiteClient, ready: FilmUpload) -> None:
    title = editor.get(f"{ROOT}state/").json()["films"][0]["title"]
    assert title["watch"] == "/watch/ferry/" and editor.get(title["watch"]).status_code == 200
    assert title["url"].endswith("/change/") and title["artwork"].endswith("/artwork/")
    Video.objects.update(package_key="")
    assert editor.get(f"{ROOT}state/").json()["films"][0]["title"]["watch"] == ""


def test_the_state_of_many_films_asks_as_much_as_that_of_one(
    editor: SiteClient, alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        title = Title.objects.create(name=f"Film {number}", slug=f"film-{number}")
        video = Video.objects.create(title=title)
        FilmUpload.objects.create(owner=alice, state="added", name=title.name, video=video)
        Job.objects.create(kind="package", subject_id=video.pk)
    with django_assert_num_queries(9):
        assert len(editor.get(f"{ROOT}state/").json()["films"]) == 30


def test_the_episodes_of_a_season_stand_together_in_their_order(ask: Ask) -> None:
    names = ["Pier S01E02.mkv", "Ferry (2020).mkv", "Pier S01E01.mkv", "Pier S01E10.mkv", "Pier S02E01.mkv"]
    ask("begin/", files=[FILE | {"path": name} for name in names])
    shown = [(film["name"] or film["show"], film["season"], film["number"]) for film in ask("state/").json()["films"]]
    assert shown == [("Pier", 2, 1), ("Pier", 1, 1), ("Pier", 1, 2), ("Pier", 1, 10), ("Ferry", None, None)]


def test_of_an_episode_its_still_is_shown(ask: Ask, ready: FilmUpload) -> None:
    title = ready.video.title  # type: ignore[union-attr]  # it has one
    show = Title.objects.create(name="Pier", slug="pier", kind="show")
    fields = {"kind": "episode", "season": Season.objects.create(show=show, number=1), "number": 1}
    Title.objects.filter(pk=title.pk).update(**fields, poster="a.jpg", still="b.jpg")
    shown = ask("state/").json()["films"][0]["title"]
    assert shown["poster"].endswith("b.jpg") and shown["wide"]
