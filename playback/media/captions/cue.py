"""What reading a subtitle file gives."""

from dataclasses import dataclass

from trendflix.core.errors import UserError


class NoCaptions(UserError):
    """A file of the right kind that holds no caption."""


@dataclass(frozen=True, slots=True)
class Caption:
    """Lines shown from ``start`` to ``end`` (seconds); ``text`` is WebVTT, ``settings`` are a cue's (line, align …)."""

    start: float
    end: float
    text: str
    settings: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A subtitle file: its captions in order of time, the codec that read it, what was odd, and WebVTT's own blocks.

    ``warnings`` are sentences for people that begin with a line number; ``blocks`` are STYLE and REGION blocks as they
    stood in a WebVTT file.
    """

    captions: tuple[Caption, ...]
    charset: str
    warnings: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
