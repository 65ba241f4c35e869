"""What is decided of a request before any view: how large it may be, and whether one has to sign in first."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse

from trendflix.core.uploads import UploadRefused

OPEN_PREFIXES = ("/accounts/", "/static/", "/admin/", "/favicon.ico", "/i18n/")
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
        reason = f"This address takes requests of up to {MAX_BODY_BYTES // 2**20} MiB."
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": reason}, status=413)
        raise UploadRefused(reason)


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else 0


class LoginWhenRequired:
    """With ``REQUIRE_LOGIN``, nothing but sign-in, static files and health answers an anonymous request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or ask to sign in."""
        if not settings.REQUIRE_LOGIN or request.user.is_authenticated or request.path.startswith(OPEN_PREFIXES):
            return self.get_response(request)
        if request.path.startswith(("/api/", "/stream/")):
            return JsonResponse({"detail": "Sign in first."}, status=403)
        return redirect_to_login(request.get_full_path())
