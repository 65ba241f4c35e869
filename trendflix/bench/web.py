"""What a page costs: the timeline of a long film, made up, measured, and rolled back."""

import gzip
import random
import time
from hashlib import sha256
from uuid import uuid4

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Title
from playback.models import Video
from shopping.models import Feed, Match, Product, ProductImage
from trendflix.bench.clock import Figures, percentile_95, seconds
from vision.models import Analysis, Appearance, Garment

GARMENTS, STAYS, BOXES, MATCHES, PRODUCTS = 250, 8, 3, 12, 400
FILM_SECONDS = 7200.0
REQUESTS = 20


class _Undo(Exception):
    """Raised to roll back what was made up."""


def measure() -> Figures:
    """Time, size and queries of the timeline's JSON, beside the cheapest page there is."""
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
    timeline = percentile_95(lambda: client.get(address), REQUESTS)
    return {
        "timeline_appearances": float(GARMENTS * STAYS),
        "timeline_queries": float(queries),
        "timeline_first_ms": 1000 * first,
        "timeline_p95_ms": 1000 * timeline,
        "timeline_to_healthz": timeline / health,
        "timeline_kb": len(gzip.decompress(answer.content)) / 1000,
        "timeline_kb_gzipped": len(answer.content) / 1000,
    }


def _long_film() -> str:
    """Two hours, ``GARMENTS`` × ``STAYS`` appearances, ``MATCHES`` products each; returns its slug."""
    slug = f"bench-{uuid4().hex[:8]}"
    title = Title.objects.create(name="Bench", slug=slug)
    video = Video.objects.create(title=title, package_key="bench", duration=FILM_SECONDS)
    reading = Analysis.objects.create(video=video, key="bench", model="bench", parser="bench")
    garments = Garment.objects.bulk_create(
        [
            Garment(analysis=reading, category="top", vector=b"\0\0", model="bench", cutout=f"garments/b/{n}.webp")
            for n in range(GARMENTS)
        ]
    )
    Appearance.objects.bulk_create([_stay(garment, n) for garment in garments for n in range(STAYS)])
    products = _products(slug)
    Match.objects.bulk_create(
        [
            Match(garment=garment, product=products[(place * 7 + number) % PRODUCTS], rank=place + 1, score=0.5)
            for number, garment in enumerate(garments)
            for place in range(MATCHES)
        ]
    )
    return slug


def _stay(garment: Garment, number: int) -> Appearance:
    """A stay whose boxes shake as those of a parser do, so that they pack no better than real ones."""
    chance = random.Random(garment.pk * STAYS + number)  # noqa: S311 - made up, no secret
    start = round(chance.uniform(0, FILM_SECONDS - 10), 3)
    x, y, w, h = chance.uniform(0, 0.6), chance.uniform(0, 0.5), chance.uniform(0.1, 0.3), chance.uniform(0.1, 0.4)
    boxes = [
        {"t": round(start + 2 * n, 3)}
        | {side: round(part + chance.gauss(0, 0.015), 4) for side, part in zip("xywh", (x, y, w, h), strict=True)}
        for n in range(BOXES)
    ]
    return Appearance(garment=garment, start=start, end=round(start + chance.uniform(4, 7), 3), boxes=boxes)


def _products(slug: str) -> list[Product]:
    feed = Feed.objects.create(name=slug, slug=slug)
    products = Product.objects.bulk_create(
        [
            Product(feed=feed, product_id=f"P{n}", title=f"Product number {n} in blue", link="https://shop.example/")
            for n in range(PRODUCTS)
        ]
    )
    ProductImage.objects.bulk_create(
        [ProductImage(product=product, file=_picture(product.product_id)) for product in products]
    )
    return products


def _picture(name: str) -> str:
    """A path as pictures have it: their hash, which no packing makes smaller."""
    digest = sha256(name.encode()).hexdigest()
    return f"public/products/{digest[:2]}/{digest}.jpg"
