"""Takes the text tracks that a film's file brings along."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop

from playback.media import ffmpeg
from playback.media.captions import NoCaptions
from playback.media.encode import QUIET
from playback.media.inputs import reading
from playback.media.languages import UNKNOWN
from playback.media.streams import Text, language_name
from playback.models import Subtitle, Video
from playback.services.subtitles import subtitle_keep, subtitle_reading
from playback.tracks import tracks_to_come
from trendflix.core.errors import UserError
from trendflix.core.folders import work_folder
from trendflix.jobs.progress import Progress

FORMATS = {
    "ass": ("ass", "copy"),
    "ssa": ("ass", "copy"),
    "webvtt": ("vtt", "copy"),
    "subrip": ("srt", "copy"),
    "srt": ("srt", "copy"),
}
"""Codec in the film → file and ffmpeg's encoder. SubRip is copied: WebVTT's encoder would lose places and charset."""
OTHER = ("srt", "srt")


def subtitles_from_file(
    video: Video, source: Path, texts: tuple[Text, ...], failed: list[dict[str, str]], progress: Progress
) -> None:
    """Take the text tracks that a film brings along; what a person set on them before stays. What fails is noted."""
    if not texts:
        return
    progress(gettext_noop("subtitles"), 0.0)
    with work_folder("subtitles-") as folder:
        files = [(text, Path(folder) / f"{text.index}.{_format(text)[0]}") for text in texts]
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


def _format(text: Text) -> tuple[str, str]:
    return FORMATS.get(text.codec, OTHER)


def _extract(video: Video, source: Path, files: list[tuple[Text, Path]], progress: Progress) -> None:
    """Read the film once and write each track to its file."""
    command = [ffmpeg.binary(), *QUIET, *reading(source)]
    for text, path in files:
        command += ["-map", f"0:{text.index}", "-c:s", _format(text)[1], str(path)]
    ffmpeg.run(
        command, video.duration, lambda part: progress(gettext_noop("subtitles"), part), limit=600 + video.duration
    )


def _take(video: Video, text: Text, path: Path) -> None:
    data = path.read_bytes()
    language = text.language or UNKNOWN
    found = subtitle_reading(data, path.name, language)
    named: dict[str, Any] = {"language": language, "label": text.title or language_name(text.language)}
    named |= {"role": Subtitle.Role.FORCED if text.is_forced else Subtitle.Role.DIALOGUE}
    others = tracks_to_come(Video.objects.get(pk=video.pk))
    track = others.filter(stream=text.index).first()
    made = track is None
    if track is None:
        is_default = text.is_forced and not others.filter(is_default=True).exists()
        track = Subtitle.objects.create(video=video, stream=text.index, is_default=is_default, **named)
    subtitle_keep(track, data, path.suffix[1:], found, made=made)
