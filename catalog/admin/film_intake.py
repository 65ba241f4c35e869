"""Films that come with a form of the library: checked with its fields, and taken in once the form is saved.

The library knows no film files; the app that does registers how, in its admin.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser, User
from django.core.files.uploadedfile import UploadedFile
from django.forms import FileInput

from catalog.models import Title

Upload = UploadedFile[Any]
Person = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class FilmIntake:
    """``check`` raises ``UserError`` for a file that is no film; ``take`` keeps it under a title, outside of any
    transaction, and raises ``UserError`` where that cannot be.

    ``widget`` is the field that sends a film in pieces before the form; it names what arrived in the field of its own
    name and ``_upload``. ``sent`` is that film, of the person who sent it; it raises ``UserError`` for all others.
    """

    check: Callable[[Upload], None]
    take: Callable[[Title, Upload], None]
    widget: type[FileInput]
    sent: Callable[[Person, UUID], Upload]


_registered: list[FilmIntake] = []


def register_film_intake(intake: FilmIntake) -> None:
    """Say how films are taken in."""
    _registered[:] = [intake]


def film_intake() -> FilmIntake | None:
    """How films are taken in; ``None`` where no app does."""
    return _registered[0] if _registered else None
