"""What many viewers cost: a site of its own with one film, served as ``serve`` does, and viewers on loopback."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import imageio_ffmpeg

from trendflix.bench.clock import Figures
from trendflix.bench.nginx import is_installed, nginx_before
from trendflix.bench.viewers import watch_together
from trendflix.core.errors import UserError
from trendflix.site.supervisor import site_command

ROOT = Path(__file__).resolve().parent.parent.parent
FILM_SECONDS, VIEWERS, PLAY_SECONDS = 24, 50, 8.0
BEHIND_NGINX = 200
"""Viewers at a time."""
BEHIND = {"TRENDFLIX_SENDFILE": "x-accel", "TRENDFLIX_PROXIES": "1"}
WATCH = "/watch/bench/"
PACKAGE = (
    "from trendflix.jobs.models import Job; from trendflix.jobs.runner import job_run; "
    "job = job_run(Job.objects.get(kind='package').pk); assert job and job.status == 'done', job and job.error"
)
READY_SECONDS = 60.0


def measure(nginx: bool = False) -> Figures:
    """Throughput of one viewer and of many at once, their ratio, and errors.

    Fifty viewers at the embedded server; with ``nginx`` two hundred before the nginx and the configuration that are
    shipped. Raises ``UserError`` where this machine has none.
    """
    count = BEHIND_NGINX if nginx else VIEWERS
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir()
        site_make(data)
        with served(data, Path(folder), nginx) as address:
            watch_together(address, WATCH, 1, 1.0)
            alone = watch_together(address, WATCH, 1, PLAY_SECONDS)
            many = watch_together(address, WATCH, count, PLAY_SECONDS)
    return _figures(alone, many)


@contextmanager
def served(data: Path, folder: Path, nginx: bool) -> Iterator[str]:
    """The site in the folder ``data``, with ``nginx`` behind one that works in ``folder``; gives the address to ask.

    Raises ``UserError`` where this machine has no nginx.
    """
    if nginx and not is_installed():
        raise UserError("nginx is not installed on this machine.")
    extra = BEHIND if nginx else {}
    with site_serve(data, **extra) as site, nginx_before(site, data, folder) if nginx else nullcontext(site) as address:
        yield address


def _figures(alone: Figures, many: Figures) -> Figures:
    return {
        "viewers": many["viewers"],
        "errors": alone["errors"] + many["errors"],
        "many_to_one": many["mb_a_second"] / max(alone["mb_a_second"], 1e-9),
        "mb_a_second": many["mb_a_second"],
        "requests_a_second": many["requests_a_second"],
        "open_p95_s": many["open_p95_s"],
        "first_segment_p95_s": many["first_segment_p95_s"],
    }


def environment(data: Path) -> dict[str, str]:
    """Variables of a site of its own in a folder."""
    ours = {"TRENDFLIX_DATA": str(data), "DATABASE_URL": "", "REDIS_URL": "", "TRENDFLIX_REQUIRE_LOGIN": "False"}
    ours |= {"CELERY_BROKER_URL": "filesystem://localhost//", "TRENDFLIX_HTTPS": "False"}
    return {**os.environ, **ours}


def site_make(data: Path) -> None:
    """A site with one packaged film named Bench."""
    film = data / "film.mp4"
    made = ["-f", "lavfi", "-i", f"testsrc2=s=640x360:r=25:d={FILM_SECONDS}", "-f", "lavfi"]
    made += ["-i", f"anoisesrc=d={FILM_SECONDS}:a=0.2", "-preset", "ultrafast", "-pix_fmt", "yuv420p", str(film)]
    _run([imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", *made], data)
    for words in (
        ["migrate", "-v0"],
        ["collectstatic", "-v0", "--no-input"],
        ["add_title", str(film), "--title", "Bench", "--json"],
        ["shell", "-v0", "-c", PACKAGE],
    ):
        manage(data, *words)


def manage(data: Path, *words: str, **extra: str) -> None:
    """Run a command of the site in a folder; ``extra`` are further variables."""
    _run([sys.executable, "manage.py", *words], data, **extra)


def asked(data: Path, code: str, **extra: str) -> str:
    """What some code prints that runs in the site in a folder."""
    return _run([sys.executable, "manage.py", "shell", "-v0", "-c", code], data, **extra)


def _run(command: list[str], data: Path, **extra: str) -> str:
    done = subprocess.run(  # noqa: S603 - an argument list of our own
        command, check=True, cwd=ROOT, env=environment(data) | extra, stdout=subprocess.PIPE, text=True, timeout=600
    )
    return done.stdout


@contextmanager
def site_serve(data: Path, **extra: str) -> Iterator[str]:
    """The site served on a free port of loopback; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, *site_command("127.0.0.1", port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment(data) | extra)  # noqa: S603 - our own words
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{address}/readyz")
        yield address
    finally:
        server.terminate()
        server.wait(30)


def _wait(url: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            urllib.request.urlopen(url, timeout=2)  # noqa: S310 - our own server
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return
