"""What uploads cost: many people who send at once, some cut off in the middle, and one film of several gigabytes.

A site of its own on loopback, served as ``serve`` does. Every file is read back from the disk and compared by its hash.
"""

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from trendflix.bench.clock import Figures
from trendflix.bench.sending import Person, send
from trendflix.bench.stream import manage, served

MIB = 2**20
FILES, FILE_BYTES, GIANT_BYTES = 100, 20 * MIB, 3 * 2**30
SIGN_IN = (
    "from pathlib import Path; from django.conf import settings; from importlib import import_module; "
    "from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY; "
    "from django.contrib.auth.models import User; "
    "user = User.objects.create_superuser('bench'); "
    "session = import_module(settings.SESSION_ENGINE).SessionStore(); "
    "session.update({SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[-1], "
    "HASH_SESSION_KEY: user.get_session_auth_hash()}); session.save(); "
    "(Path(settings.DATA) / 'session.txt').write_text(session.session_key)"
)


def measure(files: int = FILES, size: int = FILE_BYTES, giant: int = GIANT_BYTES, nginx: bool = False) -> Figures:
    """Bytes a second, files whose bytes are not those that were sent, and the memory of the web processes in MiB.

    With ``nginx`` before the nginx and the configuration that are shipped. Raises ``UserError`` where there is none.
    """
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir()
        manage(data, "migrate", "-v0")
        manage(data, "shell", "-v0", "-c", SIGN_IN)
        with served(data, Path(folder), nginx) as address:
            person = Person(address, (data / "session.txt").read_text(), data)
            send(person, 0, MIB, cut=False)  # what is loaded once is loaded
            return _many(person, files, size) | _one(person, giant)


def _many(person: Person, files: int, size: int) -> Figures:
    """All at once; every third loses its connection in the middle and goes on."""
    began = time.perf_counter()
    with ThreadPoolExecutor(files) as people:
        sent = list(people.map(lambda number: send(person, number, size, cut=number % 3 == 0), range(files)))
    seconds = time.perf_counter() - began
    return {
        "files": float(files),
        "lost": float(sent.count(False)),
        "mb_a_second": files * size / seconds / 1e6,
        "seconds": seconds,
    }


def _one(person: Person, size: int) -> Figures:
    before = memory_of_children()
    began = time.perf_counter()
    with highest(memory_of_children) as peak:
        is_equal = send(person, 1, size, cut=True)
    return {
        "giant_gib": size / 2**30,
        "giant_lost": float(not is_equal),
        "giant_mb_a_second": size / (time.perf_counter() - began) / 1e6,
        "web_memory_before_mib": before / MIB,
        "web_memory_peak_mib": peak[0] / MIB,
    }


@contextmanager
def highest(measured: Callable[[], int]) -> Iterator[list[int]]:
    """The highest that something measures while the block runs, looked at ten times a second."""
    found, ended = [measured()], threading.Event()

    def watch() -> None:
        while not ended.wait(0.1):
            found[0] = max(found[0], measured())

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield found
    finally:
        ended.set()
        thread.join()


def memory_of_children() -> int:
    """Bytes of memory (resident) that the processes started from here hold."""
    parents: dict[int, int] = {}
    sizes: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue  # it has ended
        pid = int(lines["Pid"])
        parents[pid] = int(lines["PPid"])
        sizes[pid] = 1024 * int(lines.get("VmRSS", "0 kB").split()[0])
    own = int(Path("/proc/self").readlink().name)
    return sum(size for pid, size in sizes.items() if pid != own and _descends(pid, own, parents))


def _descends(pid: int, from_pid: int, parents: dict[int, int]) -> bool:
    while pid in parents:
        pid = parents[pid]
        if pid == from_pid:
            return True
    return False
