"""Sends anonymous viewers to the sign-in page where the site asks for one."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse

OPEN_PREFIXES = ("/accounts/", "/static/", "/admin/", "/favicon.ico", "/healthz", "/readyz")


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
