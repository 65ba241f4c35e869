"""Pages that report what is seen and opened, as ``static/js/events.js`` does, of as many people as are wanted."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

BATCH, BATCHES_A_PERSON = 25, 4
"""Events of one request, as the page sends them, and how many requests each person makes."""
TOKEN = "t" * 32
BOUNDARY = "beacon"
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
KINDS = ("card_seen", "card_seen", "card_seen", "row_seen", "card_seen", "dot_opened", "card_seen", "page_viewed")
PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Shown:
    """What the site has that can be seen: primary keys."""

    garments: Sequence[int]
    products: Sequence[int]


def report(address: str, shown: Shown, events: int, senders: int, first_person: int = 0) -> int:
    """Send so many different events over ``senders`` connections; how many the site says it took."""
    persons = range(first_person, first_person + events // (BATCH * BATCHES_A_PERSON))
    with ThreadPoolExecutor(senders) as threads:
        return sum(threads.map(lambda first: _persons(address, shown, persons[first::senders]), range(senders)))


def _persons(address: str, shown: Shown, persons: Sequence[int]) -> int:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE_SECONDS)
    taken = 0
    for person in persons:
        told = events_of(person, shown)
        for _ in range(BATCHES_A_PERSON):
            taken += _send(connection, person, list(islice(told, BATCH)))
    connection.close()
    return taken


def events_of(person: int, shown: Shown) -> Iterator[dict[str, Any]]:
    """Different events of a person, without an end."""
    at = 0
    while True:
        kind, place = KINDS[at % len(KINDS)], 7 * person + at
        event: dict[str, Any] = {"kind": kind, "age": 0.1 * (at % 50)}
        if kind != "page_viewed":
            event["garment"] = shown.garments[place % len(shown.garments)]
        if kind in ("card_seen", "page_viewed"):
            event["product"] = shown.products[(11 * place) % len(shown.products)]
        yield event
        at += 1


def _send(connection: HTTPConnection, person: int, events: list[dict[str, Any]]) -> int:
    """One request, once more where the server closed the idle connection. Raises ``RuntimeError`` if refused."""
    try:
        return _ask(connection, person, events)
    except (HTTPException, ConnectionError):
        connection.close()
        return _ask(connection, person, events)


def _ask(connection: HTTPConnection, person: int, events: list[dict[str, Any]]) -> int:
    parts = {"csrfmiddlewaretoken": TOKEN, "events": json.dumps(events)}
    body = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in parts.items()
    )
    connection.request("POST", "/api/v1/events/", f"{body}--{BOUNDARY}--\r\n", _headers(person))
    answer = connection.getresponse()
    text = answer.read()
    if answer.status != 202:
        raise RuntimeError(f"Events were answered with {answer.status}: {text[:200]!r}")
    taken: int = json.loads(text)["taken"]
    return taken


def _headers(person: int) -> dict[str, str]:
    """Another browser at another address for each person."""
    return {
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "Cookie": f"csrftoken={TOKEN}; browser={person:022d}",
        "X-Forwarded-For": f"10.{person >> 16 & 255}.{person >> 8 & 255}.{person & 255}",
        "User-Agent": AGENT,
    }
