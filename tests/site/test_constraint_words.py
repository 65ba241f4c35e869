"""What people are told where a row breaks a rule of the database."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import BaseConstraint
from django.test import Client
from django.utils.translation import override

from catalog.models import Collection, HomeRow


def constraints() -> list[BaseConstraint]:
    """Those of the models that are the project's own."""
    models = [
        model
        for model in apps.get_models()
        if model.__module__.startswith(("catalog", "playback", "shopping", "trendflix", "vision"))
    ]
    return [one for model in models for one in model._meta.constraints]


@pytest.mark.parametrize("constraint", constraints(), ids=lambda one: str(one.name))
def test_a_rule_is_said_in_clear_words_in_both_languages(constraint: BaseConstraint) -> None:
    with override("en"):
        english = str(constraint.get_violation_error_message())
    with override("de"):
        german = str(constraint.get_violation_error_message())
    assert constraint.name not in english and english.endswith(".")
    assert german != english


@pytest.mark.django_db
def test_a_form_of_the_admin_says_them(client: Client, carol: User) -> None:
    collection = Collection.objects.create(name="Noir", slug="noir")
    HomeRow.objects.create(kind="collection", collection=collection)
    client.force_login(carol)
    answer = client.post(
        "/admin/catalog/homerow/add/", {"kind": "collection", "collection": collection.pk, "position": 1}
    )
    assert "This collection has a row on the home page already." in answer.content.decode()
