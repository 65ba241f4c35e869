"""What is decided of a request before any view: its language, how large it may be, whether one must sign in."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import gettext

from trendflix.core.uploads import UploadRefused

OPEN_PREFIXES = ("/accounts/", "/api/v1/auth/", "/static/", "/admin/", "/favicon.ico", "/i18n/")
WORDLESS_PREFIXES = ("/stream/", "/media/")
"""Addresses whose answers are the same in every language."""
UPLOAD_PREFIXES = ("/admin/",)
MAX_BODY_BYTES = 2**20
MAX_KEY = 2**63 - 1
MAX_DIGITS = 20
"""Of a length; with more it is larger than anything, and Python's own limit of digits is near."""


class BodyLimit:
    """Refuses bodies over ``MAX_BODY_BYTES`` outside of upload addresses by their announced length, unread.

    Uploads have limits of their own (``trendflix.core.uploads``). A body without a length is read as empty by WSGI.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with 413, or hand on."""
        if request.path.startswith(UPLOAD_PREFIXES) or _length(request) <= MAX_BODY_BYTES:
            return self.get_response(request)
        reason = gettext("This address takes requests of up to %s MiB.") % (MAX_BODY_BYTES // 2**20)
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": reason}, status=413)
        raise UploadRefused(reason)


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    if not (text.isascii() and text.isdecimal()):
        return 0  # as WSGI reads it
    return int(text) if len(text) < MAX_DIGITS else MAX_BODY_BYTES + 1


class Unstorable:
    """Answers what no database can hold: a NUL in filters of the admin with 400, a key beyond 64 bits with 404.

    Lists of the admin filter by any field, and PostgreSQL takes no NUL. SQLite's driver raises for large numbers, where
    PostgreSQL finds no row; an address may hold any.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with 400, or hand on."""
        if request.path.startswith("/admin/") and "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("a NUL in the query")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, values: dict[str, Any]) -> None:
        """Raise ``Http404`` where a number of the address is larger than any key."""
        if any(isinstance(value, int) and value > MAX_KEY for value in values.values()):
            raise Http404("There is no row with so large a key.")

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Raise ``Http404`` in place of what SQLite's driver raises."""
        if isinstance(error, OverflowError) and "SQLite INTEGER" in str(error):
            raise Http404("There is no row with so large a key.") from error


class ViewerLanguage(LocaleMiddleware):
    """Django's own: the language of the cookie that the footer's form sets, else of ``Accept-Language``.

    Films and pictures carry no words; without ``Vary: Accept-Language`` a cache keeps one copy of them for everybody.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Say which language the answer is in, and that it depends on the request's."""
        if request.path.startswith(WORDLESS_PREFIXES):
            return response
        return super().process_response(request, response)


class LoginWhenRequired:
    """With ``REQUIRE_LOGIN``, nothing but sign-in, static files and health answers an anonymous request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or ask to sign in."""
        if not settings.REQUIRE_LOGIN or request.user.is_authenticated or request.path.startswith(OPEN_PREFIXES):
            return self.get_response(request)
        if _brings_token(request):
            return self.get_response(request)
        if request.path.startswith(("/api/", "/stream/")):
            return JsonResponse({"detail": gettext("Sign in first.")}, status=403)
        return redirect_to_login(request.get_full_path())


def _brings_token(request: HttpRequest) -> bool:
    """Whether a program calls the API with a token, which every endpoint checks: 401 where it is no good."""
    return request.path.startswith("/api/") and request.headers.get("Authorization", "").lower().startswith("bearer ")
