"""A site of its own in a folder: a worker and web processes that can be killed, and a watch over its jobs."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trendflix.core.errors import UserError
from trendflix.site.supervisor import LOOK, WORKER, site_command

ROOT = Path(__file__).resolve().parent.parent.parent.parent
PATIENCE_SECONDS = 1800.0
INSIDE = "from trendflix.bench.faults import inside; inside."
LOST_AFTER = {"TRENDFLIX_JOB_HEARTBEAT_SECONDS": "1", "TRENDFLIX_JOB_LOST_AFTER_SECONDS": "3"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A job as the watch saw it."""

    pk: int
    kind: str
    status: str
    stage: str
    losses: int


@dataclass
class Site:
    """Processes of a site whose data lie in ``data``; ``variables`` say which database and broker it has."""

    data: Path
    variables: dict[str, str]
    jobs: list[Seen] = field(default_factory=list)
    port: int = 0
    _processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for folder in (self.data, self.data / "tmp"):
            folder.mkdir(parents=True, exist_ok=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    @property
    def environment(self) -> dict[str, str]:
        """Variables of its processes; what they leave in the folder for temporary files is counted."""
        ours = {"TRENDFLIX_DATA": str(self.data), "TMPDIR": str(self.data / "tmp"), "OMP_NUM_THREADS": "1"}
        ours |= {"TRENDFLIX_REQUIRE_LOGIN": "False", "TRENDFLIX_HTTPS": "False"}
        return {**os.environ, **ours, **LOST_AFTER, **self.variables}

    def manage(self, *words: str) -> str:
        """Run a command of the site; what it printed."""
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(  # noqa: S603 - our own words
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=PATIENCE_SECONDS
        )
        if done.returncode:
            raise UserError(f"{' '.join(words)}: {done.stderr.strip()[-2000:]}")
        return done.stdout

    def inside(self, call: str) -> Any:
        """What a function of ``inside`` prints."""
        return json.loads(self.manage("shell", "-v0", "-c", f"{INSIDE}{call}"))

    def start_worker(self) -> None:
        """Start the worker that ``serve`` starts."""
        self._start("worker", *WORKER, "--without-gossip", "--without-mingle")

    def start_look(self) -> None:
        """Start what answers viewers who wait, as ``serve`` does."""
        self._start("look", *LOOK)

    def start_web(self) -> None:
        """Start the web processes that ``serve`` starts, and wait until they answer."""
        self._start("web", *site_command("127.0.0.1", self.port))
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2).close()
                return
            except OSError:
                time.sleep(0.05)
        raise UserError("the site's web processes did not start.")

    def start_watch(self) -> None:
        """Keep ``jobs`` as they are now; jobs are reaped from here."""
        process = self.start_code("watch", f"{INSIDE}watch()")

        def read() -> None:
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            for line in process.stdout:
                self.jobs = [Seen(*row) for row in json.loads(line)]

        threading.Thread(target=read, daemon=True).start()

    def start_code(self, name: str, code: str) -> "subprocess.Popen[bytes]":
        """Run code of ours inside the site; its input and output are pipes."""
        return self._start(name, "manage.py", "shell", "-v0", "-c", code, is_piped=True)

    def pid(self, name: str) -> int:
        """The process that was started under a name."""
        return self._processes[name].pid

    def _start(self, name: str, *words: str, is_piped: bool = False) -> "subprocess.Popen[bytes]":
        log = (self.data / "tmp").with_name("logs")
        log.mkdir(exist_ok=True)
        with (log / f"{name}.log").open("ab") as said:
            process = subprocess.Popen(  # noqa: S603 - our own words
                [sys.executable, *words],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.PIPE if is_piped else subprocess.DEVNULL,
                stdout=subprocess.PIPE if is_piped else said,
                stderr=said,
                start_new_session=True,
            )
        self._processes[name] = process
        return process

    def kill(self, name: str) -> None:
        """End processes as a power cut would, all of their group in the same moment."""
        process = self._processes.pop(name, None)
        if process is not None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def stop(self) -> None:
        """Kill all that runs."""
        for name in list(self._processes):
            self.kill(name)

    def left_running(self) -> list[str]:
        """Command lines of processes that know the data folder, a moment after all were killed."""
        time.sleep(0.5)
        mark, found = f"TRENDFLIX_DATA={self.data}".encode(), []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (process / "environ").read_bytes().split(b"\0"):
                    found.append((process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")[:200])
            except OSError:
                continue  # it has ended, or is not ours
        return [line for line in found if line]
