"""kombu's broker of files, whose messages are whole or not there: also on a full disk, and whoever reads meanwhile.

kombu writes a message in its place, where a worker may take it half written, and a full disk leaves an empty one; the
worker that reads it ends.
"""

import logging
from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from time import monotonic
from typing import Any
from uuid import uuid4

from django.conf import settings
from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps, loads

log = logging.getLogger(__name__)
HALF = ".half"


class Channel(filesystem.Channel):
    """Puts messages beside and renames them; drops what cannot be read, since the row of its job is still queued."""

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]  # stubs of two names
        """Put a message onto a queue. Raises ``OSError`` where there is no room for it."""
        folder, name = Path(self.data_folder_out), f"{round(monotonic() * 1000)}_{uuid4()}.{queue}.msg"
        half = folder / f"{uuid4()}{HALF}"
        try:
            half.write_text(dumps(payload), encoding="utf-8")
            half.rename(folder / name)
        except OSError:
            half.unlink(missing_ok=True)
            raise

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        """The next message of a queue; whoever removes its file has it. Raises ``Empty``."""
        for path in self._waiting(queue):
            try:
                with path.open("rb") as file:
                    path.unlink()
                    return loads(file.read().decode())
            except FileNotFoundError:
                continue  # another worker has it
            except ValueError:
                log.warning("a message of %s was cut and is dropped; its job is woken again", queue)
        raise Empty

    def _waiting(self, queue: str) -> Iterator[Path]:
        """The files of a queue's messages, the oldest first."""
        for path in sorted(Path(self.data_folder_in).iterdir()):
            if path.name.partition(".")[2] == f"{queue}.msg":
                yield path

    def get_table(self, exchange: str) -> list[Any]:
        """Which queues an exchange has; none where a full disk left its file empty."""
        try:
            found: list[Any] = super().get_table(exchange)
        except ValueError:
            return []
        return found

    def _queue_bind(self, exchange: str, *args: Any) -> None:
        """Add a queue to an exchange, whose file is made anew where a full disk left it empty."""
        try:
            super()._queue_bind(exchange, *args)
        except ValueError:
            (Path(self.control_folder) / f"{exchange}.exchange").unlink(missing_ok=True)
            super()._queue_bind(exchange, *args)


class Transport(filesystem.Transport):
    """kombu's, with these channels."""

    Channel = Channel


def halves_collect() -> Iterator[Path]:
    """What processes left that died while they wrote a message."""
    if folder := getattr(settings, "BROKER_DIR", None):
        yield from sorted(Path(folder).glob(f"*{HALF}"))


def take_over() -> None:
    """Have addresses that begin with ``filesystem`` name this broker."""
    TRANSPORT_ALIASES["filesystem"] = f"{__name__}:{Transport.__name__}"
