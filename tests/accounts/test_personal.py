"""What names a person: every model that does is walked by exports and deletions."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import CharField, Field, ForeignKey, Model, TextField
from model_bakery import baker, generators

from trendflix.accounts.membership.deletion import account_erase
from trendflix.accounts.models import Viewer
from trendflix.accounts.personal import Personal, sections

EXCEPTIONS = {
    "auth.User_groups": "which groups an account is in: goes with the account, and names nobody by itself",
    "auth.User_user_permissions": "what an account may: goes with the account",
}
"""Models that refer to an account, and why no section of exports holds them."""
NAMING = ("email", "username", "ip", "ip_address", "recipient", "session_key", "user_agent")
"""Names of fields that name a person without a foreign key."""
NAMELESS = {
    "sessions.Session": "its key opens a door for a while; sessions of an account end when it goes",
    "axes.AccessAttempt": "django-axes counts in the cache; rows that a site keeps go with the account (an eraser)",
    "axes.AccessFailureLog": "as above",
    "axes.AccessLog": "as above",
}
"""Models with such a field that no section holds, and why."""
LEADS_TO = (User, Viewer)
generators.add("trendflix.core.slugs.UnicodeSlugField", lambda: uuid4().hex)


def refers_to_a_person(model: type[Model], seen: tuple[type[Model], ...] = ()) -> bool:
    """Whether a foreign key of a model leads to a user or a viewer, over whatever other models."""
    for field in model._meta.concrete_fields:
        target = field.related_model if isinstance(field, ForeignKey) else None
        if target in LEADS_TO or model in LEADS_TO:
            return True
        if isinstance(target, type) and target not in seen and refers_to_a_person(target, (*seen, model)):
            return True
    return False


def models() -> Iterator[type[Model]]:
    """Every model of the site that has a table of its own."""
    yield from (model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy)


def registered() -> set[str]:
    """The models that sections hold."""
    return {part.model for part in sections()}


def test_every_model_that_leads_to_a_person_is_registered() -> None:
    found = {model._meta.label for model in models() if refers_to_a_person(model)}
    assert found - registered() - set(EXCEPTIONS) == set()


def test_every_model_that_names_a_person_in_a_field_is_registered() -> None:
    found = {
        model._meta.label
        for model in models()
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField) and field.name in NAMING
    }
    assert found - registered() - set(NAMELESS) == set()


def test_no_exception_has_outlived_its_model() -> None:
    labels = {model._meta.label for model in models()}
    assert (set(EXCEPTIONS) | set(NAMELESS)) - labels == set()


@pytest.mark.parametrize("part", sections(), ids=lambda part: part.section)
@pytest.mark.django_db
def test_the_rows_of_a_section_are_found_exported_and_gone(part: Personal, alice: User, bob: User) -> None:
    rows = [row_of(part, who) for who in (alice, bob)]
    assert list(part.rows(alice)) == [rows[0]]
    columns = [*part.columns(), *part.labels.values()]
    assert list(part.rows(alice).values(*columns)), "every column can be read"
    account_erase(User.objects.get(pk=alice.pk))
    assert not part.rows(alice).exists() and part.rows(bob).exists()
    if not part.is_kept:
        assert not type(rows[0])._base_manager.filter(pk=rows[0].pk).exists()


def row_of(part: Personal, user: User) -> Model:
    """A row of a section that belongs to an account."""
    model = apps.get_model(part.model)
    if model is User:
        return user
    path = part.owner.split("__")
    value: Any = user
    if path[-1] == "user" and path[:-1] == ["viewer"]:
        value = Viewer.objects.get_or_create(user=user, is_main=True)[0]
    elif len(path) == 2:
        field: Field[Any, Any] = model._meta.get_field(path[0])
        value = baker.make(str(field.related_model._meta.label), user=user)  # type: ignore[union-attr]  # a foreign key
    fields = {path[0]: value}
    if path[1:] == ["viewer", "user"]:  # every row it refers to is the same viewer's
        viewer = Viewer.objects.get_or_create(user=user, is_main=True)[0]
        keys = [one for one in model._meta.concrete_fields if isinstance(one, ForeignKey)]
        fields = {one.name: baker.make(one.related_model, viewer=viewer) for one in keys}
    if model._meta.label == "usersessions.UserSession":
        fields |= {"ip": "10.0.0.1", "session_key": f"key-{user.pk}"}
    made: Model = baker.make(model, **fields)
    return made
