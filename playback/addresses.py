"""Addresses of the watch page."""

from urllib.parse import urlencode

from django.urls import reverse


def play_address(slug: str, t: str = "") -> str:
    """The watch page of a film that begins by itself, where the viewer left it or at ``t`` seconds."""
    asked = {"t": t, "play": 1} if t else {"play": 1}
    return f"{reverse('watch', args=[slug])}?{urlencode(asked)}"
