"""Keeps the site, its worker and what answers viewers running side by side on one machine."""

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from types import FrameType

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, close_old_connections
from kombu.exceptions import OperationalError

from trendflix.core.errors import UserError
from trendflix.core.pending import pending_write
from trendflix.jobs.periodic import due_enqueue
from trendflix.jobs.reaper import jobs_prune, jobs_reap

log = logging.getLogger(__name__)
REAP_EVERY_SECONDS = 10.0
PENDING_AT_ONCE = 500
"""Documents of each app that are written at a time, between looks at the children."""
FIRST_DAILY_SECONDS, DAY_SECONDS = 600.0, 86_400.0
"""The daily work is first done some minutes after the start: many machines do not run for a whole day."""
COLLECT = [str(settings.BASE_DIR / "manage.py"), "collect_garbage"]
STOP_SECONDS = 5.0
WORKER = [
    "-m",
    "celery",
    "-A",
    "trendflix",
    "--quiet",
    "worker",
    "-P",
    "solo",
    "-Q",
    "upkeep,default,media,vision",
    "-l",
    "WARNING",
]
LOOK = [str(settings.BASE_DIR / "manage.py"), "answer_lookups"]
"""Answers viewers who wait, apart from the worker, whose jobs take minutes."""
YIELDS = {"worker": 10}
"""Niceness: long work takes what the site and those who wait leave over."""


def site_command(host: str, port: int, threads: int = 16) -> list[str]:
    """gunicorn with threads: most of what it serves waits for a disk or a socket."""
    options = ["--workers", "2", "--threads", str(threads), "--log-level", "warning", "--no-control-socket"]
    options += ["--logger-class", "trendflix.core.redaction.GunicornLogger"]
    options += ["--keep-alive", "30"]  # players come back every few seconds
    return ["-m", "gunicorn", "trendflix.wsgi:application", "--bind", f"{host}:{port}", *options]


def port_check(host: str, port: int) -> None:
    """Raise ``UserError`` where the port is taken, before anything starts."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UserError(f"{host}:{port} cannot be used ({error.strerror}); choose another with PORT=…") from error


@dataclass
class Supervisor:
    """Starts the given Python commands, starts again what dies, and reaps jobs while it waits.

    The children get no signal of the terminal's: ``stop`` ends them in order.
    """

    commands: dict[str, list[str]]
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    stopping: bool = False
    collecting: subprocess.Popen[bytes] | None = None

    def start(self, name: str) -> None:
        """Start one command in a process group of its own."""
        command = [sys.executable, *self.commands[name]]
        self.children[name] = subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own words
        os.setpriority(os.PRIO_PROCESS, self.children[name].pid, YIELDS.get(name, 0))

    def run(self) -> None:
        """Serve until SIGINT or SIGTERM."""
        signal.signal(signal.SIGTERM, self._ask_to_stop)
        signal.signal(signal.SIGINT, self._ask_to_stop)
        for name in self.commands:
            self.start(name)
        try:
            self._watch()
        finally:
            self.stop()

    def stop(self) -> None:
        """End the children: politely, after some seconds by force; the rows keep what is pending."""
        for child in self.children.values():
            child.terminate()
        if self.collecting is not None:
            self.collecting.kill()  # it goes on the next day
            self.collecting.wait()
        deadline = time.monotonic() + STOP_SECONDS
        for name, child in self.children.items():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                log.warning("%s is busy; it goes on at the next start", name)
                child.kill()
                child.wait()

    def _watch(self) -> None:
        reaped, daily = 0.0, time.monotonic() + FIRST_DAILY_SECONDS
        while not self.stopping:
            for name, child in self.children.items():
                if child.poll() is not None and not self.stopping:
                    log.warning("%s ended with %s; starting it again", name, child.returncode)
                    self.start(name)
            if time.monotonic() - reaped > REAP_EVERY_SECONDS:
                self.housekeep()
                reaped = time.monotonic()
            if time.monotonic() > daily:
                self.daily()
                daily = time.monotonic() + DAY_SECONDS
            time.sleep(0.5)

    def housekeep(self) -> None:
        """Do the small regular work; what fails (a locked database, a full disk) is tried again the next time."""
        for work in (jobs_reap, due_enqueue, partial(pending_write, PENDING_AT_ONCE)):
            _attempt(work)

    def daily(self) -> None:
        """Remove old rows of jobs and expired sessions here; files that no row names in a process of its own."""
        _attempt(jobs_prune)
        _attempt(partial(call_command, "clearsessions"))
        if self.collecting is not None and self.collecting.poll() is None:
            return  # yesterday's still runs
        command = ["nice", "-n", "10", sys.executable, *COLLECT]
        self.collecting = subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own words

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True


def _attempt(work: Callable[[], object]) -> None:
    """Call what needs the database; viewers go on being served when it fails."""
    close_old_connections()
    try:
        work()
    except (DatabaseError, OSError, OperationalError) as error:
        log.warning("%s; tried again later", error)
