"""Imports of folders in the admin."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from pytest_django import Settings

from catalog.models import LibraryFile, LibraryFolder, Title
from tests.library_tree import Tree
from tests.playback.library.conftest import Run
from trendflix.jobs.models import Job
from trendflix.jobs.runner import job_run

pytestmark = pytest.mark.django_db
PAGE = "/admin/catalog/libraryfolder/"


def test_a_folder_is_named_planned_and_then_imported(admin_client: Client, tree: Tree, settings: Settings) -> None:
    settings.LIBRARY_DIRS = [str(tree.root)]
    tree.film("Night Market (2020)/Night Market (2020).mkv")
    assert str(tree.root) in admin_client.get(f"{PAGE}add/").content.decode()
    sent = {"path": str(tree.root), "mode": "hard", "minutes": "0"}
    assert admin_client.post(f"{PAGE}add/", sent).status_code == 302
    folder = LibraryFolder.objects.get()
    job_run(Job.objects.get(kind="plan_library").pk)
    page = admin_client.get(f"{PAGE}{folder.pk}/change/").content.decode()
    assert "Plan: nothing was changed" in page and "would be added: Night Market (2020)" in page
    assert not Title.objects.exists()
    assert admin_client.get(f"{PAGE}{folder.pk}/import/").status_code == 302
    assert not Job.objects.filter(kind="import_library").exists()
    admin_client.post(f"{PAGE}{folder.pk}/import/")
    job_run(Job.objects.get(kind="import_library").pk)
    page = admin_client.get(f"{PAGE}{folder.pk}/work/").content.decode()
    assert "added: Night Market (2020)" in page and Title.objects.count() == 1
    assert LogEntry.objects.filter(change_message="Asked for its import.").count() == 1


def test_a_folder_outside_of_the_setting_is_refused_at_its_field(
    admin_client: Client, tree: Tree, settings: Settings
) -> None:
    settings.LIBRARY_DIRS = [str(tree.root)]
    sent = {"path": "/etc", "mode": "hard", "minutes": "0"}
    page = admin_client.post(f"{PAGE}add/", sent).content.decode()
    assert "/etc: not below" in page and not LibraryFolder.objects.exists()


def test_a_folder_that_is_no_longer_allowed_is_not_imported(
    admin_client: Client, folder: LibraryFolder, settings: Settings
) -> None:
    settings.LIBRARY_DIRS = []
    page = admin_client.post(f"{PAGE}{folder.pk}/import/", follow=True).content.decode()
    assert "TRENDFLIX_LIBRARY_DIRS" in page and not Job.objects.exists()


def test_who_may_only_look_imports_nothing(viewing_staff: Client, folder: LibraryFolder) -> None:
    page = viewing_staff.get(f"{PAGE}{folder.pk}/change/").content.decode()
    assert "Look what would be imported" not in page
    for name in ("plan", "import"):
        assert viewing_staff.post(f"{PAGE}{folder.pk}/{name}/").status_code == 403
    assert not Job.objects.exists()


def test_files_are_listed_and_forgotten_so_that_they_are_imported_again(
    admin_client: Client, tree: Tree, run: Run
) -> None:
    tree.film("Night Market (2020)/Night Market (2020).mkv")
    run()
    page = "/admin/catalog/libraryfile/"
    assert "Night Market (2020).mkv" in admin_client.get(page).content.decode()
    chosen = {"action": "delete_selected", "_selected_action": [LibraryFile.objects.get().pk], "post": "yes"}
    admin_client.post(page, chosen)
    assert not LibraryFile.objects.exists() and Title.objects.count() == 1
    assert run()["added"]["total"] == 1 and Title.objects.count() == 1
