"""A person who uploads a made-up film in pieces by tus, as the page does, and looks at what the disk has of it."""

import hashlib
import http.client
import socket
import struct
import time
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

MIB = 2**20
PIECE = 8 * MIB
TUS = "/admin/uploads/filmupload/tus/"
BEGINNING = b"\x00\x00\x00\x18ftypisom"
PATIENCE_SECONDS = 120.0
BUSY = 423


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in to a site; ``data`` is the folder that the site keeps its files in."""

    address: str
    session: str
    data: Path

    def headers(self) -> dict[str, str]:
        """What every request has."""
        token = "t" * 32
        cookies = f"sessionid={self.session}; csrftoken={token}"
        return {"Tus-Resumable": "1.0.0", "Cookie": cookies, "X-CSRFToken": token, "Referer": self.address}

    def ask(self, method: str, path: str, body: bytes = b"", **more: str) -> http.client.HTTPResponse:
        """One request on a connection of its own, its answer read."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE_SECONDS)
        headers = self.headers() | {name.replace("_", "-"): value for name, value in more.items()}
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer


def piece_of(number: int, at: int, length: int) -> bytes:
    """Bytes ``at`` to ``at + length`` of file ``number``: each MiB is another; it begins as a film does."""
    made = bytearray()
    for block in range(at // MIB, (at + length - 1) // MIB + 1):
        seed = hashlib.sha512(b"%d %d" % (number, block)).digest()
        made += seed * (MIB // len(seed))
    first = at % MIB
    found = bytes(made[first : first + length])
    return (BEGINNING[at:] + found[len(BEGINNING) - at :])[:length] if at < len(BEGINNING) else found


def send(person: Person, number: int, size: int, *, cut: bool) -> bool:
    """Upload a file; with ``cut`` lose the connection in the middle. Whether the disk holds what was sent."""
    name = b64encode(f"film {number}.mp4".encode()).decode()
    answer = person.ask("POST", TUS, Upload_Length=str(size), Upload_Metadata=f"filename {name}")
    address = answer.getheader("Location")
    if answer.status != http.client.CREATED or address is None:
        return False
    digest, at = hashlib.sha256(), 0
    while at < size:
        piece = piece_of(number, at, min(PIECE, size - at))
        if cut and at + len(piece) > size // 2:
            cut = False
            _break_off(person, address, at, piece)
        _deliver(person, address, at, piece)
        digest.update(piece)
        at += len(piece)
    key = address.rstrip("/").rsplit("/", 1)[-1].replace("-", "")
    part = person.data / "uploads" / "tus" / f"{key}.part"
    with part.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest() == digest.digest()


def _deliver(person: Person, address: str, at: int, piece: bytes) -> None:
    """Send what the site lacks of a piece; while another connection still holds the file, try again."""
    until = time.monotonic() + PATIENCE_SECONDS
    kind = {"Content_Type": "application/offset+octet-stream"}
    while time.monotonic() < until:
        there = int(person.ask("HEAD", address).getheader("Upload-Offset") or at)
        if there >= at + len(piece):
            return
        answer = person.ask("PATCH", address, piece[there - at :], Upload_Offset=str(there), **kind)
        if answer.status == BUSY:
            time.sleep(0.2)
    raise TimeoutError(f"{address}: not delivered in {PATIENCE_SECONDS:.0f} s")


def _break_off(person: Person, address: str, at: int, piece: bytes) -> None:
    """Announce a piece, send a part of it, and reset the connection."""
    parts = urlsplit(person.address)
    headers = person.headers() | {"Host": parts.netloc, "Content-Length": str(len(piece)), "Upload-Offset": str(at)}
    headers["Content-Type"] = "application/offset+octet-stream"
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    with socket.create_connection((parts.hostname or "", parts.port or 80)) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        line.sendall(f"PATCH {address} HTTP/1.1\r\n{lines}\r\n".encode() + piece[: len(piece) // 2])
        time.sleep(0.1)
