"""Reads a subtitle file: its charset, its format by what it says, its captions."""

from dataclasses import replace

from django.utils.translation import gettext

from playback.media.captions.charset import text_decode
from playback.media.captions.cue import Caption, NoCaptions, Reading
from playback.media.captions.substation import substation_captions
from playback.media.captions.timed import captions_of, srt_cues, timing, vtt_cues
from trendflix.core.errors import UserError

FORMATS = (".vtt", ".srt", ".ass", ".ssa")
MAX_WARNINGS = 20


def subtitles_read(data: bytes, suffix: str, name: str, language: str = "") -> Reading:
    """Read a file's bytes; ``name`` is what people call it, ``language`` (BCP 47) a hint at its charset.

    What it says counts, not its suffix: WebVTT is known by its first line, scripts by [Events], SubRip by its times.
    Raises ``UserError`` where it is none of them, ``NoCaptions`` where it holds no caption.
    """
    text, charset = text_decode(data, language)
    lines = _lines(text)
    found = _by_format(lines, suffix, name)
    if not found.captions:
        raise NoCaptions(f"{name}: holds no line of subtitles.")
    odd = [f"line {line}: bytes that are not {charset}" for line in _undecoded(lines, data, charset)]
    return replace(found, charset=charset, warnings=_limited([*odd, *found.warnings]))


def _lines(text: str) -> list[str]:
    """Lines as editors count them; ``\\r\\r\\n`` is a line end that was converted twice."""
    return text.replace("\ufeff", "").replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _by_format(lines: list[str], suffix: str, name: str) -> Reading:
    first = next((line.strip() for line in lines if line.strip()), "")
    if first.startswith("WEBVTT"):
        scan, blocks = vtt_cues(lines)
        return Reading(_ordered(captions_of(scan, webvtt=True)), "", tuple(scan.warnings), blocks)
    if suffix in (".ass", ".ssa") or first.lower() == "[script info]":
        captions, warnings = substation_captions(lines, name)
        return Reading(tuple(captions), "", tuple(warnings))
    if first and not any(timing(line) for line in lines):
        raise UserError(
            gettext("%(name)s: not a valid %(suffix)s file, no line of it has times.")
            % {"name": name, "suffix": suffix}
        )
    scan = srt_cues(lines)
    return Reading(_ordered(captions_of(scan)), "", tuple(scan.warnings))


def _ordered(captions: list[Caption]) -> tuple[Caption, ...]:
    return tuple(sorted(captions, key=lambda caption: (caption.start, caption.end)))


def _undecoded(lines: list[str], data: bytes, charset: str) -> list[int]:
    """The numbers of lines with characters that could not be decoded."""
    if charset.startswith("utf-8") and "\ufffd".encode() in data:
        return []  # the file has the replacement character itself
    return [number for number, line in enumerate(lines, 1) if "\ufffd" in line]


def _limited(warnings: list[str]) -> tuple[str, ...]:
    """Not more than people read, in the order of lines."""
    ordered = sorted(warnings, key=lambda words: int(words[5 : words.index(":")]))
    more = len(ordered) - MAX_WARNINGS
    return (*ordered[:MAX_WARNINGS], f"… and {more} more.") if more > 0 else tuple(ordered)
