"""Reads WebVTT, SubRip and (Advanced) SubStation Alpha, and writes WebVTT."""

import html
import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import webvtt

from trendflix.errors import UserError

FORMATS = (".vtt", ".srt", ".ass", ".ssa")
ENCODINGS = ("utf-8-sig", "utf-16", "cp1252")
OVERRIDE = re.compile(r"\{[^}]*\}")
DRAWING = re.compile(r"\{[^}]*\\p[1-9][^}]*\}")
TIME = re.compile(r"^\s*(\d+):(\d{1,2}):(\d{1,2})[.:](\d{1,3})\s*$")


class NoCaptions(UserError):
    """A file of the right kind that holds no caption."""


@dataclass(frozen=True, slots=True)
class Caption:
    """Lines shown from ``start`` to ``end`` (seconds); ``text`` is WebVTT, ``settings`` say where it stands."""

    start: float
    end: float
    text: str
    settings: str = ""


def captions_read(data: bytes, suffix: str, name: str) -> list[Caption]:
    """The captions of a file's bytes, in order of time; ``name`` is what people call it.

    Raises ``UserError`` where the text's encoding is not known, where it is not what its suffix says, and where it
    holds no caption.
    """
    text = _decoded(data, name)
    captions = _substation(text, name) if suffix in (".ass", ".ssa") else _library(text, suffix, name)
    if not captions:
        raise NoCaptions(f"{name}: holds no line of subtitles.")
    return sorted(captions, key=lambda caption: (caption.start, caption.end))


def captions_write(captions: list[Caption], offset: float = 0.0) -> str:
    """WebVTT, every caption moved by ``offset`` seconds; what ends before the film starts is left out."""
    moved = (replace(one, start=max(0.0, one.start + offset), end=one.end + offset) for one in captions)
    blocks = ["WEBVTT"]
    for one in moved:
        if one.end > one.start:
            blocks.append(f"{_stamp(one.start)} --> {_stamp(one.end)}{one.settings and ' ' + one.settings}\n{one.text}")
    return "\n\n".join([*blocks, ""])


def _stamp(seconds: float) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02d}:{whole // 60_000 % 60:02d}:{whole // 1000 % 60:02d}.{whole % 1000:03d}"


def _library(text: str, suffix: str, name: str) -> list[Caption]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"track{suffix}"
        path.write_text(text, encoding="utf-8")
        try:
            track = webvtt.read(str(path)) if suffix == ".vtt" else webvtt.from_srt(str(path))
        except webvtt.errors.MalformedFileError as error:
            raise UserError(f"{name}: not a valid {suffix} file ({error}).") from error
    found = (
        (_seconds(one.start), _seconds(one.end), _lines(one.raw_text), str(one.settings)) for one in track.captions
    )
    return [
        Caption(start, end, shown, settings)
        for start, end, shown, settings in found
        if start is not None and end is not None and end > start and shown
    ]


def _lines(text: str) -> str:
    """No blank line within a caption, and no arrow: both would end it."""
    kept = (line.strip() for line in text.replace("-->", "→").splitlines())
    return "\n".join(line for line in kept if line)


def _substation(text: str, name: str) -> list[Caption]:
    """The dialogue of a SubStation Alpha script, without its styling and its drawings."""
    lines = iter(text.splitlines())
    if not any(line.strip().lower() == "[events]" for line in lines):
        raise UserError(f"{name}: not a SubStation Alpha script, it has no [Events].")
    columns, captions = ["start", "end", "text"], []
    for line in lines:
        kind, _, rest = line.partition(":")
        if line.startswith("["):
            break
        if kind.strip().lower() == "format":
            columns = [column.strip().lower() for column in rest.split(",")]
        elif kind.strip().lower() == "dialogue":
            fields = dict(zip(columns, rest.split(",", len(columns) - 1), strict=False))
            captions += _dialogue(fields)
    return captions


def _dialogue(fields: dict[str, str]) -> list[Caption]:
    start, end, text = _seconds(fields.get("start", "")), _seconds(fields.get("end", "")), fields.get("text", "")
    if start is None or end is None or DRAWING.search(text):
        return []
    plain = OVERRIDE.sub("", text).replace(r"\N", "\n").replace(r"\n", "\n").replace(r"\h", " ")
    shown = _lines(html.escape(plain, quote=False))
    return [Caption(start, end, shown)] if shown and end > start else []


def _seconds(text: str) -> float | None:
    match = TIME.match(text)
    if match is None:
        return None
    hours, minutes, seconds, part = match.groups()
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{part}")


def _decoded(data: bytes, name: str) -> str:
    candidates = ENCODINGS if data[:2] in (b"\xff\xfe", b"\xfe\xff") else (ENCODINGS[0], ENCODINGS[2])
    for encoding in candidates:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError(f"{name}: the text's encoding is not known; save it as UTF-8.")
