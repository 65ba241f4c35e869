"""Signatures of what shops report, with a secret that the shop and this site share.

The signature is HMAC-SHA256 (RFC 2104), in hexadecimal, over the parameters but ``signature`` itself, sorted by name
and written as a query string (``application/x-www-form-urlencoded``, WHATWG URL).
"""

import hmac
import re
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext

from shopping.models import Feed, PostbackSecret
from trendflix.core.encryption import decrypt, encrypt
from trendflix.core.errors import UserError

PURPOSE = "trendflix.shopping.postback"
SECRET_BYTES = 32
WINDOW = timedelta(minutes=10)
"""How far the time in a report may be from ours: an older one is a replay."""


class WrongSignature(UserError):
    """The report is not from the shop, or it is old."""


def secret_make(feed: Feed) -> str:
    """A new secret for a shop, which ends the one before; returned once and kept encrypted."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    PostbackSecret.objects.update_or_create(feed=feed, defaults={"secret": encrypt(secret, PURPOSE)})
    return secret


def signature_of(parameters: Mapping[str, str], secret: str) -> str:
    """The signature of a report, 64 hexadecimal digits."""
    named = sorted((name, value) for name, value in parameters.items() if name != "signature")
    return hmac.new(secret.encode(), urlencode(named).encode(), sha256).hexdigest()


def signature_check(feed: Feed, parameters: Mapping[str, str]) -> None:
    """Raise ``WrongSignature`` where the report is not the shop's, or old."""
    kept, given = PostbackSecret.objects.filter(feed=feed).first(), parameters.get("signature", "")
    if kept is None or not hmac.compare_digest(
        signature_of(parameters, decrypt(kept.secret, PURPOSE)).encode(), given.encode("utf-8", "replace")
    ):
        raise WrongSignature(gettext("The signature is wrong."))
    sent = _time(parameters.get("time", ""))
    if sent is None or abs(timezone.now() - sent) > WINDOW:
        raise WrongSignature(gettext("time: seconds since 1970 (UTC), at most ten minutes from now."))


def _time(text: str) -> datetime | None:
    if not re.fullmatch(r"\d{1,11}", text, re.ASCII):
        return None
    return datetime.fromtimestamp(int(text), UTC)
