"""What one process tells of its trials: how each ended, what it took, and whether anything was written elsewhere."""

import json
import os
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

from django.conf import settings

MEMORY = 3 * 2**30
"""Bytes of address space that trials may take beyond what the process begins with."""
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
NEW_NAMES = {"os.rename": 1, "os.link": 1, "os.symlink": 1, "os.mkdir": 0, "shutil.move": 1}
"""Audit event → which of its arguments is the place that is written to."""
Trial = Callable[[int, Path], str]


class Watched:
    """Notes what this process writes outside of a folder, and whom it connects to, from now on."""

    def __init__(self, scratch: Path) -> None:
        self.outside: list[str] = []
        self._allowed = (f"{os.path.realpath(scratch)}/", "/dev/")
        sys.addaudithook(self._hear)

    def taken(self) -> list[str]:
        """What was noted since the last call."""
        noted, self.outside = self.outside, []
        return noted

    def _hear(self, event: str, words: tuple[Any, ...]) -> None:
        if event == "open":
            path, _mode, flags = words
            if isinstance(flags, int) and flags & WRITES and isinstance(path, str | bytes | os.PathLike):
                self._check(path)
        elif event in NEW_NAMES:
            self._check(words[NEW_NAMES[event]])
        elif event == "socket.connect":
            self.outside.append(f"connected to {words[1]}")

    def _check(self, path: Any) -> None:
        real = os.path.realpath(os.fsdecode(path))
        if not f"{real}/".startswith(self._allowed):
            self.outside.append(f"wrote to {real}")


def run(trial: Trial, numbers: Iterator[int], scratch: Path, limit: float, say: TextIO) -> None:
    """Do trials, each in a folder of its own, and say of each a line of JSON: before it, and how it ended.

    ``limit`` is in seconds of a processor. The process must have been made for it: its memory is limited for good.
    """
    (scratch / "tmp").mkdir(exist_ok=True)
    tempfile.tempdir = settings.FILE_UPLOAD_TEMP_DIR = str(scratch / "tmp")
    _limit_memory()
    watched = Watched(scratch)
    for number in numbers:
        _tell(say, {"begun": number})
        folder = scratch / "inside"
        folder.mkdir()
        before, end = _spent(), "?"
        try:
            end = trial(number, folder)
        except BaseException as fault:  # noqa: BLE001 - that is what is looked for
            end = f"{type(fault).__name__}: {fault}"[:500]
        took = _spent() - before
        shutil.rmtree(folder)
        elsewhere = [*watched.taken(), *(f"left {name}" for name in _left(scratch))]
        end = f"too slow: {took:.1f} s" if took > limit else "; ".join(elsewhere) or end
        _tell(say, {"ended": number, "end": end, "seconds": round(took, 3)})


def _left(scratch: Path) -> list[str]:
    """The names of what a trial left behind, which is removed."""
    left = [path for path in (*scratch.iterdir(), *(scratch / "tmp").iterdir()) if path.name != "tmp"]
    for path in left:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return [path.name for path in left]


def _tell(say: TextIO, what: dict[str, Any]) -> None:
    say.write(f"{json.dumps(what)}\n")
    say.flush()


def _spent() -> float:
    return time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def _limit_memory() -> None:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
