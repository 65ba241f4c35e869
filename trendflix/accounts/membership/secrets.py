"""Secrets of links and tokens: shown once, kept as digests."""

import hashlib
import secrets

BYTES = 32


def secret_make(prefix: str = "") -> tuple[str, str]:
    """A new secret, and the digest that is kept of it."""
    secret = prefix + secrets.token_urlsafe(BYTES)
    return secret, digest_of(secret)


def digest_of(secret: str) -> str:
    """SHA-256 in hexadecimal; a secret of 256 random bits needs no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
