"""The names of a film's sounds, their languages and which is the default: a person's word stands over the file's."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from playback.media.playlist import sounds_replaced
from playback.media.streams import Sound
from playback.models import Video
from playback.tracks import is_replacing
from trendflix.core.errors import UserError
from trendflix.core.folders import replacing

NOTE = "package.json"
Edits = Mapping[str, Mapping[str, Any]]
"""Stream of the film's file → ``title``, ``language`` and ``is_default`` of its sound."""


def sounds_edited(sounds: Iterable[Sound], edits: Edits) -> list[Sound]:
    """Sounds as a person named them. Where nobody chose a default, that of the file stays."""
    return [replace(sound, **edits.get(str(sound.index), {})) for sound in sounds]


def sounds_of(video: Video) -> list[Sound]:
    """The sounds of the packaging on show, in the order of their files; none of one that no packager described."""
    return [Sound(**one) for one in video.package.get("audio", []) if "index" in one]


@transaction.atomic
def sounds_edit(video: Video, edits: Edits) -> None:
    """Name the sounds of the film on show, now and in packagings to come of the same file.

    Raises ``UserError`` while another file takes its place, and where the packaging cannot be written.
    """
    row = Video.objects.select_for_update().get(pk=video.pk)
    if is_replacing(row):
        raise UserError(gettext("Another film takes this one's place; name its sounds when it is packaged."))
    row.sound_edits = {**row.sound_edits, **edits}
    try:
        audio = sounds_write(row.folder / "hls" / row.package_key, row.sound_edits)
    except OSError as error:
        raise UserError(
            gettext("The packaging cannot be written (%(reason)s).") % {"reason": error.strerror}
        ) from error
    row.package = {**row.package, "audio": audio}
    row.save(update_fields=["sound_edits", "package"])


def sounds_write(folder: Path, edits: Edits) -> list[dict[str, Any]]:
    """Write what a person said of the sounds into a packaging, where it says otherwise; its sounds as JSON."""
    note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
    sounds = sounds_edited((Sound(**one) for one in note["sounds"]), edits)
    written = [asdict(sound) for sound in sounds]
    if written != note["sounds"]:
        master = folder / "master.m3u8"
        _write(master, sounds_replaced(master.read_text(encoding="utf-8"), sounds))
        _write(folder / NOTE, json.dumps(note | {"sounds": written}))
    return written


def _write(path: Path, text: str) -> None:
    with replacing(path) as scratch:
        scratch.write_text(text, encoding="utf-8")
