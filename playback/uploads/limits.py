"""How much a person may have unfinished at a time, and how much the disk can still take."""

import shutil
from contextlib import suppress

from django.conf import settings
from django.db.models import Count, Sum
from django.utils.translation import gettext

from playback.uploads.accepting import in_words
from playback.uploads.errors import NoRoom, TooLarge
from playback.uploads.models import UploadFile
from playback.uploads.parts import parts_folder
from trendflix.core.garbage import children

MAX_FILES = 2000
"""Unfinished files of one person."""


def quota_check(owner_id: int, size: int, name: str) -> None:
    """Raise ``TooLarge`` where ``size`` bytes more are too many for a person. Call it with the person's row locked."""
    held = UploadFile.objects.filter(owner=owner_id).aggregate(bytes=Sum("size"), files=Count("pk"))
    left = settings.UPLOAD_QUOTA_BYTES - (held["bytes"] or 0)
    if size > left:
        raise TooLarge(
            gettext("%(name)s: it has %(size)s, and your unfinished uploads leave %(left)s of %(quota)s.")
            % {
                "name": name,
                "size": in_words(size),
                "left": in_words(max(left, 0)),
                "quota": in_words(settings.UPLOAD_QUOTA_BYTES),
            }
        )
    if held["files"] >= MAX_FILES:
        raise TooLarge(
            gettext("%(name)s: you have %(count)d unfinished uploads; finish or cancel some.")
            % {"name": name, "count": held["files"]}
        )


def room_check(size: int, name: str) -> None:
    """Raise ``NoRoom`` where the disk has no room for ``size`` bytes beside what is promised to other uploads."""
    folder = parts_folder()
    folder.mkdir(parents=True, exist_ok=True)
    promised = UploadFile.objects.aggregate(bytes=Sum("size"))["bytes"] or 0
    free = shutil.disk_usage(folder).free - max(0, promised - _arrived())
    if size > free:
        raise NoRoom(
            gettext("%(name)s: it has %(size)s; the server's disk has room for %(limit)s.")
            % {"name": name, "size": in_words(size), "limit": in_words(max(free, 0))}
        )


def _arrived() -> int:
    """Bytes of all parts."""
    total = 0
    for path in children(parts_folder()):
        with suppress(FileNotFoundError):  # finished meanwhile
            total += path.stat().st_size
    return total
