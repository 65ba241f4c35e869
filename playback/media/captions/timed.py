"""Reads SubRip and WebVTT line by line, as damaged as people have them; what cannot be read is told by line.

The kept libraries were tried first (numbers in ``docs/decisions.md``): both leave out, without a word, cues whose times
are not exactly by the format.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from playback.media.captions.cue import Caption
from playback.media.captions.markup import markup_clean, words_of
from playback.media.captions.positions import OVERRIDE, settings_of
from playback.media.timestamps import TIME, time_read

ARROW = r"(?:[-–—−]{1,3}\s?[-–—−]?\s*[>›]+|[→⇒]|=+>)"
EXACT = r"\d+:\d{1,2}:\d{1,2}[.,]\d{1,3}"
TIMING = re.compile(rf"({TIME})\s*{ARROW}\s*({TIME})?(.*)|({EXACT})(?:\W{{1,6}}|\s+to\s+)({EXACT})")
"""Two times with an arrow of any kind; or full ones with a comma (SubViewer) or signs, and nothing else on the line."""
BROKEN_TIMING = re.compile(rf"[^\w<]*[\w:.,;\s]*\d[\w:.,;\s]*{ARROW}|{ARROW}\s*{TIME}|{EXACT}\s*$")
MAX_TIMING = 200
MARKS = " \t\f\v\xa0\u200e\u200f\u202a\u202b\u202c"
"""What editors of right-to-left languages put around lines."""
NUMBER = re.compile(r"^\s*#?(\d{1,6})[.:]?\s*$")
SETTING = re.compile(r"(?:vertical|line|position|size|align|region):[^\s:]+")
LASTS = 3.0
"""Seconds a caption is shown whose end is missing or before its start, unless the next one comes first."""


@dataclass(slots=True)
class Cue:
    """One cue as it stands in the file: ``line`` (from 1) of its times, in seconds; ``end`` may be missing."""

    line: int
    start: float
    end: float | None
    settings: str = ""
    words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Scan:
    """Where a reader of lines stands; ``number`` is the counter of the newest cue, ``lost`` where words go astray."""

    cues: list[Cue] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    number: int | None = None
    lost: bool = False

    def warn(self, line: int, words: str) -> None:
        """Note what was odd."""
        self.warnings.append(f"line {line}: {words}")


def timing(line: str) -> re.Match[str] | None:
    """The times of a line, or ``None`` where it has none."""
    return TIMING.fullmatch(line.strip(MARKS)) if len(line) <= MAX_TIMING else None


def srt_cues(lines: list[str]) -> Scan:
    """The cues of SubRip lines. A blank line ends none: the next times do, and the counter before them."""
    scan = Scan()
    for index, line in enumerate(lines):
        match = timing(line)
        if match is not None:
            _drop_counter(scan)
            _begin(scan, index + 1, match)
        elif BROKEN_TIMING.match(line.strip()[:MAX_TIMING]) and _stands_alone(lines, index):
            _drop_counter(scan)
            scan.warn(index + 1, f"no times that can be read in “{line.strip()[:60]}”; its words are left out.")
            scan.lost = True
        else:
            _words(scan, index + 1, line)
    _drop_last_counter(scan)
    return scan


def _stands_alone(lines: list[str], index: int) -> bool:
    """Whether a line stands where times do: first in its block, or behind the counter."""
    before = lines[index - 1] if index else ""
    return not before.strip() or _counter(before) is not None


def _begin(scan: Scan, line: int, match: re.Match[str]) -> None:
    start, end = time_read(match[1] or match[4]), time_read(match[2] or match[5] or "")
    scan.lost = start is None
    if start is None:
        scan.warn(line, f"“{match[0]}” is later than subtitles can be; its words are left out.")
        return
    if end is None:
        scan.warn(
            line, f"the end in “{match[0].strip()[:60]}” cannot be read; shown until the next, at most {LASTS:g} s."
        )
    settings = " ".join(SETTING.findall(match[3] or ""))
    scan.cues.append(Cue(line, start, end, settings))


def _words(scan: Scan, line: int, text: str) -> None:
    if scan.lost:
        scan.number = _counter(text) or scan.number
    elif scan.cues:
        scan.cues[-1].words.append(text)
    elif text.strip() and _counter(text) is None:
        scan.warn(line, "words before the first times are left out.")
    elif text.strip():
        scan.number = _counter(text)


def _counter(text: str) -> int | None:
    match = NUMBER.match(text.strip(MARKS))
    return int(match[1]) if match else None


def _drop_counter(scan: Scan) -> None:
    """Take the counter of the cue that begins off the words of the one before.

    It is the number in front of the times: the one that follows in the file's count, or one that stands alone.
    """
    if not scan.cues or scan.lost:
        return
    words = scan.cues[-1].words
    last, number, apart = _last_number(words)
    behind = last == len(words) - 1 and apart and (scan.number is not None or last > 0)
    if number is not None and (behind or number == _following(scan)):
        scan.number = number
        del words[last:]


def _drop_last_counter(scan: Scan) -> None:
    """Take off a counter behind which the file ends."""
    if scan.cues and not scan.lost:
        last, number, apart = _last_number(scan.cues[-1].words)
        if number is not None and number == _following(scan) and apart and last > 0:
            del scan.cues[-1].words[last:]


def _following(scan: Scan) -> int | None:
    return None if scan.number is None else scan.number + 1


def _last_number(words: list[str]) -> tuple[int, int | None, bool]:
    """Where the last line of words is, the number it is, and whether it stands behind a blank line or first."""
    last = next((index for index in range(len(words) - 1, -1, -1) if words[index].strip()), -1)
    number = _counter(words[last]) if last >= 0 else None
    return last, number, last <= 0 or not words[last - 1].strip()


def vtt_cues(lines: list[str]) -> tuple[Scan, tuple[str, ...]]:
    """The cues of WebVTT lines (W3C), and its STYLE and REGION blocks; comments and the header are left out."""
    scan, blocks = Scan(), []
    for first, block in _blocks(lines):
        timed = next((index for index, line in enumerate(block[:2]) if timing(line)), None)
        kind = block[0].split(maxsplit=1)[0]
        if timed is not None:
            _vtt_cue(scan, first + timed, block[timed:])
        elif kind in ("STYLE", "REGION"):
            blocks.append("\n".join(block))
        elif kind != "NOTE" and first > 1:
            scan.warn(first, f"no times that can be read at “{block[0].strip()[:60]}”; left out.")
    return scan, tuple(blocks)


def _vtt_cue(scan: Scan, line: int, block: list[str]) -> None:
    """A cue, and those behind it that no blank line separates."""
    for index, text in enumerate(block):
        match = timing(text)
        if match is not None:
            _begin(scan, line + index, match)
        elif scan.cues and not scan.lost:
            scan.cues[-1].words.append(text)


def _blocks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """Lines between blank ones, each with the number of its first."""
    found: list[tuple[int, list[str]]] = []
    open_block = False
    for number, line in enumerate(lines, 1):
        if line.strip() and open_block:
            found[-1][1].append(line)
        elif line.strip():
            found.append((number, [line]))
        open_block = bool(line.strip())
    return found


def captions_of(scan: Scan, *, webvtt: bool = False) -> list[Caption]:
    """The cues as captions in order of time; ends that are missing or too early are mended and told."""
    cues = sorted(scan.cues, key=lambda cue: cue.start)
    nexts = [later.start for _, later in pairwise(cues)]
    captions = []
    for cue, following in zip(cues, [*nexts, float("inf")], strict=False):
        text = "\n".join(cue.words)
        shown = markup_clean(OVERRIDE.sub("", text), webvtt=webvtt)
        if not words_of(shown):
            continue
        overrides = "".join(OVERRIDE.findall(text))
        captions.append(Caption(cue.start, _end(scan, cue, following), shown, cue.settings or settings_of(overrides)))
    return captions


def _end(scan: Scan, cue: Cue, following: float) -> float:
    if cue.end is not None and cue.end > cue.start:
        return cue.end
    if cue.end is not None:
        scan.warn(cue.line, f"ends at or before its start; shown until the next, at most {LASTS:g} s.")
    return min(cue.start + LASTS, following) if following > cue.start else cue.start + LASTS
