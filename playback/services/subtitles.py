"""Takes subtitle files in and keeps them as WebVTT (W3C)."""

import tempfile
from pathlib import Path

import webvtt
from django.db import transaction

from playback.models import Subtitle, Video
from trendflix.errors import UserError

MOST_BYTES = 5 * 2**20
ENCODINGS = ("utf-8-sig", "utf-16", "cp1252")


def subtitle_text(data: bytes, name: str) -> str:
    """WebVTT text of a ``.vtt`` or ``.srt`` file. Raises ``UserError`` saying what is wrong with it."""
    suffix = Path(name).suffix.lower()
    if suffix not in (".vtt", ".srt"):
        raise UserError(f"{name}: subtitles are .vtt or .srt files.")
    if len(data) > MOST_BYTES:
        raise UserError(f"{name}: more than {MOST_BYTES // 2**20} MiB of subtitles.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"track{suffix}"
        path.write_text(_decoded(data, name), encoding="utf-8")
        try:
            track = webvtt.read(str(path)) if suffix == ".vtt" else webvtt.from_srt(str(path))
        except webvtt.errors.MalformedFileError as error:
            raise UserError(f"{name}: not a valid {suffix} file ({error}).") from error
    if not track.captions:
        raise UserError(f"{name}: holds no line of subtitles.")
    return str(track.content)


def _decoded(data: bytes, name: str) -> str:
    candidates = ENCODINGS if data[:2] in (b"\xff\xfe", b"\xfe\xff") else (ENCODINGS[0], ENCODINGS[2])
    for encoding in candidates:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError(f"{name}: the text's encoding is not known; save it as UTF-8.")


def subtitle_add(video: Video, data: bytes, name: str, language: str = "en", label: str = "") -> Subtitle:
    """Add or replace a film's track in a language; its file is named by its row alone."""
    text = subtitle_text(data, name)
    with transaction.atomic():
        first = not video.subtitles.exists()
        fields = {"label": label[:60], "is_default": first}
        track, _ = Subtitle.objects.get_or_create(video=video, language=language[:35], defaults=fields)
        track.path.parent.mkdir(parents=True, exist_ok=True)
        scratch = track.path.with_suffix(".new")
        scratch.write_text(text, encoding="utf-8")
        scratch.replace(track.path)
    return track
