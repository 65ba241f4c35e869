"""Slugs: the readable part of an address, in any script.

Latin letters lose their accents, other scripts stay as they are: browsers show them, and a transliteration must know
the language (東京 is read Dōngjīng in Chinese and Tōkyō in Japanese). Vowel signs of Indic and South-East Asian scripts
are marks (Unicode category M), which Django's own unicode slugs drop; here they are kept.
"""

import unicodedata
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_unicode_slug
from django.db import models
from django.urls import register_converter
from django.utils.translation import gettext_lazy as _

from trendflix.core.search.text import fold

APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")
MAX_BASE = 200


def slug_of(name: str, fallback: str = "title", max_length: int = MAX_BASE) -> str:
    """The slug of a name: ``Amélie’s Straße`` → ``amelies-strasse``, ``東京 物語`` → ``東京-物語``."""
    plain = fold(name.translate(APOSTROPHES))
    words = "".join(sign if _is_letter(sign) else " " for sign in plain).split()
    return "-".join(words)[:max_length].strip("-") or fallback


def slug_free(base: str, taken: Iterable[str]) -> str:
    """The first of ``base``, ``base-2``, ``base-3`` … that is not among ``taken``."""
    used, slug, number = set(taken), base, 2
    while slug in used:
        slug, number = f"{base}-{number}", number + 1
    return slug


def slug_validate(text: str) -> None:
    """Raise ``ValidationError`` where a text holds anything but letters, marks, digits, hyphens and underscores."""
    if not is_slug(text):
        raise ValidationError(_("Enter letters, digits, hyphens and underscores alone."), code="invalid")


def is_slug(text: str) -> bool:
    """Whether a text can be a slug."""
    return bool(text) and all(sign in "-_" or _is_letter(sign) for sign in text)


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign)[0] == "M"


class UnicodeSlugField(models.SlugField[str, str]):
    """A slug in any script."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "allow_unicode": True})
        self.validators = [slug_validate if one is validate_unicode_slug else one for one in self.validators]

    def formfield(self, **kwargs: Any) -> Any:
        """A text field; the model's own validator checks it."""
        return models.CharField.formfield(self, **{"form_class": forms.CharField, **kwargs})


class UnicodeSlugConverter:
    """The path converter ``uslug``: a slug in any script; composed characters (NFC), as slugs are stored."""

    regex = r"[^/\s]+"

    def to_python(self, value: str) -> str:
        """The slug as it is stored. Raises ``ValueError`` (no such page) where it is none."""
        text = unicodedata.normalize("NFC", value)
        if not is_slug(text):
            raise ValueError(value)
        return text

    def to_url(self, value: str) -> str:
        """The slug as it stands."""
        return value


register_converter(UnicodeSlugConverter, "uslug")
