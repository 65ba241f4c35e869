"""What a browser says of its reader."""

import pytest

from trendflix.core.accept_language import preferred
from trendflix.core.durations import clock, left, length


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", ("de", "AT")),
        ("de,en-GB;q=0.5", ("de", "GB")),
        ("en;q=0.2, fr-CH;q=0.9", ("fr", "CH")),
        ("zh-Hant-TW", ("zh", "TW")),
        ("es-419", ("es", "")),
        ("", ("", "")),
        ("*", ("", "")),
        ("<script>", ("", "")),
        ("x" * 10_000, ("", "")),
    ],
)
def test_language_and_country_are_read(header: str, found: tuple[str, str]) -> None:
    assert preferred(header) == found


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (760, "12:40"), (3725.9, "1:02:05"), (-3, "0:00")])
def test_places_are_written_as_clocks(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"), [(5, "5 s"), (59.6, "1 min"), (720, "12 min"), (3600, "1 h"), (4740, "1 h 19 min")]
)
def test_lengths_are_whole_minutes_and_below_one_seconds(seconds: float, shown: str) -> None:
    assert length(seconds) == shown and left(seconds) == f"{shown} left"
