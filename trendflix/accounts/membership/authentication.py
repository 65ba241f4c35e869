"""``Authorization: Bearer tfx_…`` of the API."""

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from trendflix.accounts.membership.models import ApiToken
from trendflix.accounts.membership.tokens import token_of, token_use
from trendflix.accounts.visitors import PROFILE_HEADER, names_own_profile

SCHEME = "Bearer"


def token_brought(request: HttpRequest | Request) -> ApiToken | None:
    """The token of a request; ``None`` where it brings none.

    Raises ``AuthenticationFailed`` where it is no good, and ``PermissionDenied`` where it may only read and more is
    asked for, and where the profile that is named is none of its account: a child's that is gone is not the main one.
    """
    words = get_authorization_header(request).split()  # type: ignore[arg-type]  # it reads META
    if not words or words[0].lower() != SCHEME.lower().encode():
        return None
    token = token_of(words[1].decode("utf-8", "replace")) if len(words) == 2 else None
    if token is None:
        raise AuthenticationFailed(_("This token is not valid; it may have expired or been revoked."))
    if token.scope != ApiToken.Scope.WRITE and request.method not in SAFE_METHODS:
        raise PermissionDenied(_("This token may only read."))
    if not names_own_profile(token.user_id, request.headers.get(PROFILE_HEADER, "")):
        raise PermissionDenied(_("The account has no such profile."))
    token_use(token)
    return token


class BearerAuthentication(BaseAuthentication):
    """A personal token; ``request.auth`` is its row. One that may only read changes nothing, on any address."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """The token's account; ``None`` where the request brings no token, 401 where it is no good."""
        token = token_brought(request)
        return None if token is None else (token.user, token)

    def authenticate_header(self, request: Request) -> str | None:
        """How to sign in: programs that sent a token get 401, browsers 403 as ever."""
        return SCHEME if get_authorization_header(request) else None


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[misc]  # drf-spectacular has no types
    """The tokens as OpenAPI describes them."""

    target_class = BearerAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """A bearer token (RFC 6750)."""
        return {"type": "http", "scheme": "bearer", "description": "A personal token of the account page."}
