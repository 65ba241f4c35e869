"""Takes subtitle files in: the original is kept, and WebVTT (W3C) written from it, moved by the track's offset."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction

from playback import ffmpeg
from playback.captions import FORMATS, NoCaptions, captions_read, captions_write
from playback.encode import QUIET, reading
from playback.models import Subtitle, Video
from playback.streams import Text, language_name
from trendflix.errors import UserError
from trendflix.jobs.progress import Progress

MOST_BYTES = 5 * 2**20
MOST_OFFSET = 3600.0


def subtitle_text(data: bytes, name: str, offset: float = 0.0) -> str:
    """WebVTT text of a subtitle file, moved by ``offset`` seconds. Raises ``UserError`` saying what is wrong."""
    suffix = Path(name).suffix.lower()
    if suffix not in FORMATS:
        raise UserError(f"{name}: subtitles are .vtt, .srt, .ass or .ssa files.")
    if len(data) > MOST_BYTES:
        raise UserError(f"{name}: more than {MOST_BYTES // 2**20} MiB of subtitles.")
    return captions_write(captions_read(data, suffix, name), offset)


def subtitle_add(
    video: Video, data: bytes, name: str, language: str = "en", label: str = "", offset: float = 0.0
) -> Subtitle:
    """Add a film's track, or replace the one of the same language and label; files are named by the row alone."""
    subtitle_text(data, name)
    with transaction.atomic():
        fields = {"is_default": not video.subtitles.exists()}
        key = {"video": video, "language": language[:35], "label": label[:60], "stream": None}
        track, _ = Subtitle.objects.get_or_create(**key, defaults=fields)
        track.kind, track.offset = Path(name).suffix.lower()[1:], offset
        track.save()
        _keep(track, data)
        subtitle_write(track)
    return track


def _keep(track: Subtitle, data: bytes) -> None:
    for path in track.original.parent.glob(f"{track.pk}.*"):
        path.unlink()
    track.original.parent.mkdir(parents=True, exist_ok=True)
    track.original.write_bytes(data)


def subtitle_write(track: Subtitle) -> None:
    """Write the track's WebVTT from its original, beside and renamed."""
    source = track.original if track.original.is_file() else track.path
    text = subtitle_text(source.read_bytes(), source.name, track.offset)
    track.path.parent.mkdir(parents=True, exist_ok=True)
    scratch = track.path.with_suffix(".new")
    scratch.write_text(text, encoding="utf-8")
    scratch.replace(track.path)


def subtitle_move(track: Subtitle, offset: float) -> None:
    """Let a track come later (or, below zero, earlier) by seconds."""
    if abs(offset) > MOST_OFFSET:
        raise UserError(f"{track}: an offset of {offset:g} s is more than an hour.")
    if not track.original.is_file():  # a track from before originals were kept
        _keep(track, track.path.read_bytes())
    track.offset = offset
    track.save(update_fields=["offset"])
    subtitle_write(track)


def subtitle_remove(track: Subtitle) -> None:
    """Remove a track with its files."""
    files = (track.path, track.original)
    track.delete()
    for path in files:
        path.unlink(missing_ok=True)


def subtitles_from_file(
    video: Video, source: Path, texts: tuple[Text, ...], failed: list[dict[str, str]], progress: Progress
) -> None:
    """Take the text tracks that a film brings along; what a person set on them before stays. What fails is noted."""
    if not texts:
        return
    progress("subtitles", 0.0)
    with tempfile.TemporaryDirectory() as folder:
        files = [(text, Path(folder) / f"{text.index}.{_kind(text)}") for text in texts]
        try:
            _extract(video, source, files, progress)
        except UserError:
            for one in files:
                _tried(partial(_extract, video, source, [one], progress), one[0], failed)
        for text, path in files:
            if path.is_file():
                _tried(partial(_take, video, text, path), text, failed)


def _tried(work: Callable[[], None], text: Text, failed: list[dict[str, str]]) -> None:
    """Do it, or note that the track is missing; a track without a line is missed by nobody."""
    try:
        work()
    except NoCaptions:
        pass
    except UserError as error:
        failed.append({"part": f"subtitles in stream {text.index}", "error": str(error)})


def _kind(text: Text) -> str:
    return "ass" if text.codec in ("ass", "ssa") else "vtt"


def _extract(video: Video, source: Path, files: list[tuple[Text, Path]], progress: Progress) -> None:
    """Read the film once and write each track to its file."""
    command = [ffmpeg.binary(), *QUIET, *reading(source)]
    for text, path in files:
        codec = "ass" if _kind(text) == "ass" else "webvtt"
        command += ["-map", f"0:{text.index}", "-c:s", codec, str(path)]
    ffmpeg.run(command, video.duration, lambda part: progress("subtitles", part), limit=600 + video.duration)


def _take(video: Video, text: Text, path: Path) -> None:
    data = path.read_bytes()
    subtitle_text(data, path.name)
    named: dict[str, Any] = {"language": text.language or "und", "label": text.title or language_name(text.language)}
    with transaction.atomic():
        fields = named | {"is_default": text.is_forced and not video.subtitles.filter(is_default=True).exists()}
        track, _ = Subtitle.objects.get_or_create(video=video, stream=text.index, defaults=fields)
        track.kind = path.suffix[1:]
        track.save(update_fields=["kind"])
        _keep(track, data)
        subtitle_write(track)
