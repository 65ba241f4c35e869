"""Names of countries and languages in the reader's language."""

import pytest
from django.utils.translation import override

from trendflix.core import cldr


@pytest.mark.parametrize(
    ("reader", "country", "language"),
    [("en", "Germany", "Portuguese (Brazil)"), ("de", "Deutschland", "Portugiesisch (Brasilien)")],
)
def test_names_come_in_the_readers_language(reader: str, country: str, language: str) -> None:
    with override(reader):
        assert cldr.country_name("DE") == country and cldr.language_name("pt-BR") == language


def test_an_unknown_code_stands_for_itself() -> None:
    assert cldr.country_name("XQ") == "XQ" and cldr.language_name("qqq") == "qqq"
    with override("xx"):
        assert cldr.country_name("FR") == "France"


def test_countries_and_languages_are_found_by_code_and_by_name_in_both_languages() -> None:
    with override("de"):
        assert cldr.countries_found("österreich")[0] == cldr.countries_found("austria")[0] == "AT"
        assert cldr.languages_found("japan")[0] == "ja"
    assert cldr.countries_found("fr")[0] == "FR" and cldr.countries_found("zzzz") == []


@pytest.mark.parametrize(("code", "known"), [("FR", True), ("fr", False), ("EU", False), ("ZZ", False)])
def test_countries_are_those_of_iso_3166(code: str, known: bool) -> None:
    assert cldr.is_country(code) is known


@pytest.mark.parametrize(
    ("code", "known"), [("fr", True), ("pt-BR", True), ("zh-Hant", True), ("FR", False), ("q", False)]
)
def test_languages_are_written_as_bcp_47_says(code: str, known: bool) -> None:
    assert cldr.is_language(code) is known
