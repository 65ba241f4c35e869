"""Subtitle files named on a command line: read before a title is made for them, then added to its film."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext

from playback.media.captions import Reading
from playback.media.languages import UNKNOWN, language_checked, language_named
from playback.models import Video
from playback.services.subtitles import MAX_BYTES, subtitle_add, subtitle_reading
from trendflix.core.errors import UserError
from trendflix.core.names import readable


@dataclass(frozen=True, slots=True)
class SubtitleFile:
    """A file that was read; ``language`` is BCP 47."""

    name: str
    data: bytes
    language: str
    role: str
    found: Reading


def subtitle_files(paths: Sequence[Path], languages: Sequence[str]) -> list[SubtitleFile]:
    """The files of ``paths``, read. ``languages`` go with them in order; a single one, with all whose names tell none.

    Raises ``UserError`` where one cannot be used, or where two would be the same track.
    """
    if len(languages) > 1 and len(languages) != len(paths):
        raise UserError(
            gettext("%(languages)s languages for %(files)s files of subtitles: give one, or one for each.")
            % {"languages": len(languages), "files": len(paths)}
        )
    if languages and not paths:
        raise UserError(gettext("--language is that of --subtitles, and there are none."))
    single = len(paths) > 1 and len(languages) == 1
    files: dict[tuple[str, ...], SubtitleFile] = {}
    for index, path in enumerate(paths):
        own = language_named(path.name).language if single else ""
        given = "" if not languages else languages[0] if single else languages[index]
        file = _read(path, own or language_checked(given))
        key = (file.language, file.role, path.stem if file.language == UNKNOWN else "")
        if key in files:
            raise UserError(_same(files[key], file))
        files[key] = file
    return list(files.values())


def _read(path: Path, language: str) -> SubtitleFile:
    if not path.is_file():
        raise UserError(gettext("%(name)s: there is no such file.") % {"name": readable(str(path))})
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UserError(
            gettext("%(name)s: cannot be read (%(reason)s).") % {"name": readable(str(path)), "reason": error.strerror}
        ) from error
    named = language_named(path.name)
    language = language or named.language or UNKNOWN
    name = readable(path.name)
    return SubtitleFile(name, data, language, named.role, subtitle_reading(data, name, language))


def _same(first: SubtitleFile, second: SubtitleFile) -> str:
    what = f"{first.language} {first.role}".strip()
    return (
        f"{first.name} and {second.name}: both are {what}; name their languages in the files' names or with --language."
    )


def subtitle_file_add(video: Video, file: SubtitleFile) -> dict[str, Any]:
    """Add a file's track; what became of it, for a report."""
    track = subtitle_add(video, file.data, file.name, file.language, role=file.role)
    return {
        "file": file.name,
        "language": track.language,
        "role": track.role,
        "label": track.shown_label,
        "charset": track.charset,
        "captions": len(file.found.captions),
        "warnings": track.warnings,
    }
