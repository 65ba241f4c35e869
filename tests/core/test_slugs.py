"""Slugs in any script, and the path converter that reads them."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from catalog.models import Title
from trendflix.core.slugs import UnicodeSlugConverter, is_slug, slug_free, slug_of, slug_validate


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Luma Days", "luma-days"),
        ("Amélie’s Straße", "amelies-strasse"),
        ("Smørbrød & Œuvre", "smorbrod-oeuvre"),
        ("東京物語", "東京物語"),
        ("서울의 봄", "서울의-봄"),
        ("घर वापसी", "घर-वापसी"),
        ("ตลาดกลางคืน", "ตลาดกลางคืน"),
        ("Ёлки: 1914", "елки-1914"),
        ("../../etc", "etc"),
        ("S.W.A.T./2", "s-w-a-t-2"),
        ("?!", "title"),
    ],
)
def test_a_slug_says_the_name_in_its_own_script(name: str, slug: str) -> None:
    assert slug_of(name) == slug and is_slug(slug)


def test_a_slug_ends_where_the_column_does() -> None:
    assert slug_of("a" * 300, max_length=50) == "a" * 50
    assert slug_of("ab " * 100, max_length=6) == "ab-ab"


def test_a_free_slug_is_numbered_past_those_taken() -> None:
    assert slug_free("days", ["days", "days-2", "nights"]) == "days-3" and slug_free("days", []) == "days"


@pytest.mark.parametrize("text", ["", "a b", "a/b", "a.b", "%41", "a\u200bb", "☃"])
def test_what_is_no_slug_is_refused_in_forms_and_in_addresses(text: str) -> None:
    with pytest.raises(ValidationError):
        slug_validate(text)
    with pytest.raises(ValueError):
        UnicodeSlugConverter().to_python(text)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["東京物語", "घर-वापसी", "ぱり", "night-market"])
@pytest.mark.parametrize("address", ["/title/{}/", "/watch/{}/", "/api/v1/titles/{}/"])
def test_addresses_with_slugs_of_any_script_open(client: Client, slug: str, address: str) -> None:
    Title.objects.create(name="Any", slug=slug)
    assert client.get(address.format(slug)).status_code == 200


@pytest.mark.django_db
def test_a_decomposed_address_finds_the_composed_slug(client: Client) -> None:
    Title.objects.create(name="Paris", slug="パリが")
    assert client.get("/title/パリか\u3099/").status_code == 200
