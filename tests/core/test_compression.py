"""Content codings."""

import pytest

from trendflix.core.compression import accepts_gzip


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("gzip;q=0.01", True),
        ("br", False),
        ("", False),
    ],
)
def test_gzip_is_taken_where_it_is_named_and_not_refused(header: str, accepted: bool) -> None:
    assert accepts_gzip(header) == accepted
