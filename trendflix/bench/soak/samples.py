"""What processes and the data folder of a site hold at a moment."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
NOT_COUNTED = "logs"
"""The folder of the data folder that the bench's own logs lie in."""


def process_sample(name: str, pid: int) -> dict[str, float]:
    """Memory in bytes, descriptors and threads of a long-running process with its direct children."""
    pids = [pid, *_children(pid)] if name == "web" else [pid]
    return {
        f"memory of {name}": sum(_counted(_memory, pids)),
        f"descriptors of {name}": sum(_counted(_descriptors, pids)),
        f"threads of {name}": sum(_counted(_threads, pids)),
    }


def folder_sample(data: Path) -> dict[str, float]:
    """Files and bytes of each folder of a data folder; those that lie in it itself are its own."""
    found = {"bytes": 0.0}
    for path in data.rglob("*"):
        inside = path.relative_to(data).parts
        if inside[0] == NOT_COUNTED:
            continue
        with suppress(OSError):  # it has been removed
            if path.is_file():
                name = f"files of {inside[0]}" if len(inside) > 1 else "files"
                found[name] = found.get(name, 0.0) + 1
                found["bytes"] += path.stat().st_size
    return found


def site_processes(data: Path) -> float:
    """How many processes know the data folder: the site's own, and what they left running."""
    mark = f"TRENDFLIX_DATA={data}".encode()
    return float(sum(mark in environ.split(b"\0") for environ in _environments()))


def _environments() -> Iterator[bytes]:
    for process in PROC.glob("[0-9]*"):
        with suppress(OSError):  # it has ended, or is not ours
            yield (process / "environ").read_bytes()


def _counted(measured: Callable[[int], float], pids: Iterable[int]) -> Iterator[float]:
    for pid in pids:
        with suppress(OSError):
            yield measured(pid)


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for path in PROC.glob(f"{pid}/task/*/children"):
        with suppress(OSError):
            found += [int(one) for one in path.read_text().split()]
    return found


def _memory(pid: int) -> float:
    """The process's share of what it holds in memory: pages of several processes are counted once."""
    lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith("Pss:"))) * 1024


def _descriptors(pid: int) -> float:
    return float(sum(1 for _ in (PROC / str(pid) / "fd").iterdir()))


def _threads(pid: int) -> float:
    return float(sum(1 for _ in (PROC / str(pid) / "task").iterdir()))
