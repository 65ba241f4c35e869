"""Personal tokens for the API."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from trendflix.accounts.membership.models import ApiToken
from trendflix.accounts.membership.secrets import digest_of, secret_make
from trendflix.core.errors import UserError

PREFIX = "tfx_"
"""Lets scanners of leaked secrets find them."""
MAX_TOKENS = 50
MAX_DAYS = 3650
USED_EVERY = timedelta(minutes=1)


def token_make(
    user: User, name: str, scope: str, days: int | None = None, *, is_sign_in: bool = False
) -> tuple[ApiToken, str]:
    """A new token and its secret, which is told here and never again; without ``days`` it does not expire.

    Raises ``UserError`` where the account has too many; signing in takes the place of the oldest sign-in.
    """
    tokens = ApiToken.objects.filter(user=user)
    if tokens.count() >= MAX_TOKENS and not (is_sign_in and _oldest_end(tokens.filter(is_sign_in=True))):
        raise UserError(gettext("An account has up to %(most)d tokens; revoke some first.") % {"most": MAX_TOKENS})
    secret, digest = secret_make(PREFIX)
    expires = timezone.now() + timedelta(days=days) if days else None
    fields = {"name": name, "scope": scope, "digest": digest, "start": secret[:8], "expires": expires}
    return ApiToken.objects.create(user=user, is_sign_in=is_sign_in, **fields), secret


def _oldest_end(tokens: QuerySet[ApiToken]) -> bool:
    oldest = tokens.order_by("pk").first()
    return oldest is not None and bool(oldest.delete()[0])


def tokens_forget() -> int:
    """Remove tokens that have expired; how many those were."""
    return ApiToken.objects.filter(expires__lte=timezone.now()).delete()[0]


def token_revoke(user: User, pk: int) -> bool:
    """End one of an account's own tokens; ``False`` where it has none of that key."""
    return bool(ApiToken.objects.filter(user=user, pk=pk).delete()[0])


def token_of(secret: str) -> ApiToken | None:
    """The token of a secret, with its user, while it is good: not expired, its account active and not being deleted."""
    rows = ApiToken.objects.select_related("user").filter(user__is_active=True, user__deletion=None)
    row = rows.filter(digest=digest_of(secret)).first()
    return None if row is None or row.expires is not None and row.expires <= timezone.now() else row


def token_use(token: ApiToken) -> None:
    """Note that a token is used, once a minute at most."""
    now = timezone.now()
    if token.last_used is None or token.last_used < now - USED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used=now)
