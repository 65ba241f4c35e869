"""Reads times as subtitle files have them, and writes WebVTT's."""

import re

PART = r"\s*[:：]\s*"
TIME = rf"-?\s*\d+(?:{PART}\d{{1,2}}){{1,2}}(?:\s*[.,:;：，．]\s*\d{{1,3}}(?!\d))?"
"""Of one time: hours may be missing, parts of one digit, the fraction after a comma, a point or a colon."""
SHAPE = re.compile(rf"(-?)\s*(?:(\d+){PART})?(\d{{1,2}}|\d+){PART}(\d{{1,2}})(?:\s*[.,:;：，．]\s*(\d{{1,3}}))?")
MAX_HOURS = 99


def webvtt_time(seconds: float) -> str:
    """``HH:MM:SS.mmm`` (W3C WebVTT, 4.1)."""
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02d}:{whole // 60_000 % 60:02d}:{whole // 1000 % 60:02d}.{whole % 1000:03d}"


def time_read(text: str) -> float | None:
    """Seconds of a subtitle's time, below zero where it says so; ``None`` where it is none.

    ``0:1:2,3`` is 62.3: a fraction is one, however many digits it has.
    """
    match = SHAPE.fullmatch(text.strip())
    if match is None:
        return None
    sign, hours, minutes, seconds, fraction = match.groups()
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    if whole > MAX_HOURS * 3600:
        return None
    value = whole + float(f"0.{int(fraction):0{len(fraction)}d}") if fraction else float(whole)
    return -value if sign else value
