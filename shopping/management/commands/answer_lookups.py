"""Answer what viewers ask."""

import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError

from shopping.queries import worker
from vision.errors import ModelError

AGAIN_AFTER = 30.0
"""Seconds between tries where a model cannot be loaded: an administrator may be at it."""


class Command(BaseCommand):
    """``manage.py answer_lookups``: a process with the models that answers viewers' questions until it is stopped."""

    help = "Answer viewers' questions (search in the picture, words, more like it) until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load the models, say so, answer."""
        over = threading.Event()

        def stop(number: int, frame: FrameType | None) -> None:
            over.set()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        if self._warm_up(over):
            self.stdout.write("Looking.")
            self.stdout.flush()
            worker.serve(over.is_set)

    def _warm_up(self, over: threading.Event) -> bool:
        """Load the models, as often as it takes; ``False`` where it was stopped before that."""
        while not over.is_set():
            try:
                worker.warm_up()
                return True
            except (ModelError, OperationalError) as error:
                self.stderr.write(f"Cannot look yet: {error}")
                over.wait(AGAIN_AFTER)
        return False
