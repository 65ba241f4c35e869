"""Whether what somebody does may be noted."""

from django.http import HttpRequest

from trendflix.accounts.models import Viewer

REFUSALS = {"Sec-GPC": "1", "DNT": "1"}
"""Global Privacy Control (W3C), and Do Not Track (Tracking Preference Expression)."""


def may_note(request: HttpRequest, viewer: Viewer | None) -> bool:
    """No where the browser asks not to be tracked, and never for a child's profile."""
    refused = any(request.headers.get(name) == value for name, value in REFUSALS.items())
    return not refused and not getattr(viewer, "is_child", False)
