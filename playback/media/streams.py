"""What runs side by side in a film file: its picture, its audio tracks, its subtitle tracks, its chapters."""

from dataclasses import dataclass
from itertools import islice
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from playback.media import notes
from playback.media.colours import Colours, Tags, colours_of, side_data
from playback.media.inputs import film_open

MAX_CHAPTERS, MAX_SOUNDS, MAX_TEXTS = 500, 16, 32
TEXT_CODECS = ("subrip", "srt", "ass", "ssa", "mov_text", "webvtt", "text")
MAX_COUNTED = 500
"""Packets read to tell a picture that lasts from a poster."""
MAX_FRAME_RATE = 60.0
COMMON_RATES = (24.0, 25.0, 30.0, 50.0, 60.0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A chapter of the file: where it starts, in seconds, and its name, which may be empty."""

    start: float
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The video stream by its index in the file; ``hdr`` is ``pq``, ``hlg`` or empty; ``rate`` is frames a second.

    ``turned`` pictures are to be rotated or mirrored. ``notes`` are sentences for
    people on what was chosen and assumed.
    """

    index: int = 0
    hdr: str = ""
    interlaced: bool = False
    rate: float = 25.0
    colours: Colours = Colours()
    turned: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sound:
    """An audio stream by its index in the file; ``language`` is BCP 47 or empty."""

    index: int
    language: str
    title: str
    channels: int
    is_default: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A subtitle stream of text by its index in the file."""

    index: int
    language: str
    title: str
    codec: str
    is_forced: bool


def picture_stream(container: Any) -> Any | None:
    """The film among the video streams: one that lasts, the default before others, then the largest, then the first.

    Pictures that the file calls attached are never it. ``None`` where there is no other.
    """
    films = [stream for stream in container.streams.video if not _is(stream, "attached_pic")]
    films = [stream for stream in films if stream.codec_context is not None] or films
    films = (_lasting(container, films) or films) if len(films) > 1 else films
    return max(films, key=lambda stream: (_is(stream, "default"), _area(stream)), default=None)


def _lasting(container: Any, films: list[Any]) -> list[Any]:
    """The streams of more than one frame. Reads in a second opening of the file, since not all can be rewound."""

    counts = {stream.index: 0 for stream in films}
    with film_open(container.name) as again:
        packets = again.demux([again.streams[index] for index in counts])
        for packet in islice((one for one in packets if one.size), MAX_COUNTED):
            counts[packet.stream.index] += 1
            if min(counts.values()) > 1:
                break
    return [stream for stream in films if counts[stream.index] > 1]


def _area(stream: Any) -> int:
    return int(stream.codec_context.width * stream.codec_context.height) if stream.codec_context else 0


def picture(container: Any, stream: Any, frame: Any, declared: Tags) -> Picture:
    """Reads a video stream and its first frame; ``declared`` are the container's tags, read before decoding."""
    colours = colours_of(frame, declared, stream.codec_context.name)
    return Picture(
        index=stream.index,
        hdr=colours.hdr,
        interlaced=bool(frame.interlaced_frame),
        rate=frame_rate(float(stream.base_rate or 0), float(stream.average_rate or stream.guessed_rate or 0)),
        colours=colours,
        turned=bool(frame.rotation) or "DISPLAYMATRIX" in side_data(frame),
        notes=(*_choice(container, stream), *colours.notes),
    )


def _choice(container: Any, stream: Any) -> tuple[str, ...]:
    """Which of several pictures was taken."""
    count, context = len(container.streams.video), stream.codec_context
    if count < 2:
        return ()
    what = f"{context.name}, {context.width}×{context.height}"
    return (notes.STREAMS % {"count": count, "stream": stream.index, "what": what},)


def frame_rate(base: float, average: float) -> float:
    """Frames a second to package with: the stream's own grid, or, where it has none that fits, a common rate."""
    if average and abs(base - 2 * average) < 0.01 * base:
        return min(average, MAX_FRAME_RATE)  # the stream counts fields
    if 1 <= base <= MAX_FRAME_RATE and (not average or base <= 2.5 * average):
        return base
    wanted = average or base
    if not wanted:
        return COMMON_RATES[1]
    return next((rate for rate in COMMON_RATES if rate >= wanted * 0.98), MAX_FRAME_RATE)


def sounds(container: Any) -> tuple[Sound, ...]:
    """The audio streams that can be decoded; exactly one is the default, where there is any."""
    streams = [stream for stream in container.streams.audio if stream.codec_context is not None][:MAX_SOUNDS]
    chosen = next((stream for stream in streams if _is(stream, "default")), streams[0] if streams else None)
    return tuple(
        Sound(stream.index, language(stream), _title(stream), stream.codec_context.channels, stream is chosen)
        for stream in streams
    )


def texts(container: Any) -> tuple[Text, ...]:
    """The subtitle streams of text; pictures of text are left out."""
    streams = [stream for stream in container.streams.subtitles if stream.codec_context is not None]
    found = [stream for stream in streams if stream.codec_context.name in TEXT_CODECS][:MAX_TEXTS]
    return tuple(
        Text(stream.index, language(stream), _title(stream), stream.codec_context.name, _is(stream, "forced"))
        for stream in found
    )


def chapters(container: Any, duration: float, begin: float = 0.0) -> tuple[Mark, ...]:
    """The file's chapters within the film, in order, one at a time; ``begin`` is when the file's clock starts."""
    found: dict[float, Mark] = {}
    for chapter in container.chapters()[:MAX_CHAPTERS]:
        start = round(float(chapter["start"] * chapter["time_base"]) - begin, 3)
        end = round(float(chapter["end"] * chapter["time_base"]) - begin, 3)
        start = 0.0 if begin and start < 0 < end else start
        if 0 <= start < duration:
            found.setdefault(start, Mark(start, str(chapter["metadata"].get("title", "")).strip()[:120]))
    return tuple(found[start] for start in sorted(found))


def language(stream: Any) -> str:
    """A stream's language as BCP 47 (``eng`` and ``ger`` become ``en`` and ``de``); empty where it says none."""
    code = str(stream.metadata.get("language", "")).strip().lower()[:35]
    if not code.replace("-", "").isalnum() or not code.isascii() or code in ("und", "mis", "zxx", "mul"):
        return ""
    return str(get_global("language_aliases").get(code, code))


def language_name(code: str) -> str:
    """A language's name in itself, or its code."""
    try:
        name = Locale.parse(code, sep="-").display_name if code else ""
    except (UnknownLocaleError, ValueError):
        name = ""
    return (name or code)[:60]


def sound_part(index: int, code: str) -> str:
    """What people call an audio stream: ``sound in stream 2 (de)``."""
    return f"sound in stream {index}" + (f" ({code})" if code else "")


def _title(stream: Any) -> str:
    return str(stream.metadata.get("title", "")).strip()[:60]


def _is(stream: Any, name: str) -> bool:
    from av.stream import Disposition

    return bool(stream.disposition & Disposition[name])
