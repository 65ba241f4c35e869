"""Keeps track of where an account is signed in."""

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

EVERY_SECONDS = 300
UNTRACKED = ("/stream/", "/media/", "/still/", "/static/")


class SessionActivity:
    """Notes when a session was last seen, at most every ``EVERY_SECONDS``: pages stay reads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note it, and answer."""
        if not request.path.startswith(UNTRACKED) and request.user.is_authenticated:
            key = request.session.session_key
            if key and session_is_due(key):
                UserSession.objects.create_from_request(request)
        return self.get_response(request)


def session_is_due(session_key: str) -> bool:
    """Whether a session has not been noted for a while; says so once."""
    return cache.add(f"session-seen:{session_key}", True, EVERY_SECONDS)
