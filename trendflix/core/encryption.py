"""Encrypts what the site must be able to read again, such as passwords for shops' feeds, before it is stored.

The keys are derived from ``SECRET_KEY`` and ``SECRET_KEY_FALLBACKS`` (HKDF, RFC 5869), one for each purpose.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext

from trendflix.core.errors import UserError

KEY_BYTES = 32


def encrypt(text: str, purpose: str) -> str:
    """A text as a Fernet token, which only ``decrypt`` with the same purpose reads."""
    return _fernet(purpose).encrypt(text.encode()).decode("ascii")


def decrypt(token: str, purpose: str) -> str:
    """The text of a token. Raises ``UserError`` where it was made with another ``SECRET_KEY``, or altered."""
    try:
        return _fernet(purpose).decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise UserError(
            gettext("A stored password cannot be read with this site's SECRET_KEY; enter it again.")
        ) from error


def _fernet(purpose: str) -> MultiFernet:
    return MultiFernet([Fernet(_key(secret, purpose)) for secret in (settings.SECRET_KEY, *_older())])


def _older() -> list[str]:
    return list(getattr(settings, "SECRET_KEY_FALLBACKS", []))


def _key(secret: str, purpose: str) -> bytes:
    derived = HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(secret.encode())
    return base64.urlsafe_b64encode(derived)
