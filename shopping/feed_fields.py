"""Checks of single fields of the feed form."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext

from shopping.feeds.fetching.credentials import without_credentials
from shopping.feeds.values.currencies import currencies


def address_of(text: str) -> tuple[str, str, str]:
    """(address, user, password) of a web address. Raises ``ValidationError`` for any other."""
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        is_web = False
    if not is_web or not text.isprintable() or " " in text:
        raise forms.ValidationError(gettext("This is no web address; use one like https://shop.example/feed.xml."))
    return without_credentials(text)


def currency_checked(text: str) -> str:
    """An ISO 4217 code in capitals, or nothing."""
    code = text.strip().upper()
    if code and code not in currencies():
        raise forms.ValidationError(gettext("%(code)s is no ISO 4217 code; use one like EUR or USD.") % {"code": code})
    return code


def letters_checked(text: str, example: str) -> str:
    """A code of two letters, or nothing."""
    code = text.strip()
    if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
        words = gettext("%(code)s is no code of two letters; use one like %(example)s.")
        raise forms.ValidationError(words % {"code": code, "example": example})
    return code


def file_checked(file: UploadedFile[Any]) -> None:
    """Raise ``ValidationError`` for an upload that can be no feed by its size."""
    if file.size == 0:
        raise forms.ValidationError(gettext("%(name)s: an empty file.") % {"name": file.name})
    if (file.size or 0) > settings.FEED_MAX_BYTES:
        raise forms.ValidationError(
            gettext("%(name)s: larger than %(limit)s MiB.")
            % {"name": file.name, "limit": settings.FEED_MAX_BYTES // 2**20}
        )
