"""Answer what viewers ask."""

import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from shopping import answering


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
        answering.warm_up()
        self.stdout.write("Looking.")
        self.stdout.flush()
        answering.serve(over.is_set)
