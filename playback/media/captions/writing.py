"""Writes WebVTT (W3C)."""

import re
from collections.abc import Iterable
from dataclasses import replace

from playback.media.captions.cue import Caption
from playback.media.timestamps import time_read, webvtt_time

INNER_TIME = re.compile(r"<((?:\d{2,}:)?\d\d:\d\d\.\d{3})>")


def captions_write(captions: Iterable[Caption], offset: float = 0.0, blocks: Iterable[str] = ()) -> str:
    """WebVTT, every caption moved by ``offset`` seconds; what ends before the film starts is left out.

    ``blocks`` are STYLE and REGION blocks, written as they are.
    """
    written = ["WEBVTT", *blocks]
    for one in captions:
        moved = replace(one, start=max(0.0, one.start + offset), end=one.end + offset)
        if moved.end > moved.start:
            head = f"{webvtt_time(moved.start)} --> {webvtt_time(moved.end)} {moved.settings}".rstrip()
            written.append(f"{head}\n{INNER_TIME.sub(lambda time: _moved(time, offset), moved.text)}")
    return "\n\n".join([*written, ""])


def _moved(time: re.Match[str], offset: float) -> str:
    return f"<{webvtt_time(max(0.0, (time_read(time[1]) or 0.0) + offset))}>"
