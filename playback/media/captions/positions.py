"""Places on the screen: SubStation Alpha's override tags (``\\an8``, ``\\a6``, ``\\pos``) as WebVTT cue settings."""

import re

OVERRIDE = re.compile(r"\{\s*\\[^}\n]*\}?|\{an[1-9]\}|\{[yYcCfFsSpPoO]:[^{}\s]*\}")
"""Override tags as SubRip files have them, MicroDVD's among them; braces around words are words."""
ALIGNMENT = re.compile(r"[\\{]\s*(an?)\s*\(?(\d+)")
POINT = re.compile(r"\\(?:pos|move)\s*\(\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)")
LEGACY = {1: 1, 2: 2, 3: 3, 5: 7, 6: 8, 7: 9, 9: 4, 10: 5, 11: 6}
"""``\\a`` of SubStation Alpha 4, as the numeric keypad of ``\\an``."""
SCREEN = (384.0, 288.0)
"""What ``\\pos`` counts in where a script does not say (libass's PlayResX and PlayResY)."""
LINES = ("", "line:45%", "line:0")
SIDES = ("position:5% align:start", "", "position:95% align:end")


def settings_of(overrides: str, usual: int = 2, screen: tuple[float, float] = SCREEN) -> str:
    """Cue settings of a line's override tags: one of nine places; empty for the usual one, the bottom's middle.

    ``usual`` is the place (1 to 9, as on a numeric keypad) of a line without tags, ``screen`` what points count in.
    """
    point = POINT.search(overrides)
    if point is not None:
        return _settings(_nearest(float(point[1]) / screen[0], float(point[2]) / screen[1]))
    aligned = ALIGNMENT.search(overrides)
    if aligned is None:
        return _settings(usual)
    number = int(aligned[2])
    return _settings(number if aligned[1] == "an" and 1 <= number <= 9 else LEGACY.get(number, usual))


def _nearest(across: float, down: float) -> int:
    column = 0 if across < 0.25 else 2 if across > 0.75 else 1
    row = 2 if down < 1 / 3 else 0 if down > 2 / 3 else 1
    return 3 * row + column + 1


def _settings(place: int) -> str:
    row, column = divmod(place - 1, 3)
    return " ".join(part for part in (LINES[row], SIDES[column]) if part)
