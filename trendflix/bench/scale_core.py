"""Searching, matching and jobs at real size, through the functions that the site calls."""

import time
from itertools import islice

from django.contrib.auth.models import AnonymousUser

from playback.models import Video
from shopping.models import ProductImage
from trendflix.bench import timing
from trendflix.bench.clock import Figures
from trendflix.bench.timing import queries, rolled_back, times

TITLE_QUERIES = (
    "ferry",
    "the last ferry of lisbon",
    "golden harbour",
    "ines carvalho",
    "cafe",
    "東京",
    "drama quiet river",
    "e e e e e e e e",
    "last quiet red hidden northern broken silver late",
    "zeppelin",
    "fery of lisbn",
)
PRODUCT_QUERIES = (
    "red dress",
    "black leather jacket",
    "sneakers",
    "striped cotton t-shirt",
    "navy wool",
    "bag",
    "e",
    "zeppelin",
    "nordlys silk scarf",
    "red red red red red red red red",
)


def title_search() -> Figures:
    """Searching titles by words, as somebody anonymous: the first page of results of each query."""
    from catalog.selectors import titles_search

    somebody = AnonymousUser()
    return queries("title_search", TITLE_QUERIES, lambda words: list(titles_search(somebody, words)[:60]))


def product_search() -> Figures:
    """Searching products by words on the web path, pictures and feeds included."""
    from shopping.storefront.selectors import products_search

    return queries("product_search", PRODUCT_QUERIES, lambda words: products_search(words, 60))


def index_search() -> Figures:
    """One garment's nearest products among those of its category that can be bought."""
    from shopping.matching.candidates import Shelf, nearest
    from vision.models import Garment
    from vision.vectors import unpack

    garments = list(Garment.objects.order_by("pk").values_list("vector", "category")[:20])
    model = ProductImage.objects.exclude(model="").values_list("model", flat=True).first()
    if not garments or model is None:
        return {}
    began = time.perf_counter()
    shelves = {category: Shelf.of(model, category) for _, category in garments}
    loading = time.perf_counter() - began
    asked = iter(garments * (timing.ROUNDS + 1))

    def search() -> None:
        vector, category = next(asked)
        nearest(model, unpack(vector)[None], [category], shelves[category], 12)

    median, slow, cpu = times(search, len(garments))
    return {
        "index_candidates_ms": 1000 * loading / len(shelves),
        "index_search_ms": 1000 * median,
        "index_search_p95_ms": 1000 * slow,
        "index_search_cpu_ms": 1000 * cpu,
    }


def product_changed() -> Figures:
    """Matching one film again, and what all films would take: what a changed product costs where all are queued."""
    from shopping.matching.match import video_match_job
    from trendflix.jobs.models import Job
    from trendflix.jobs.progress import silent

    films = list(Video.objects.filter(analysis__isnull=False).order_by("pk").values_list("pk", flat=True))
    if not films:
        return {}
    taken = []
    with rolled_back():
        for film in islice(films, 3):
            began = time.perf_counter()
            video_match_job(Job(kind="match", subject_id=film), silent)
            taken.append(time.perf_counter() - began)
    return {"match_film_ms": 1000 * min(taken), "match_all_films_s": min(taken) * len(films)}


def jobs_listing() -> Figures:
    """The newest job of each kind on one film, among 20,000 jobs."""
    from trendflix.jobs.models import Job
    from trendflix.jobs.selectors import jobs_of

    figures: Figures = {}
    with rolled_back():
        done = Job.Status.DONE
        Job.objects.bulk_create((Job(kind="package", subject_id=n, status=done) for n in range(20_000)), 1_000)
        median, slow, _ = times(lambda: jobs_of(("package", "analyse", "match"), 10_000))
        figures = {"jobs_of_ms": 1000 * median, "jobs_of_p95_ms": 1000 * slow}
    return figures
