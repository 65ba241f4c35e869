"""What a reviewer waits for at real size, on a site that ``manage.py seed_scale`` filled; nothing is kept.

The next item through the whole of Django, with each filter; a decision; and writing the whole queue anew.
"""

import json
from collections.abc import Callable
from time import perf_counter, process_time

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shopping.matching.review_queue import queue_refresh_job
from shopping.models import Feed, Match, ReviewItem
from trendflix.bench.clock import Figures, within_95
from trendflix.bench.timing import rolled_back
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from vision.models import Garment

MIN_GARMENTS = 40
ROUNDS = 60
NEXT = "/api/v1/review/next/"


def measure() -> Figures:
    """Milliseconds by the clock and of the processor, queries and seconds. Raises ``UserError`` on a small site."""
    garments = Garment.objects.count()
    if garments < MIN_GARMENTS:
        raise UserError("This site has too few garments to be measured; fill another one with manage.py seed_scale.")
    with rolled_back():
        began, cpu = perf_counter(), process_time()
        queue_refresh_job(Job(), lambda stage, part: None)
        figures = {
            "garments": float(garments),
            "queue_written_s": perf_counter() - began,
            "queue_written_cpu_s": process_time() - cpu,
        }
        client = _reviewer()
        for name, query in _filters().items():
            figures |= _measured(name, lambda query=query: client.get(f"{NEXT}?{query}"))  # type: ignore[misc]
        return figures | _measured("decision", _decisions(client))


def _reviewer() -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.create_superuser("bench of review"))
    return client


def _filters() -> dict[str, str]:
    """Name → query: the queue as it is, deep in it, and with each filter."""
    first = ReviewItem.objects.filter(is_open=True).order_by("-priority", "garment_id")
    passed = ",".join(map(str, first.values_list("pk", flat=True)[:100]))
    title = first.values_list("title", flat=True).first()
    shop = Feed.objects.order_by("-pk").values_list("pk", flat=True).first()
    return {
        "next": "",
        "next_after_100": f"leave_out={passed}",
        "next_of_title": f"title={title}",
        "next_of_category": "category=hat",
        "next_of_shop": f"shop={shop}",
        "next_of_nothing": "category=scarf&title=1",
        "decided": "decided=true",
    }


def _decisions(client: Client) -> Callable[[], object]:
    rows = iter(Match.objects.filter(status=Match.Status.SUGGESTED).order_by("pk").values_list("garment", "product"))

    def decide() -> object:
        garment, product = next(rows)
        body = json.dumps({"product": product, "status": Match.Status.REJECTED})
        address = f"/api/v1/review/items/{garment}/decisions/"
        return client.post(address, body, content_type="application/json")

    return decide


def _measured(name: str, work: Callable[[], object]) -> Figures:
    with CaptureQueriesContext(connection) as asked:
        work()
    queries = len(asked)
    walls, cpus = [], []
    for _ in range(ROUNDS):
        wall, cpu = perf_counter(), process_time()
        work()
        walls.append(perf_counter() - wall)
        cpus.append(process_time() - cpu)
    return {
        f"{name}_ms": 1000 * sorted(walls)[ROUNDS // 2],
        f"{name}_p95_ms": 1000 * within_95(walls),
        f"{name}_cpu_ms": 1000 * sorted(cpus)[ROUNDS // 2],
        f"{name}_cpu_p95_ms": 1000 * within_95(cpus),
        f"{name}_queries": float(queries),
    }
