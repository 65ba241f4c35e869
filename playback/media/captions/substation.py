"""Reads (Advanced) SubStation Alpha scripts with pysubs2: the words and their places, without styling and drawings."""

import html
import re
from collections.abc import Iterator

from django.utils.translation import gettext
from pysubs2 import SSAEvent, SSAFile, SSAStyle
from pysubs2.formats.substation import parse_tags

from playback.media.captions.cue import Caption
from playback.media.captions.markup import lines_join
from playback.media.captions.positions import SCREEN, settings_of
from playback.media.timestamps import time_read
from trendflix.core.errors import UserError

COLUMNS = ["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"]
SECTION = re.compile(r"^\[([^\]]+)\]\s*$")
MAX_EVENT_CHARACTERS = 8_000
"""Of one event: pysubs2's reading of tags takes the square of their number."""


def substation_captions(lines: list[str], name: str) -> tuple[list[Caption], list[str]]:
    """The dialogue of a script's lines in order of time, and what of it could not be read.

    Raises ``UserError`` where the text is no script.
    """
    warnings: list[str] = []
    if not any(line.strip().lower() == "[events]" for line in lines):
        raise UserError(gettext("%(name)s: not a SubStation Alpha script, it has no [Events].") % {"name": name})
    kind = "ssa" if any(line.strip().lower() == "[v4 styles]" for line in lines) else "ass"
    script = SSAFile.from_string("\n".join(_readable(lines, kind, warnings)), format_=kind)
    screen = (_length(script, "PlayResX", SCREEN[0]), _length(script, "PlayResY", SCREEN[1]))
    found = [_caption(script, event, screen) for event in script.events]
    captions = dict.fromkeys(one for one in found if one is not None)  # layers of one line say the same
    return sorted(captions, key=lambda one: (one.start, one.end)), warnings


def _readable(lines: list[str], kind: str, warnings: list[str]) -> Iterator[str]:
    """The script's lines with events in the column order and with the times that pysubs2 reads; others are told."""
    section, columns = "", COLUMNS
    for number, line in enumerate(lines, 1):
        heading = SECTION.match(line.strip())
        word, _, rest = line.strip().partition(":")
        if heading is not None:
            section, columns = heading[1].strip().lower(), COLUMNS
            yield line
        elif section == "events" and word.lower() == "format":
            columns = [column.strip().lower() for column in rest.split(",")]
        elif section == "events" and word.lower() == "dialogue":
            yield from _event(dict(zip(columns, rest.split(",", len(columns) - 1), strict=False)), number, warnings)
        elif section == "script info" or (word.lower() == "style" and _is_readable(line.strip(), kind)):
            yield line.strip()


def _event(fields: dict[str, str], number: int, warnings: list[str]) -> Iterator[str]:
    start, end = time_read(fields.get("start", "")), time_read(fields.get("end", ""))
    text = fields.get("text", "")
    if start is None or end is None:
        warnings.append(f"line {number}: no times that can be read; “{text.strip()[:60]}” is left out.")
    elif end <= start:
        warnings.append(f"line {number}: ends at or before its start; “{text.strip()[:60]}” is left out.")
    elif len(text) > MAX_EVENT_CHARACTERS:
        warnings.append(f"line {number}: more than {MAX_EVENT_CHARACTERS} characters; left out.")
    else:
        style = fields.get("style", "Default").strip()
        yield f"Dialogue: 0,{_time(start)},{_time(end)},{style},,0,0,0,,{text}"


def _time(seconds: float) -> str:
    """``H:MM:SS.mmm``; a time before zero is zero."""
    whole = max(0, round(seconds * 1000))
    return f"{whole // 3_600_000}:{whole // 60_000 % 60:02d}:{whole // 1000 % 60:02d}.{whole % 1000:03d}"


def _is_readable(style: str, kind: str) -> bool:
    """Whether pysubs2 reads a style's line; one that it cannot read would cost the file, and only its place counts."""
    try:
        SSAFile.from_string(f"[V4+ Styles]\n{style}\n", format_=kind)
    except (ValueError, IndexError, TypeError):
        return False
    return True


def _length(script: SSAFile, name: str, usual: float) -> float:
    """A length of the script's screen, above zero."""
    value = script.info.get(name, "")
    return float(value) if value.isascii() and value.isdecimal() and int(value) else usual


def _caption(script: SSAFile, event: SSAEvent, screen: tuple[float, float]) -> Caption | None:
    """A line of dialogue, or ``None`` where it shows no word. Parts drawn with ``\\p`` are no words."""
    style = script.styles.get(event.style.lstrip("*"), SSAStyle.DEFAULT_STYLE)
    words = "".join(part for part, drawn in parse_tags(event.text, style, script.styles) if not drawn.drawing)
    plain = words.replace(r"\N", "\n").replace(r"\n", "\n").replace(r"\h", " ")
    shown = lines_join(html.escape(plain, quote=False))
    if not shown:
        return None
    overrides = "".join(SSAEvent.OVERRIDE_SEQUENCE.findall(event.text))
    return Caption(event.start / 1000, event.end / 1000, shown, settings_of(overrides, int(style.alignment), screen))
