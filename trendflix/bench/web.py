"""What a page costs: the timeline of a long film, made up, measured, and rolled back; and a pause in a browser."""

import gzip
import time
from uuid import uuid4

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Title
from playback.models import Video
from trendflix.bench import pause, watch_page
from trendflix.bench.clock import Figures, percentile_95, seconds
from trendflix.bench.factories import STAYS, Amount, fill_film

GARMENTS, PRODUCTS = 250, 400
FILM_SECONDS = 7200.0
REQUESTS = 20


class _Undo(Exception):
    """Raised to roll back what was made up."""


def measure() -> Figures:
    """Time, size and queries of the timeline's JSON, the opening of the watch page on a slow line, and a pause."""
    return timeline() | watch_page.measure() | pause.measure()


def timeline() -> Figures:
    """What the timeline of a long film costs."""
    figures: Figures = {}
    try:
        with transaction.atomic():
            slug = _long_film()
            figures = _requests(slug)
            raise _Undo
    except _Undo:
        return figures


def _requests(slug: str) -> Figures:
    packed = {"Accept-Encoding": "gzip"}
    client, address = Client(SERVER_NAME="localhost", headers=packed), f"/api/v1/titles/{slug}/timeline/"
    began = time.perf_counter()
    client.get(address)  # the first request makes the text, and of a viewer also writes a session
    first = time.perf_counter() - began
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    queries = len(asked)  # read at once: the next request empties the log
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    health = seconds(lambda: client.get("/healthz"))
    usual = percentile_95(lambda: client.get(address), REQUESTS)
    return {
        "timeline_appearances": float(GARMENTS * STAYS),
        "timeline_queries": float(queries),
        "timeline_first_ms": 1000 * first,
        "timeline_p95_ms": 1000 * usual,
        "timeline_to_healthz": usual / health,
        "timeline_kb": len(gzip.decompress(answer.content)) / 1000,
        "timeline_kb_gzipped": len(answer.content) / 1000,
    }


def _long_film() -> str:
    """Two hours, ``GARMENTS`` × ``STAYS`` appearances; returns its slug."""
    slug = f"bench-{uuid4().hex[:8]}"
    title = Title.objects.create(name="Bench", slug=slug)
    video = Video.objects.create(title=title, package_key="bench", duration=FILM_SECONDS)
    fill_film(video, Amount(GARMENTS, PRODUCTS, FILM_SECONDS))
    return slug
