"""Runs ffmpeg as a process that reports, can be stopped, and cannot run for ever."""

import errno
import os
import re
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Iterable
from typing import IO

from django.utils.translation import gettext

from playback.media.limits import started
from trendflix.core.errors import UserError
from trendflix.core.full_disk import FULL

KEPT_LINES = 20
MAX_OUTPUT = 200_000
ADDRESS = re.compile(r"\[[^\]]*@ 0x[0-9a-f]+\] ?")
MOSTLY_UNREADABLE = 69
"""ffmpeg's exit status where more than two thirds of what it read could not be decoded."""
SHORT_RUN_SECONDS = 120.0
"""Seconds that a short look aside may take."""


class TooSlow(UserError):
    """ffmpeg did not end in time; another try would not either."""


def binary() -> str:
    """The ffmpeg that imageio-ffmpeg carries, or the one ``IMAGEIO_FFMPEG_EXE`` names."""
    import imageio_ffmpeg

    return str(imageio_ffmpeg.get_ffmpeg_exe())


def filters() -> set[str]:
    """Names of the filters that this ffmpeg has."""
    lines = (line.split() for line in output_of([binary(), "-hide_banner", "-filters"]).splitlines())
    return {words[1] for words in lines if len(words) > 2 and "->" in words[2]}


def output_of(command: list[str], limit: float = SHORT_RUN_SECONDS) -> str:
    """The last ``MAX_OUTPUT`` characters that a short run says, on both outputs; empty where it takes too long."""
    try:
        done = started(command, stdin=subprocess.DEVNULL)
        with done:
            try:
                said = b"".join(done.communicate(timeout=limit))
            finally:
                _kill(done)
    except subprocess.TimeoutExpired:
        return ""
    return said[-MAX_OUTPUT:].decode("utf-8", "replace")


def run(
    command: list[str],
    seconds: float,
    report: Callable[[float], None],
    *,
    limit: float,
    source: list[str] | None = None,
) -> None:
    """Run a command that writes ``-progress pipe:1``; ``report`` gets the part done (0..1) of ``seconds``.

    ``source`` is a command whose standard output it reads. The process groups are killed when ``report`` raises or
    ``limit`` seconds have passed. Raises ``TooSlow`` then, ``UserError`` with ffmpeg's last words where one fails, and
    ``OSError`` where the disk is full.
    """
    feeding = _Process(source, None) if source else None
    main = _Process(command, feeding)
    running = [main, feeding] if feeding else [main]
    too_slow = threading.Event()
    watchdog = threading.Timer(limit, _give_up, args=(running, too_slow))
    watchdog.start()
    try:
        _follow(main.output, seconds, report)
        for one in running:
            one.process.wait()
    finally:
        watchdog.cancel()
        for one in running:
            one.end()
    if too_slow.is_set():
        raise TooSlow(f"ffmpeg was stopped after {limit:.0f} s.")
    if feeding and not (main.process.returncode == 0 and feeding.broke_its_pipe):
        feeding.check()  # before what reads it, which says little where the source fails
    main.check()


class _Process:
    """A command that runs in a process group of its own, and the last lines of its standard error."""

    def __init__(self, command: list[str], source: "_Process | None") -> None:
        self.process = started(command, stdin=source.output if source else subprocess.DEVNULL)
        if source:
            source.output.close()  # the reader alone holds it, so that the writer ends when the reader does
        self.words: deque[str] = deque(maxlen=KEPT_LINES)
        self._listener = threading.Thread(target=_listen, args=(self.process.stderr, self.words), daemon=True)
        self._listener.start()

    @property
    def output(self) -> IO[bytes]:
        """Its standard output."""
        assert self.process.stdout is not None  # noqa: S101 - it is a pipe
        return self.process.stdout

    def end(self) -> None:
        """Kill it if it still runs, and wait for its last words."""
        _kill(self.process)
        self._listener.join(5)

    @property
    def broke_its_pipe(self) -> bool:
        """Whether it failed since its reader had all that it wanted, and closed the pipe."""
        return any(os.strerror(errno.EPIPE) in line for line in self.words)

    def check(self) -> None:
        """Raise ``UserError`` where it failed."""
        code = self.process.returncode
        if code == MOSTLY_UNREADABLE:
            raise UserError(
                gettext(
                    "Most of the film cannot be decoded; it is damaged, or of a kind that this ffmpeg does not know."
                )
            )
        if code != 0:
            _room_check(self.words)
            raise UserError(
                gettext("ffmpeg failed: %(reason)s")
                % {"reason": ADDRESS.sub("", self.words[-1]) if self.words else code}
            )


def _room_check(words: Iterable[str]) -> None:
    """Raise ``OSError`` (ENOSPC, EDQUOT) where ffmpeg said so: another part or another try would fail alike."""
    for number in FULL:
        if any(os.strerror(number) in line for line in words):
            raise OSError(number, os.strerror(number))


def _give_up(running: list[_Process], too_slow: threading.Event) -> None:
    too_slow.set()
    for one in running:
        _kill(one.process)


def _follow(output: IO[bytes], seconds: float, report: Callable[[float], None]) -> None:
    for line in output:
        key, _, value = line.decode("ascii", "replace").strip().partition("=")
        if key == "out_time_us" and value.lstrip("-").isdigit():
            report(min(1.0, max(0.0, int(value) / 1_000_000 / max(seconds, 0.1))))


def _listen(errors: IO[bytes], words: deque[str]) -> None:
    for line in errors:
        words.append(line.decode("utf-8", "replace").strip()[:300])


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
