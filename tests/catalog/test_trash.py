"""Deleted titles: where they go, what goes with them, and how they come back."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from catalog.models import Title
from catalog.selectors import browsed, titles_visible
from catalog.services import episode_get_or_create, extra_create, film_get_or_create, films_named, show_get_or_create
from catalog.services.trash import empty_trash_job, titles_restore, titles_trash, trash_empty, trash_listed
from tests.clients import SiteClient
from trendflix.accounts.sight import EVERYBODY, STAFF
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import silent

pytestmark = pytest.mark.django_db


def test_a_deleted_show_takes_its_episodes_along_and_nobody_sees_any(library: dict[str, Title]) -> None:
    assert titles_trash([library["show"]]) == 2
    for sight in (EVERYBODY, STAFF):
        assert not titles_visible(sight).filter(pk__in=[library["show"].pk, library["episode"].pk]).exists()
        assert library["show"] not in browsed(sight)
    assert [title.pk for title in trash_listed()] == [library["show"].pk]


def test_restoring_brings_back_what_went_together_and_leaves_what_was_deleted_before(library: dict[str, Title]) -> None:
    second, _ = episode_get_or_create(library["show"], 1, 3)
    titles_trash([second])
    titles_trash([library["show"]])
    assert titles_restore([Title.objects.get(pk=library["show"].pk)]) == 2
    assert library["episode"] in titles_visible(EVERYBODY) and second not in titles_visible(STAFF)


def test_an_edition_goes_with_its_film(library: dict[str, Title]) -> None:
    cut = extra_create(library["ferry"], Title.Kind.EDITION, "Director's cut")
    titles_trash([library["ferry"]])
    assert cut not in titles_visible(STAFF) and list(trash_listed()) == [library["ferry"]]


def test_a_name_in_the_trash_is_free_but_an_episodes_place_is_not(library: dict[str, Title]) -> None:
    titles_trash([library["ferry"], library["episode"]])
    assert not films_named("The Last Ferry").exists()
    assert film_get_or_create("The Last Ferry", 2026)[1]
    with pytest.raises(UserError, match="Fog is in the trash"):
        episode_get_or_create(library["show"], 1, 2)
    titles_trash([library["show"]])
    assert show_get_or_create("Harbour")[0] != library["show"]


def test_emptying_deletes_for_good_what_is_in_the_trash_alone(library: dict[str, Title]) -> None:
    titles_trash([library["show"], library["market"]])
    assert trash_empty(titles=Title.objects.filter(pk=library["show"].pk)) == 2
    assert list(trash_listed()) == [library["market"]] and Title.objects.filter(pk=library["ferry"].pk).exists()
    assert trash_empty() == 1 and not trash_listed().exists()


def test_the_trash_empties_itself_after_the_days_of_the_setting(library: dict[str, Title], settings: Settings) -> None:
    settings.TRASH_DAYS = 7
    titles_trash([library["ferry"], library["market"]])
    Title.objects.filter(pk=library["ferry"].pk).update(trashed=timezone.now() - timedelta(days=8))
    assert empty_trash_job(Job(kind="empty_trash"), silent) == {"deleted": 1}
    assert list(trash_listed()) == [library["market"]]
    settings.TRASH_DAYS = 0
    Title.objects.filter(pk=library["market"].pk).update(trashed=timezone.now() - timedelta(days=800))
    assert empty_trash_job(Job(kind="empty_trash"), silent) == {"deleted": 0}


@pytest.mark.parametrize("address", ["/title/{}/", "/api/v1/titles/{}/", "/watch/{}/"])
def test_pages_of_a_title_in_the_trash_are_there_for_nobody(
    desk: Client, client: Client, library: dict[str, Title], address: str
) -> None:
    titles_trash([library["ferry"]])
    assert desk.get(address.format("the-last-ferry")).status_code == 404
    assert SiteClient().get(address.format("the-last-ferry")).status_code == 404


def test_delete_in_the_admin_asks_and_moves_to_the_trash(desk: Client, library: dict[str, Title]) -> None:
    address = f"/admin/catalog/title/{library['ferry'].pk}/delete/"
    assert "moves to the trash" in desk.get(address).content.decode()
    done = desk.post(address, {"post": "yes"}, follow=True)
    assert "restored from the trash for 30 days" in done.content.decode()
    chosen = {"action": "delete_selected", "_selected_action": [library["market"].pk]}
    assert "moves to the trash" in desk.post("/admin/catalog/title/", chosen).content.decode()
    desk.post("/admin/catalog/title/", chosen | {"post": "yes"})
    assert set(trash_listed()) == {library["ferry"], library["market"]}
    assert "The Last Ferry" not in desk.get("/admin/catalog/title/").content.decode()


def test_the_trash_page_restores_and_deletes_after_asking(desk: Client, library: dict[str, Title]) -> None:
    titles_trash([library["ferry"], library["market"]])
    page = "/admin/catalog/trashedtitle/"
    assert "After 30 days" in desk.get(page).content.decode()
    desk.post(page, {"action": "restore", "_selected_action": [library["ferry"].pk]})
    assert list(trash_listed()) == [library["market"]]
    chosen = {"action": "delete_for_good", "_selected_action": [library["market"].pk]}
    asked = desk.post(page, chosen).content.decode()
    assert "cannot be undone" in asked and Title.objects.filter(pk=library["market"].pk).exists()
    desk.post(f"{page}empty/", {"chosen": [library["market"].pk], "confirmed": "yes"})
    assert not Title.objects.filter(pk=library["market"].pk).exists()
    said = list(LogEntry.objects.order_by("pk").values_list("change_message", flat=True))
    assert said == ["Restored from the trash.", "Deleted for good."]


def test_who_may_only_look_restores_and_empties_nothing(viewing_staff: Client, library: dict[str, Title]) -> None:
    titles_trash([library["ferry"]])
    page = "/admin/catalog/trashedtitle/"
    shown = viewing_staff.get(page).content.decode()
    assert "The Last Ferry" in shown and "Empty the trash" not in shown
    viewing_staff.post(page, {"action": "restore", "_selected_action": [library["ferry"].pk]})
    assert viewing_staff.post(f"{page}empty/", {"confirmed": "yes"}).status_code == 403
    assert list(trash_listed()) == [library["ferry"]]


def test_staff_without_a_right_to_titles_do_not_see_the_trash(client: Client) -> None:
    client.force_login(User.objects.create_user("dan", is_staff=True))
    assert client.get("/admin/catalog/trashedtitle/").status_code == 403
