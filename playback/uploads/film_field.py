"""The field of a form for a film that may have been sent in pieces before the form itself is."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.forms import Media, Script
from django.urls import reverse
from django.utils.translation import get_language, gettext

from playback.uploads.models import UploadFile
from playback.uploads.parts import part_offset, part_path
from playback.uploads.permissions import Person, files_of
from playback.uploads.services import upload_remove
from trendflix.core.errors import UserError
from trendflix.core.locales.scripts import script_messages


class FilmInput(forms.FileInput):
    """A field for a file that a script sends in pieces as soon as it is chosen; without scripts the form sends it."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Say where the pieces go."""
        told = {
            "data-film-field": f"{name}_upload",
            "data-tus": reverse("admin:uploads_tus"),
            "data-chunk": settings.UPLOAD_CHUNK_BYTES,
        }
        return super().get_context(name, value, {**(attrs or {}), **told})

    def _media(self) -> Media:
        messages = script_messages(get_language() or "")
        scripts: list[Any] = [*([messages] if messages else []), "vendor/tus.min.js"]
        scripts.append(Script("js/uploads/film-field.js", type="module"))
        return Media(css={"all": ["css/admin-uploads.css"]}, js=scripts)

    media = property(_media)


class SentFilm(UploadedFile[Any]):
    """A film that arrived in pieces, as a form's upload."""

    def __init__(self, upload: UploadFile) -> None:
        super().__init__(name=upload.name, size=upload.size)
        self.upload = upload

    def temporary_file_path(self) -> str:
        """Where it lies."""
        return str(part_path(self.upload.pk))


def sent_film(person: Person, pk: UUID) -> SentFilm:
    """A film that somebody has sent whole. Raises ``UserError`` for all others."""
    upload = files_of(person).filter(pk=pk, film=None, role=UploadFile.Role.FILM).first()
    if upload is None or not Path(part_path(pk)).is_file():
        raise UserError(gettext("The uploaded film is on the server no more; choose it again."))
    if part_offset(pk) < upload.size:
        raise UserError(gettext("%(name)s: it has not arrived whole; go on with the upload.") % {"name": upload.name})
    return SentFilm(upload)


def sent_film_done(film: object) -> None:
    """Remove the part of a film that was taken in; does nothing for a film that came with the form."""
    if isinstance(film, SentFilm):
        upload_remove(film.upload)
