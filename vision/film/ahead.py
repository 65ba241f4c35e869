"""Reads a film ahead in a thread, so that it is decoded and glanced at while other frames are looked at closely."""

from collections.abc import Iterator
from queue import Full, Queue
from threading import Event, Thread

from vision.film.sampler import Sample

SAMPLES = 64
"""Small frames that are read ahead at most: 11 MB."""
ROOM_SECONDS = 0.2
_Line = Queue[Sample | BaseException | None]


def ahead(samples: Iterator[Sample], count: int = SAMPLES) -> Iterator[Sample]:
    """The samples, which a thread takes from the iterator; what it raises is raised here."""
    line, stopped = _Line(count), Event()
    thread = Thread(target=_read, args=(samples, line, stopped), name="film ahead", daemon=True)
    thread.start()
    try:
        while (got := line.get()) is not None:
            if isinstance(got, BaseException):
                raise got
            yield got
    finally:
        stopped.set()
        thread.join()


def _read(samples: Iterator[Sample], line: _Line, stopped: Event) -> None:
    try:
        for sample in samples:
            if not _put(sample, line, stopped):
                return
        _put(None, line, stopped)
    except BaseException as error:  # noqa: BLE001 - raised again where samples are taken
        _put(error, line, stopped)


def _put(one: Sample | BaseException | None, line: _Line, stopped: Event) -> bool:
    """Wait for room; ``False`` where nobody takes samples any more."""
    while not stopped.is_set():
        try:
            line.put(one, timeout=ROOM_SECONDS)
        except Full:
            continue
        return True
    return False
