"""The age that a printed maturity rating stands for."""

import pytest

from catalog.certificates import SYSTEMS, ages_offered, countries_with_systems, minimum_age_of
from catalog.models.titles import MAX_AGE
from trendflix.core.cldr import is_country


@pytest.mark.parametrize(
    ("certificate", "countries", "age"),
    [
        ("PG-13", [], 13),
        ("pg 13", [], 13),
        ("R", ["US"], 17),
        ("R", ["CA"], 18),
        ("R", [], 18),
        ("TV-MA", [], 17),
        ("TV-Y7", [], 7),
        ("FSK 12", [], 12),
        ("FSK ab 16", [], 16),
        ("ab 16 Jahren", ["DE"], 16),
        ("12A", ["GB"], 12),
        ("BBFC 15", [], 15),
        ("US: PG", [], 8),
        ("de/6", [], 6),
        ("Tous publics", ["FR"], 0),
        ("-16", ["FR"], 16),
        ("AL", ["NL"], 0),
        ("PG12", ["JP"], 12),
        ("R15+", ["JP"], 15),
        ("MA15+", ["AU"], 15),
        ("U/A", ["IN"], 12),
        ("A", ["IN"], 18),
        ("A", ["MX"], 0),
        ("M/16", ["PT"], 16),
        ("VM14", ["IT"], 14),
        ("K-16", ["FI"], 16),
        ("限", ["TW"], 18),
        ("18+", [], 18),
        ("7", [], 7),
        ("0", ["DE"], 0),
        ("", ["US"], None),
        ("Unrated", [], None),
        ("99", [], None),
        ("1998", [], None),
    ],
)
def test_a_certificate_is_read_by_its_board_its_country_or_as_an_age(
    certificate: str, countries: list[str], age: int | None
) -> None:
    assert minimum_age_of(certificate, countries) == age


def test_every_board_has_known_countries_and_ages_that_a_title_can_have() -> None:
    for system in SYSTEMS:
        assert system.ages and all(0 <= age <= MAX_AGE for age in system.ages.values()), system.name
        assert all(map(is_country, system.countries)), system.name
        assert min(system.ages.values()) == 0, f"{system.name} has no mark for everybody"


def test_a_country_offers_its_boards_marks_by_age_and_another_plain_ages() -> None:
    assert (12, "FSK 12") in ages_offered("DE") and ages_offered("DE")[0] == (0, "FSK 0")
    assert (13, "MPA PG-13, MPAA PG-13") in ages_offered("US")
    assert ages_offered("XX") == [(age, "") for age in (0, 6, 12, 16, 18)]
    assert all(ages_offered(country) for country in countries_with_systems())
