"""The cookie that tells browsers apart, for addresses that work in one of them; it is stored nowhere on the server."""

import re
import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "browser"
WELL_FORMED = re.compile(r"[A-Za-z0-9_-]{22}")


def browser_id(request: HttpRequest) -> str:
    """The identifier that the browser sent, or a new one, which the answer brings along."""
    sent = request.COOKIES.get(COOKIE, "")
    if not WELL_FORMED.fullmatch(sent):
        sent = request.COOKIES[COOKIE] = secrets.token_urlsafe(16)
        django_request: Any = getattr(request, "_request", request)  # which the REST framework wraps
        django_request._new_browser_id = sent
    return sent


class BrowserCookie:
    """Sets the cookie where an anonymous answer holds addresses that are bound to it; it ends with the browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the cookie where the request got a new identifier."""
        response = self.get_response(request)
        new = getattr(request, "_new_browser_id", None)
        if new is not None:
            secure = settings.SESSION_COOKIE_SECURE
            response.set_cookie(COOKIE, new, httponly=True, secure=secure, samesite="Lax")
        return response
