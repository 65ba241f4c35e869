"""A browser of a soak: one connection, one address, its own cookies; what the site answers is counted."""

import json
import threading
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, RemoteDisconnected
from typing import Any
from urllib.parse import urlencode, urlsplit

TOKEN = "t" * 32
PATIENCE_SECONDS = 60.0
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
FORM = "application/x-www-form-urlencoded"


@dataclass
class Counts:
    """What all browsers of a soak came to; ``troubles`` says how often which path was answered with which status."""

    requests: int = 0
    errors: int = 0
    refused: int = 0
    troubles: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, method: str, path: str, status: int) -> None:
        """An answer; 0 is none. Of 5xx and none are errors, of 4xx refused."""
        with self._lock:
            self.requests += 1
            self.errors += status == 0 or status >= 500
            self.refused += 400 <= status < 500
            if status == 0 or status >= 400:
                self.troubles[f"{status} {method} {urlsplit(path).path}"[:120]] += 1


class Browser:
    """One person at one address; ``number`` tells it from all others."""

    def __init__(self, port: int, number: int, counts: Counts) -> None:
        self.counts = counts
        self.cookies = {"csrftoken": TOKEN, "browser": f"{number:022d}"}
        self._address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        self._connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)

    def get(self, path: str, span: str = "") -> str:
        """The text at an address, or a part of the bytes."""
        return self._ask("GET", path, b"", {"Range": span} if span else {})

    def form(self, path: str, **fields: Any) -> str:
        """Send a form as a page does."""
        fields["csrfmiddlewaretoken"] = self.cookies["csrftoken"]
        return self._ask("POST", path, urlencode(fields).encode(), {"Content-Type": FORM})

    def send(self, method: str, path: str, value: Any) -> str:
        """Send JSON as a script does."""
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.cookies["csrftoken"]}
        return self._ask(method, path, json.dumps(value).encode(), headers)

    def close(self) -> None:
        """Leave."""
        self._connection.close()

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> str:
        """Ask, once more where the server closed the idle connection in the same moment."""
        status, text = 0, b""
        try:
            try:
                status, text = self._once(method, path, body, headers)
            except (RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                self._connection.close()
                status, text = self._once(method, path, body, headers)
        except (OSError, HTTPException):
            self._connection.close()
        self.counts.note(method, path, status)
        return text.decode(errors="replace")

    def _once(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        ours = {"Cookie": cookies, "User-Agent": AGENT, "X-Forwarded-For": self._address}
        self._connection.request(method, path, body or None, ours | headers)
        answer = self._connection.getresponse()
        text = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text
