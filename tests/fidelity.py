"""How true a packaging is to its source: length of all renditions, sound against picture, where beeps stand.

``python -m tests.fidelity FILE…`` packages each file to a scratch folder and prints a table.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np

from playback.media.ladder import QUALITIES, Plan, ladder
from playback.media.packager import Made, Order, film_of, hls_make
from playback.media.playlist import media_playlist
from playback.media.probe import Probe, probe
from tests.fidelity_pictures import measure_picture

RATE = 8000
LONGEST_LAG = 1.0
HEARD_SECONDS = 180
QUIET_SECONDS, BEEP_PART = 0.25, 0.3

Signal = np.ndarray[tuple[int], np.dtype[np.float32]]


@dataclass(frozen=True)
class Fidelity:
    """Decoded seconds of the source's picture and of the packaged one; by how many ms the sound comes later."""

    source_seconds: float
    packaged_seconds: float
    sound_late_ms: float | None


def package(source: Path, out: Path, plan: Plan | None = None) -> tuple[Probe, Made]:
    """Package a file as a worker does, without a row."""
    plan = plan or Plan()
    found = probe(source, source.name, max_bytes=10**11, max_seconds=10**6)
    film = film_of(source, found)
    rungs = ladder(film.look.width, film.look.height, plan)
    order = Order(film, rungs, list(found.sounds), QUALITIES[plan.quality], out)
    return found, hls_make(order, lambda part: None)


def measure(source: Path, found: Probe, folder: Path, name: str = "0") -> Fidelity:
    """Compare a source with the rendition ``name`` of its packaging and with the first sound."""
    was, _ = picture_span(source, found.picture.index)
    first = clock_start(source)
    became, start = picture_span(folder / f"{name}.m4s", 0)
    if not found.sounds:
        return Fidelity(was, became, None)
    heard, heard_from = sound_of(source, found.sounds[0].index)
    ours, ours_from = sound_of(folder / "audio0.m4s", 0)
    late = (ours_from - start) - (heard_from - first) + lag(heard, ours)
    return Fidelity(was, became, 1000 * late)


def clock_start(path: Path) -> float:
    """When the file's clock starts, in seconds; a picture that starts later is held from here on."""
    with av.open(str(path)) as container:
        return float(container.start_time or 0) / 1_000_000


def picture_span(path: Path, index: int) -> tuple[float, float]:
    """Seconds from the first frame's begin to the last one's end, and when the first is shown."""
    with av.open(str(path)) as container:
        stream: Any = container.streams[index]
        shown = [
            (frame.time, frame.duration * frame.time_base)
            for frame in _frames(container, stream)
            if frame.time is not None
        ]
        rate = stream.average_rate or stream.guessed_rate
    first, last = min(shown), max(shown)
    length = float(last[1]) or (1 / float(rate) if rate else 0.0)
    return last[0] + length - first[0], first[0]


def sound_of(path: Path, index: int) -> tuple[Signal, float]:
    """Mono samples at ``RATE`` of the first minutes, and when the first one is heard; silence where there are none."""
    pieces, _ = _pieces(path, index)
    if not pieces:
        return np.zeros(1, np.float32), 0.0
    begin = pieces[0][0]
    whole = np.zeros(round((pieces[-1][0] - begin) * RATE) + len(pieces[-1][1]), np.float32)
    for heard, samples in pieces:
        first = max(0, round((heard - begin) * RATE))
        whole[first : first + len(samples)] = samples[: len(whole) - first]
    return whole[: HEARD_SECONDS * RATE], begin


def _pieces(path: Path, index: int) -> tuple[list[tuple[float, Signal]], float]:
    """(time, mono samples at ``RATE``) of every frame, whatever its rate and channels; and when the last one ends."""
    found, end, resamplers = [], 0.0, {}
    with av.open(str(path)) as container:
        stream: Any = container.streams[index]
        for frame in _frames(container, stream):
            if frame.time is None or end > HEARD_SECONDS + frame.rate:
                break
            shape = (frame.format.name, frame.layout.name, frame.rate)
            if shape not in resamplers:
                resamplers = {shape: av.AudioResampler("flt", "mono", RATE)}
            pieces = [piece.to_ndarray()[0].astype(np.float32) for piece in resamplers[shape].resample(frame)]
            if pieces:
                found.append((frame.time, np.concatenate(pieces)))
            end = max(end, frame.time + frame.samples / frame.rate)
    return found, end


def _frames(container: Any, stream: Any) -> Iterator[Any]:
    """The frames of a stream that can be decoded."""
    for packet in container.demux(stream):
        with suppress(av.error.InvalidDataError):
            yield from packet.decode()


def beeps(path: Path, index: int = 0) -> list[float]:
    """Seconds at which sound sets in after a quarter of a second of quiet."""
    samples, begin = sound_of(path, index)
    loud = np.flatnonzero(np.abs(samples) > BEEP_PART * max(0.02, float(np.abs(samples).max())))
    if not len(loud):
        return []
    first = np.flatnonzero(np.diff(loud) > QUIET_SECONDS * RATE) + 1
    return [begin + float(loud[place]) / RATE for place in (0, *first)]


def rendition_beeps(folder: Path, number: int = 0) -> list[float]:
    """The beeps of a packaged sound, in seconds from the start of the picture."""
    _, start = picture_span(folder / "0.m4s", 0)
    return [beep - start for beep in beeps(folder / f"audio{number}.m4s")]


def lengths(folder: Path) -> dict[str, tuple[float, float]]:
    """Name of each rendition → seconds that its playlist says, and seconds to the end of its last packet.

    Both count from the start of the smallest picture.
    """
    _, start = picture_span(folder / "0.m4s", 0)
    found = {}
    for path in sorted(folder.glob("*.m3u8")):
        listed = media_playlist(path)
        if listed is not None:
            with av.open(str(path.with_suffix(".m4s"))) as container:
                ends = [(p.pts + (p.duration or 0)) * p.time_base for p in container.demux() if p.pts is not None]
            found[path.stem] = (listed.seconds, float(max(ends)) - start)
    return found


def lag(before: Signal, after: Signal) -> float:
    """Seconds by which ``after`` runs behind ``before``: the peak of their correlation; 0 where there is silence."""
    size = 1 << (len(before) + len(after)).bit_length()
    product = np.fft.rfft(after, size) * np.conj(np.fft.rfft(before, size))
    strength = np.fft.irfft(product, size)
    reach = int(LONGEST_LAG * RATE)
    near = np.concatenate([strength[-reach:], strength[: reach + 1]])
    if near.max() < 1e-6:
        return 0.0
    return float(near.argmax() - reach) / RATE


def beeps_moved_ms(source: Path, found: Probe, folder: Path) -> float | None:
    """By how much a packaged beep is away from the source's at most; ``None`` where there are no beeps to compare."""
    if not found.sounds:
        return None
    start = clock_start(source)
    before = [beep - start for beep in beeps(source, found.sounds[0].index)]
    after = rendition_beeps(folder)
    if len(before) < 2 or len(before) != len(after):
        return None
    return 1000 * max(abs(was - now) for was, now in zip(before, after, strict=True))


def line(file: Path, folder: Path) -> str:
    """Package a file to a folder; the table's line of it."""
    began = time.monotonic()
    try:
        found, made = package(file, folder, Plan(highest=360, quality="fast"))
        got, moved = measure(file, found, folder), beeps_moved_ms(file, found, folder)
        seen = measure_picture(file, found, folder / f"{len(made.rungs) - 1}.m4s")
        told = [seconds for pair in lengths(folder).values() for seconds in pair]
    except Exception as error:  # noqa: BLE001 - the table shall go on
        return f"{file.name:<28} {type(error).__name__}: {error}"
    late = "silent" if got.sound_late_ms is None else f"{got.sound_late_ms:+7.1f} ms"
    apart = "no beeps" if moved is None else f"{moved:5.0f} ms"
    colours = "tone-mapped" if seen.levels is None else f"{seen.levels:4.1f} levels"
    return (
        f"{file.name:<28} {found.video_codec:<11} {got.source_seconds:9.3f} s {found.duration:9.3f} s "
        f"{got.packaged_seconds:9.3f} s {max(told) - min(told):6.3f} s {late:>10} {apart:>8} "
        f"{colours:>11} {100 * (seen.stretched - 1):+5.1f} % {'' if seen.is_tagged else 'untagged '}"
        f"{time.monotonic() - began:5.1f} s {[*found.notes, *made.notes, *found.lost, *made.failed] or ''}"
    )


def main(files: list[Path]) -> None:
    """Print a line a file.

    Codec; seconds of the source's picture as its times say, of the film as measured, of the packaged picture; how much
    its renditions differ in length; how late the sound is; how far a beep moved; by how much colours differ and
    the shape is stretched; how long it took; what is missing.
    """
    for file in files:
        with tempfile.TemporaryDirectory() as folder:
            sys.stdout.write(line(file, Path(folder)) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main([Path(word) for word in sys.argv[1:]])
