"""Processes of a bench: what their processors did, and one that is killed again and again."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trendflix.bench.stream import ROOT, environment

SEED = 7
START_SECONDS = 60.0
FIELDS_AFTER_NAME = 11
"""Of ``/proc/PID/stat`` (proc(5)): after the name and the state come so many fields up to ``utime``."""


def cpu_of_children() -> float:
    """CPU seconds of this process and of all that were started from here and still run."""
    ticks: dict[int, tuple[int, int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            rest = path.read_text().rpartition(") ")[2].split()
        except OSError:
            continue  # it has ended
        ticks[int(path.parent.name)] = int(rest[1]), sum(map(int, rest[FIELDS_AFTER_NAME : FIELDS_AFTER_NAME + 2]))
    ours = {os.getpid()}
    while more := {pid for pid, (parent, _) in ticks.items() if parent in ours} - ours:
        ours |= more
    return sum(ticks[pid][1] for pid in ours if pid in ticks) / os.sysconf("SC_CLK_TCK")


@contextmanager
def bound_to(cores: int) -> Iterator[None]:
    """Bind this process, and what it starts, to so many of its cores, where the system can."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[:cores])
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


class Killed:
    """A process of a site that prints ``+`` when it begins a piece of work and ``-N`` when N things are done.

    It is killed (SIGKILL) ``kills`` times at random moments of pieces that hold work, and started again.
    """

    def __init__(self, data: Path, code: str, extra: dict[str, str], kills: int) -> None:
        self.data, self.code, self.extra, self.left = data, code, extra, kills
        self.kills = self.midway = self.done = 0
        self.seconds = 0.0
        self._ended = threading.Event()
        self._process: subprocess.Popen[str] | None = None

    @property
    def pace(self) -> float:
        """Things a second of the pieces that were done."""
        return self.done / self.seconds if self.seconds else 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Run it in a thread until the block ends."""
        thread = threading.Thread(target=self._run, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._ended.set()
            while thread.is_alive():
                if self._process is not None:
                    self._process.kill()  # it may wait for work for ever
                thread.join(1)

    def wait_for_kills(self, seconds: float = START_SECONDS) -> None:
        """Wait until it was killed as often as it should be, or there is nothing left to do."""
        until = time.monotonic() + seconds
        while self.left and time.monotonic() < until and not self._ended.is_set():
            time.sleep(0.1)

    def _run(self) -> None:
        chance = random.Random(SEED)  # noqa: S311 - moments of kills
        while not self._ended.is_set():
            self._once(chance)

    def _once(self, chance: random.Random) -> None:
        """From a start to a kill."""
        command = [sys.executable, "manage.py", "shell", "-v0", "-c", self.code]
        process = subprocess.Popen(  # noqa: S603 - our own words
            command, cwd=ROOT, env=environment(self.data) | self.extra, stdout=subprocess.PIPE, text=True
        )
        self._process = process
        usual, began, is_inside = 0.0, 0.0, False
        for line in process.stdout or ():
            if line.startswith("+"):
                began, is_inside = time.perf_counter(), True
                if self._ended.is_set() or (self.left and usual):
                    time.sleep(chance.uniform(0, usual))
                    process.send_signal(signal.SIGKILL)
                continue
            is_inside = False
            if (done := int(line[1:])) > 0:
                usual = time.perf_counter() - began
                self.done, self.seconds = self.done + done, self.seconds + usual
        process.wait()
        if not self._ended.is_set():
            self.kills, self.left = self.kills + 1, self.left - 1
            self.midway += is_inside
