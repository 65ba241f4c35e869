"""What is decided of a request before any view: its language, how large it may be, whether one must sign in."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import gettext

from trendflix.core.uploads import UploadRefused

OPEN_PREFIXES = ("/accounts/", "/static/", "/admin/", "/favicon.ico", "/i18n/")
WORDLESS_PREFIXES = ("/stream/", "/media/")
"""Addresses whose answers are the same in every language."""
UPLOAD_PREFIXES = ("/admin/",)
MAX_BODY_BYTES = 2**20


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
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else 0


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
        if request.path.startswith(("/api/", "/stream/")):
            return JsonResponse({"detail": gettext("Sign in first.")}, status=403)
        return redirect_to_login(request.get_full_path())
