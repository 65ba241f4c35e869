"""The description of the API."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client


def test_the_schema_is_valid_and_made_without_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("spectacular", "--fail-on-warn", "--validate", stdout=StringIO())
    assert "Warning" not in capsys.readouterr().err


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "titles/",
        "titles/{slug}/seasons/",
        "titles/{slug}/seasons/{number}/episodes/",
        "titles/{slug}/rating/",
        "titles/{slug}/timeline/",
        "people/{slug}/titles/",
        "collections/{slug}/titles/",
        "genres/",
        "countries/",
        "languages/",
        "watchlist/{slug}/",
        "ratings/",
        "products/",
        "products/picture/",
        "shop/",
        "lists/",
        "lists/{id}/",
        "lists/{id}/share/",
        "lists/{id}/products/{product}/",
        "saved/marks/",
        "saved/{id}/note/",
        "jobs/",
    ],
)
def test_every_address_is_described(client: Client, address: str) -> None:
    schema = client.get("/api/v1/schema/?format=json").json()
    assert f"/api/v1/{address}" in schema["paths"]
    if address == "titles/":
        named = {one["name"] for one in schema["paths"]["/api/v1/titles/"]["get"]["parameters"]}
        assert {"genre", "year_min", "age", "sort", "q", "cursor", "page_size"} <= named


@pytest.mark.django_db
def test_it_is_made_once_for_everybody(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get("/api/v1/schema/?format=json").json()
    monkeypatch.setattr("drf_spectacular.generators.SchemaGenerator.parse", None)
    assert client.get("/api/v1/schema/?format=json").json() == first
