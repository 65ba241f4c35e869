"""A browser that uploads a film in pieces to a site whose web processes are killed under it, and goes on each time."""

import http.client
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from trendflix.bench.faults.site import PATIENCE_SECONDS, Site
from trendflix.bench.sending import TUS, Person

PIECES = 24
PAUSE_SECONDS = 0.1
KIND = {"Content_Type": "application/offset+octet-stream"}


@dataclass
class Uploading:
    """An upload that runs in a thread of its own until the site has all of the file."""

    site: Site
    film: Path
    session: str
    key: str
    error: str = ""
    _thread: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether bytes are still to be sent."""
        return self._thread.is_alive()

    def wait(self) -> None:
        """Until the site has all of it, or it is given up."""
        self._thread.join()

    def _run(self) -> None:
        data, until = self.film.read_bytes(), time.monotonic() + PATIENCE_SECONDS
        person = Person(f"http://127.0.0.1:{self.site.port}", self.session, self.site.data)
        size, at = len(data) // PIECES + 1, 0
        while time.monotonic() < until:
            try:
                at = int(person.ask("HEAD", f"{TUS}{self.key}/").getheader("Upload-Offset") or 0)
                if at >= len(data):
                    return
                person.ask("PATCH", f"{TUS}{self.key}/", data[at : at + size], Upload_Offset=str(at), **KIND)
            except (OSError, http.client.HTTPException):
                pass  # the site was killed; it comes back
            time.sleep(PAUSE_SECONDS)
        self.error = f"{at} of {len(data)} bytes arrived"
