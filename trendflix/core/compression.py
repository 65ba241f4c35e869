"""Content codings that a client takes (RFC 9110, 12.5.3)."""

import re

REFUSED = re.compile(r";\s*q=0(\.0*)?\s*$")


def accepts_gzip(header: str) -> bool:
    """Whether an ``Accept-Encoding`` header names gzip and does not refuse it (``gzip;q=0``)."""
    return any(part.strip().startswith("gzip") and not REFUSED.search(part) for part in header.lower().split(","))
