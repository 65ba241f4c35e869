"""Takes in what lies beside a film: notes, pictures and subtitles. What cannot be read is a warning, never an end."""

import io
from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext
from PIL import Image, ImageOps

from catalog.library.beside import Beside
from catalog.library.entries import Entry
from catalog.library.nfo import MAX_BYTES as NFO_BYTES
from catalog.library.nfo import nfo_read
from catalog.library.notes import Notes
from catalog.models import Title
from catalog.services import pictures_remove
from catalog.services.provenance import may_fill
from playback.models import Artwork, Video
from playback.services.subtitles import MAX_BYTES as SUBTITLE_BYTES
from playback.services.subtitles import subtitle_add
from trendflix.core.errors import UserError

SIZES = {"poster": (1_000, 1_500), "backdrop": (1_920, 1_080), "still": (1_280, 720)}
MAX_PIXELS, MIN_SIDE, QUALITY = 64_000_000, 32, 88
Warned = list[tuple[Entry, str]]
"""Files that could not be used, and why."""


def notes_of(beside: Beside, warned: Warned) -> list[Notes]:
    """What the ``.nfo`` files of an item say, in their order."""
    found: list[Notes] = []
    for entry in beside.notes:
        try:
            found += nfo_read(_read(entry, NFO_BYTES))
        except UserError as error:
            warned.append((entry, str(error)))
    return found


def _read(entry: Entry, limit: int) -> bytes:
    """At most one byte more than ``limit``, by which readers know that there is more."""
    try:
        with entry.path.open("rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        raise UserError(gettext("cannot be read (%(reason)s)") % {"reason": error.strerror}) from error


def joined(notes: Iterable[Notes], kinds: tuple[str, ...]) -> Notes | None:
    """The notes of an item as one: of a file of several episodes their stories one after the other."""
    listed = [one for one in notes if one.kind in (*kinds, "")]
    if not listed:
        return None
    stories = "\n\n".join(dict.fromkeys(one.synopsis for one in listed if one.synopsis))
    names = " / ".join(dict.fromkeys(one.name for one in listed if one.name))
    first = listed[0]
    fields = {name: getattr(first, name) for name in first.__slots__}
    return Notes(
        **{**fields, "name": names, "synopsis": stories, "ids": {k: v for n in listed for k, v in n.ids.items()}}
    )


def pictures_take(title: Title, pictures: dict[str, Entry], source: str, warned: Warned) -> list[str]:
    """Let a title show the pictures that lie beside its film, where no person chose others; the shapes that changed."""
    changed = []
    for shape, entry in pictures.items():
        if not may_show(title, shape):
            continue
        try:
            picture_set(title, shape, _read(entry, settings.PICTURE_MAX_BYTES), source)
            changed.append(shape)
        except UserError as error:
            warned.append((entry, str(error)))
    return changed


def may_show(title: Title, shape: str) -> bool:
    """Whether a machine may choose a picture: none is shown, or one that a machine chose or cut from the film."""
    name = getattr(title, shape).name
    made = name and Artwork.objects.filter(title=title, shape=shape, name=name, is_chosen=False).exists()
    return bool(made and title.provenance.get(shape) != "person") or may_fill(title, shape, name)


def picture_set(title: Title, shape: str, data: bytes, source: str) -> None:
    """Show a picture as a title's ``shape``, written anew as JPEG no larger than it is shown. Raises ``UserError``."""
    written = picture_written(data, SIZES[shape])
    with transaction.atomic():
        Title.objects.select_for_update().filter(pk=title.pk).first()
        title.refresh_from_db(fields=[shape, "provenance"])
        field, before = getattr(title, shape), getattr(title, shape).name
        field.save(f"{title.pk}-{source}.jpg", ContentFile(written), save=False)
        title.provenance[shape] = source
        title.save(update_fields=[shape, "provenance"])
        transaction.on_commit(partial(pictures_remove, [before or ""]))


def picture_written(data: bytes, size: tuple[int, int]) -> bytes:
    """A picture as JPEG that fits into ``size``. Raises ``UserError`` saying what is wrong with it."""
    if len(data) > settings.PICTURE_MAX_BYTES:
        raise UserError(gettext("larger than %(limit)s MiB") % {"limit": settings.PICTURE_MAX_BYTES // 2**20})
    try:
        with Image.open(io.BytesIO(data)) as opened:
            width, height = opened.size
            if width * height > MAX_PIXELS or min(width, height) < MIN_SIDE:
                raise UserError(
                    gettext("%(width)s×%(height)s pixels are not taken") % {"width": width, "height": height}
                )
            opened.draft("RGB", size)
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise UserError(gettext("not a picture that can be read")) from error
    picture.thumbnail(size)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def subtitles_take(video: Video, subtitles: Iterable[Entry], warned: Warned) -> int:
    """Add the subtitle files beside a film as tracks, by the languages and roles that their names tell; how many."""
    count = 0
    for entry in subtitles:
        try:
            name = f"{entry.stem}.{entry.suffix}"
            subtitle_add(video, _read(entry, SUBTITLE_BYTES), name)
            count += 1
        except UserError as error:
            warned.append((entry, str(error)))
    return count
