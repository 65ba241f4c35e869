"""Uses an uploaded picture as the poster, backdrop or still of a title."""

from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext
from PIL import Image, UnidentifiedImageError

from catalog.models import Title
from catalog.services.pictures import pictures_remove
from playback.models import Artwork
from playback.services.artwork import WANTED
from playback.uploads.models import UploadFile
from playback.uploads.parts import part_path
from trendflix.core.errors import UserError

ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


def picture_use(title: Title, file: UploadFile) -> None:
    """Show a picture as what its role says; an episode's poster is that of a show that has none.

    Raises ``UserError`` where it is no picture, or the title shows none of that shape.
    """
    shown = _title_of(title, file)
    ending = _ending(file)
    before = getattr(shown, file.role).name
    with transaction.atomic():
        field = getattr(shown, file.role)
        field.save(f"{shown.slug}.{ending}", ContentFile(part_path(file.pk).read_bytes()), save=False)
        Title.objects.filter(pk=shown.pk).update(**{file.role: field.name})
        Artwork.objects.filter(title=shown, shape=file.role).delete()
        transaction.on_commit(partial(pictures_remove, [before or ""]))


def _title_of(title: Title, file: UploadFile) -> Title:
    shape = Artwork.Shape(file.role)
    if shape in WANTED[Title.Kind(title.kind)]:
        return title
    show = title.season.show if title.season else None
    if show is not None and shape in WANTED[Title.Kind.SHOW] and not getattr(show, file.role):
        return show
    raise UserError(
        gettext("%(name)s: %(title)s shows no %(shape)s.") % {"name": file.name, "title": title, "shape": shape.label}
    )


def _ending(file: UploadFile) -> str:
    try:
        with Image.open(part_path(file.pk), formats=list(ENDINGS)) as picture:
            picture.verify()
            return ENDINGS[picture.format or ""]
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, KeyError) as error:
        if isinstance(error, FileNotFoundError):
            raise
        raise UserError(gettext("%(name)s: it cannot be read as a picture.") % {"name": file.name}) from error
