"""Every action of the admin: a new one without a row in ``tests/site/admin_rows.py`` fails here."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core import serializers
from django.db.models import Model
from django.test import Client

from tests.site.admin_rows import ASKING, ROWS, SPECIAL, form_of
from trendflix.jobs.models import Job

pytestmark = pytest.mark.django_db


def actions() -> list[str]:
    """``app.model.action`` of every action that the project has added to a page of the admin."""
    return [
        f"{model._meta.label_lower}.{action}"
        for model, page in admin.site._registry.items()
        for action in page.actions or ()
        if isinstance(action, str)
    ]


@pytest.fixture
def row(request: pytest.FixtureRequest, carol: User) -> Model:
    """A row on which the action that is tried does something."""
    action: str = request.getfixturevalue("action")
    make = SPECIAL.get(action) or ROWS.get(action.rpartition(".")[0])
    assert make is not None, f"{action} has no row in tests/site/admin_rows.py"
    return make()


def run(client: Client, action: str, row: Model) -> int:
    """Choose a row and run an action on it, with its form where it has one; the status of the answer."""
    app, model, name = action.split(".")
    sent = {"action": name, "_selected_action": [row.pk], **form_of(action)}
    return int(client.post(f"/admin/{app}/{model}/", sent).status_code)


def state() -> str:
    """All that the actions can change."""
    rows = [list(model._default_manager.order_by("pk")) for model in sorted(changed_by_actions(), key=str)]
    return str(serializers.serialize("json", [one for several in rows for one in several]))


def changed_by_actions() -> set[type[Model]]:
    """The models that have actions, and the jobs that these enqueue."""
    return {model for model, page in admin.site._registry.items() if page.actions and model is not User} | {Job}


@pytest.mark.parametrize("action", ASKING)
def test_an_action_that_asks_on_a_page_changes_nothing_yet(admin_client: Client, action: str, row: Model) -> None:
    before = state()
    assert run(admin_client, action, row) in (200, 302)
    assert state() == before and not LogEntry.objects.exists()


@pytest.mark.parametrize("action", [action for action in actions() if action not in ASKING])
def test_an_action_changes_something_and_is_in_the_log(admin_client: Client, action: str, row: Model) -> None:
    assert run(admin_client, action, row) == 302
    entry = LogEntry.objects.filter(object_id=str(row.pk), content_type__model=row._meta.model_name).first()
    assert entry is not None and entry.user.username == "carol" and entry.change_message


@pytest.mark.parametrize("action", actions())
def test_who_may_only_look_is_not_offered_it_and_cannot_run_it(viewing_staff: Client, action: str, row: Model) -> None:
    app, model, name = action.split(".")
    form_of(action)
    before = state()
    assert f'value="{name}"' not in viewing_staff.get(f"/admin/{app}/{model}/").content.decode()
    run(viewing_staff, action, row)
    assert state() == before and not LogEntry.objects.exists()


@pytest.mark.parametrize("action", actions())
def test_an_action_names_its_permission(action: str) -> None:
    app, model, name = action.split(".")
    page = next(page for of, page in admin.site._registry.items() if of._meta.label_lower == f"{app}.{model}")
    assert getattr(getattr(page, name), "allowed_permissions", None)


@pytest.mark.parametrize(
    "model", ["jobs.job", "jobs.jobreportrow", "playback.progress", "shopping.match", "vision.garment"]
)
def test_what_machines_write_is_not_offered_for_deletion(admin_client: Client, model: str) -> None:
    page = admin_client.get(f"/admin/{model.replace('.', '/')}/").content.decode()
    assert 'value="delete_selected"' not in page


def test_no_page_of_the_admin_shows_session_keys(admin_client: Client) -> None:
    labels = {model._meta.label_lower for model in admin.site._registry}
    assert labels & {"sessions.session", "accounts.viewer"} == set()
    shown = [
        f"{model._meta.label_lower}.{field.name}"
        for model in admin.site._registry
        for field in model._meta.get_fields()
        if "session_key" in field.name
    ]
    assert shown == []
