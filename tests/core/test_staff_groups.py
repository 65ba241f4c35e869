"""The groups of staff that a site starts with."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from trendflix.core.staff_groups import group_grant, group_make, group_revoke

pytestmark = pytest.mark.django_db
migration = import_module("trendflix.migrations.0001_staff_groups")
later = import_module("trendflix.migrations.0002_groups_of_new_parts")


@pytest.fixture(autouse=True)
def groups(db: None) -> None:
    """Those of the migration, also where a test that ended transactions emptied all tables."""
    migration.make(apps, None)
    later.grant(apps, None)


def allowed(name: str) -> set[str]:
    """What a member of a group may do."""
    member = User.objects.create_user(f"member-{name}", is_staff=True)
    member.groups.add(Group.objects.get(name=name))
    return member.get_all_permissions()


def test_a_site_begins_with_editors_merchandisers_and_support() -> None:
    editor, merchandiser, support = (allowed(name) for name in ("Editor", "Merchandiser", "Support"))
    assert {"catalog.add_title", "playback.change_video", "jobs.change_job"} <= editor
    assert "shopping.change_feed" not in editor and not any("user" in name for name in editor)
    assert {"shopping.add_feed", "shopping.change_match"} <= merchandiser
    assert "catalog.change_title" not in merchandiser
    assert "auth.change_user" in support and "catalog.change_title" not in support


def named(rules: dict[str, str]) -> set[str]:
    """The permissions that rules name."""
    pairs = [(label.split("."), action) for label, actions in rules.items() for action in actions.split()]
    return {f"{app}.{action}_{model}" for (app, model), action in pairs}


def test_every_permission_that_the_groups_name_exists() -> None:
    for name, rules in migration.GROUPS.items():
        assert allowed(name) == named(rules) | named(later.GRANTS[name])


def test_what_was_given_later_is_taken_back_by_reversing_it() -> None:
    later.revoke(apps, None)
    assert "auth.change_user" not in allowed("Support") and "catalog.add_title" in allowed("Editor")


def test_support_gives_itself_no_powers(client: Client, carol: User) -> None:
    member = User.objects.create_user("sam", is_staff=True)
    member.groups.add(Group.objects.get(name="Support"))
    client.force_login(member)
    client.post(f"/admin/auth/user/{member.pk}/change/", {"username": "sam", "is_superuser": "on", "is_staff": "on"})
    member.refresh_from_db()
    assert not member.is_superuser
    assert client.post(f"/admin/auth/user/{carol.pk}/change/", {"username": "x"}).status_code == 403


def test_the_groups_are_made_on_a_database_in_which_no_permission_is_written_yet() -> None:
    migration.remove(apps, None)
    Permission.objects.all().delete()
    ContentType.objects.all().delete()
    ContentType.objects.clear_cache()
    assert not Group.objects.exists()
    migration.make(apps, None)
    assert "catalog.delete_title" in allowed("Editor")


def test_a_group_that_a_site_has_made_itself_gets_nothing() -> None:
    Group.objects.all().delete()
    Group.objects.create(name="Editor")
    migration.make(apps, None)
    assert allowed("Editor") == set() and allowed("Support") != set()


def test_what_a_new_part_gives_to_a_group_can_be_taken_back() -> None:
    group_make("Projectionist", {"playback.video": "view"})
    group_grant("Projectionist", {"playback.video": "change", "jobs.job": "view"})
    assert allowed("Projectionist") == {"playback.view_video", "playback.change_video", "jobs.view_job"}
    group_revoke("Projectionist", {"playback.video": "change", "jobs.job": "view"})
    assert set(Group.objects.get(name="Projectionist").permissions.values_list("codename", flat=True)) == {"view_video"}


def test_nothing_is_given_to_a_group_that_a_site_has_deleted() -> None:
    group_grant("Nobody", {"jobs.job": "view"})
    group_revoke("Nobody", {"jobs.job": "view"})
    assert not Group.objects.filter(name="Nobody").exists()
