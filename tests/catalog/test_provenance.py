"""Who filled which field of a title."""

import pytest
from django.test import Client

from catalog.models import Title
from catalog.services.provenance import fields_lock, may_fill

pytestmark = pytest.mark.django_db


def test_what_a_person_typed_or_nobody_accounts_for_is_not_filled(library: dict[str, Title]) -> None:
    ferry = library["ferry"]
    assert not may_fill(ferry, "year", ferry.year)
    assert may_fill(ferry, "tagline", ferry.tagline)
    ferry.provenance = {"year": "nfo"}
    assert may_fill(ferry, "year", ferry.year)
    fields_lock(ferry, ["year", "published", "tagline"])
    ferry.refresh_from_db()
    assert ferry.provenance == {"year": "person", "tagline": "person"}
    assert not may_fill(ferry, "year", ferry.year) and not may_fill(ferry, "tagline", "")


def test_saving_a_title_in_the_admin_keeps_what_was_changed_there(desk: Client, library: dict[str, Title]) -> None:
    ferry = library["ferry"]
    address = f"/admin/catalog/title/{ferry.pk}/change/"
    form = desk.get(address).context["adminform"].form
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in sent.items() if value not in (None, "") and name not in ("published",)}
    sent |= {"published": "on", "tagline": "One last crossing", "genres": [genre.pk for genre in ferry.genres.all()]}
    sent |= {"publish_at_0": "", "publish_at_1": "", "publish_until_0": "", "publish_until_1": ""}
    sent |= {"credits-TOTAL_FORMS": "0", "credits-INITIAL_FORMS": "0"}
    answer = desk.post(address, sent)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    ferry.refresh_from_db()
    assert ferry.provenance == {"tagline": "person"}
