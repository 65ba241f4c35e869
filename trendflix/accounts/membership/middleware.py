"""Keeps track of where an account is signed in; reads the tokens of programs that fetch films and pictures."""

import logging
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied

from trendflix.accounts.membership.authentication import SCHEME, token_brought

log = logging.getLogger(__name__)
EVERY_SECONDS = 300
FETCHED = ("/stream/", "/media/", "/still/")
UNTRACKED = (*FETCHED, "/static/")


class SessionActivity:
    """Notes when a session was last seen, at most every ``EVERY_SECONDS``: pages stay reads.

    Without that note (the database is locked, the disk full) a page is answered all the same.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note it, and answer."""
        if not request.path.startswith(UNTRACKED) and request.user.is_authenticated:
            key = request.session.session_key
            if key and session_is_due(key):
                _note(request)
        return self.get_response(request)


def _note(request: HttpRequest) -> None:
    try:
        UserSession.objects.create_from_request(request)
    except DatabaseError as error:
        log.warning("that a session is used is not noted: %s", error)


def session_is_due(session_key: str) -> bool:
    """Whether a session has not been noted for a while; says so once."""
    return cache.add(f"session-seen:{session_key}", True, EVERY_SECONDS)


class MediaTokens:
    """Lets a program fetch films and pictures with the token, and for the profile, that it calls the API with.

    The API reads tokens by itself; pages take none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hand on as the token's account, or answer why not."""
        if not request.path.startswith(FETCHED):
            return self.get_response(request)
        try:
            token = token_brought(request)
        except AuthenticationFailed as error:
            return JsonResponse({"detail": str(error)}, status=401, headers={"WWW-Authenticate": SCHEME})
        except PermissionDenied as error:
            return JsonResponse({"detail": str(error)}, status=403)
        if token is not None:
            request.user, request.auth = token.user, token  # type: ignore[attr-defined]  # as the REST framework does
        return self.get_response(request)
