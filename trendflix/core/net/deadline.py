"""A point in time at which connections end, whatever a server does.

Timeouts of a socket are counted anew for every byte that comes, so a server that sends a byte a second holds a reader
for ever: in the status line, a header, the length of a chunk, or a compressed stream without content. A deadline shuts
the connection down from outside, and the reader finds its end.
"""

import contextlib
import os
import socket
import threading
import time
from types import TracebackType
from typing import Self


class Deadline:
    """``with Deadline(seconds) as deadline``: connections that are watched end then; ``is_over`` says that it came."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._lock = threading.Lock()
        self._watched: list[socket.socket] = []

    def __enter__(self) -> Self:
        """Start the clock."""
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the clock."""
        self._timer.cancel()
        with self._lock:
            for connection in self._watched:
                connection.close()
            self._watched.clear()

    @property
    def is_over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self._until

    def watch(self, connection: socket.socket) -> None:
        """End this connection at the deadline, by a descriptor of our own: TLS takes the one it is given apart."""
        own = socket.socket(fileno=os.dup(connection.fileno()))
        with self._lock:
            self._watched.append(own)
        if self.is_over:
            self._end()

    def _end(self) -> None:
        with self._lock:
            for connection in self._watched:
                with contextlib.suppress(OSError):  # closed already
                    connection.shutdown(socket.SHUT_RDWR)
