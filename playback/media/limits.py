"""Processes that decode what people bring: bounded in memory, and ended with the worker that started them."""

import contextlib
import resource
import shutil
import subprocess
from functools import cache
from typing import IO

from django.conf import settings


@cache
def _until_parent_ends() -> tuple[str, ...]:
    """A prefix that lets the kernel kill a process when its parent dies (util-linux's ``setpriv``); else nothing."""
    found = shutil.which("setpriv")
    return (found, "--pdeathsig", "KILL", "--") if found else ()


def started(command: list[str], stdin: IO[bytes] | int) -> subprocess.Popen[bytes]:
    """Start a command in a process group of its own, with pipes for what it says.

    Its address space is limited to ``FFMPEG_MEMORY`` bytes: a picture of 8,000 by 8,000 made an encoder take 8 GB.
    """
    process = subprocess.Popen(  # noqa: S603 - an argument list of our own making, no shell
        [*_until_parent_ends(), *command],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    with contextlib.suppress(ProcessLookupError, PermissionError):  # it has ended, or drops rights first
        resource.prlimit(process.pid, resource.RLIMIT_AS, (settings.FFMPEG_MEMORY, settings.FFMPEG_MEMORY))
    return process
