"""Reads thousands of damaged files, in processes that may die of it; goes on where a run before it stopped.

What is known stands in ``bench/mutations-SEED.json`` of the data folder, and beside it each file that was no clear
success and no clear refusal. Every file is made anew from the seed and its number.
"""

import json
import logging
import os
import select
import signal
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings

from trendflix.bench.clock import Figures
from trendflix.bench.mutations import guard
from trendflix.bench.mutations.trials import ACCEPTED, KINDS, LIMIT_SECONDS, REFUSED, input_of, tried

log = logging.getLogger(__name__)
SEED = 1
LOADED = ("shopping.feeds.images.sources", "playback.services.subtitles", "playback.media.packager", "av")
"""Modules that the processes of the trials need, loaded once before there are any."""
CHUNK = 200
"""Trials of one process."""
SILENT_SECONDS = 300.0
"""By the clock, after which a trial hangs."""


@dataclass
class Kept:
    """How far the trials of a kind are, and what they came to; ``faults`` are (number, what happened)."""

    next: int = 0
    accepted: int = 0
    refused: int = 0
    slowest: float = 0.0
    faults: list[tuple[int, str]] = field(default_factory=list)

    def note(self, number: int, end: str, seconds: float = 0.0) -> None:
        """A trial has ended."""
        self.next = number + 1
        self.accepted += end == ACCEPTED
        self.refused += end == REFUSED
        self.slowest = max(self.slowest, seconds)
        if end not in (ACCEPTED, REFUSED):
            self.faults.append((number, end))


def measure(
    feeds: int = 20_000, films: int = 5_000, pictures: int = 5_000, subtitles: int = 5_000, seed: int = SEED
) -> Figures:
    """Of each kind: trials, how many were accepted and refused, faults, and the slowest in seconds of a processor."""
    folder = Path(settings.DATA) / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    notes = folder / f"mutations-{seed}.json"
    known = json.loads(notes.read_text(encoding="utf-8")) if notes.exists() else {}
    figures: Figures = {}
    for kind, wanted in (("subtitles", subtitles), ("feeds", feeds), ("pictures", pictures), ("films", films)):
        kept = Kept(**known.get(kind, {}))
        while kept.next < wanted:
            faults = len(kept.faults)
            chunk_run(kind, seed, range(kept.next, min(wanted, kept.next + CHUNK)), kept)
            for number, end in kept.faults[faults:]:
                _keep(folder, kind, seed, number, end)
            notes.write_text(json.dumps(known | {kind: asdict(kept)}), encoding="utf-8")
        known[kind] = asdict(kept)
        figures |= _figures(kind, kept)
    return figures


def _figures(kind: str, kept: Kept) -> Figures:
    counts = {"tried": kept.next, "accepted": kept.accepted, "refused": kept.refused, "faults": len(kept.faults)}
    return {f"{kind}_{name}": float(count) for name, count in counts.items()} | {f"{kind}_slowest_s": kept.slowest}


def _keep(folder: Path, kind: str, seed: int, number: int, end: str) -> None:
    """Say what was found, and keep its file."""
    name, data = input_of(kind, seed, number)
    path = folder / f"{kind}-{seed}-{number}-{name}"
    path.write_bytes(data)
    log.error("%s: %s", path, end)


def chunk_run(
    kind: str, seed: int, numbers: range, kept: Kept, silent: float = SILENT_SECONDS, trial: guard.Trial | None = None
) -> None:
    """Do the trials ``numbers`` in a process of their own, and in another one after each that ends the process."""
    KINDS[kind].samples()  # made once, as are the modules: a process is begun for every few trials
    for module in LOADED:
        import_module(module)
    work = trial or partial(_tried, kind, seed)
    while kept.next < numbers.stop:
        left = iter(range(max(kept.next, numbers.start), numbers.stop))
        with tempfile.TemporaryDirectory(prefix="bench-mutations-") as scratch:
            _one_process(partial(guard.run, work, left, Path(scratch), LIMIT_SECONDS[kind]), kept, silent)


def _tried(kind: str, seed: int, number: int, folder: Path) -> str:
    return tried(kind, seed, number, folder)


def _one_process(work: Any, kept: Kept, silent: float) -> None:
    """Fork, follow what the child says, and note what it died of."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.setpgid(0, 0)
        with os.fdopen(writing, "w") as say:
            work(say)
        os._exit(0)
    os.close(writing)
    begun, hangs = None, True
    for told in _lines(reading, silent):
        if told is None:
            hangs = False
        elif "begun" in told:
            begun = told["begun"]
        else:
            kept.note(told["ended"], told["end"], told["seconds"])
            begun = None
    _kill(child)
    _, status = os.waitpid(child, 0)
    if begun is not None:
        ended = "hangs" if hangs else f"the process ended with {os.waitstatus_to_exitcode(status)}"
        kept.note(begun, ended)


def _kill(child: int) -> None:
    with suppress(ProcessLookupError, PermissionError):  # it has ended
        os.killpg(child, signal.SIGKILL)


def _lines(reading: int, silent: float) -> Iterator[dict[str, Any] | None]:
    """What the child says; ``None`` where it has closed its end, nothing where it is silent for too long."""
    with os.fdopen(reading, "rb", buffering=0) as said:
        rest = b""
        while select.select([said], [], [], silent)[0]:
            piece = said.read(65536)
            if not piece:
                yield None
                return
            *lines, rest = (rest + piece).split(b"\n")
            yield from map(json.loads, lines)
