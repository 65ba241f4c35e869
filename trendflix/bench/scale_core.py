"""Searching, matching and jobs at real size, through the functions that the site calls."""

import time
from collections.abc import Callable

from playback.models import Video
from shopping.models import ProductImage
from trendflix.accounts.sight import EVERYBODY
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

    somebody = EVERYBODY
    return queries("title_search", TITLE_QUERIES, lambda words: list(titles_search(somebody, words)[:60]))


def product_search() -> Figures:
    """Searching products by words on the web path, pictures and feeds included."""
    from shopping.storefront.selectors import products_search

    return queries("product_search", PRODUCT_QUERIES, lambda words: products_search(words, 60))


def index_search() -> Figures:
    """One garment's nearest products among those of its category group that can be bought."""
    from shopping.index import product_index
    from shopping.matching.candidates import ranked
    from vision.models import Garment
    from vision.vectors import unpack

    garments = list(Garment.objects.order_by("pk").values_list("vector", "category")[:20])
    model = ProductImage.objects.exclude(model="").values_list("model", flat=True).first()
    if not garments or model is None:
        return {}
    began = time.perf_counter()
    product_index.ensure(model)
    snapshot = product_index.load(model)
    loading = time.perf_counter() - began
    asked = iter(garments * (timing.ROUNDS + 1))

    def search() -> None:
        vector, category = next(asked)
        ranked(snapshot, unpack(vector)[None], category, 12)

    median, slow, cpu = times(search, len(garments))
    return {
        "index_load_ms": 1000 * loading,
        "index_search_ms": 1000 * median,
        "index_search_p95_ms": 1000 * slow,
        "index_search_cpu_ms": 1000 * cpu,
    }


def product_changed() -> Figures:
    """One product sold out: the index changed and what it can touch matched again, beside matching one film.

    The change is left out where no film was matched yet (``manage.py match --all``), since then all of them would be.
    """
    from shopping.index.files import MATCHED, folder
    from shopping.matching.match import video_match_job
    from shopping.matching.rematch import EVERY_FILM, changed_match_job
    from shopping.models import Product
    from trendflix.jobs.models import Job
    from trendflix.jobs.progress import silent

    film = Video.objects.filter(analysis__isnull=False).order_by("pk").values_list("pk", flat=True).first()
    if film is None:
        return {}
    figures: Figures = {}
    with rolled_back():
        taken = _seconds(lambda: video_match_job(Job(kind="match", subject_id=film), silent))
        figures["match_film_ms"] = 1000 * taken
        if list(folder().glob(f"{MATCHED}*")):
            changed_match_job(Job(kind="match_changed", subject_id=EVERY_FILM), silent)
            Product.objects.filter(pk=Product.objects.filter(available=True).values("pk")[:1]).update(available=False)
            taken = _seconds(lambda: changed_match_job(Job(kind="match_changed", subject_id=EVERY_FILM), silent))
            figures["product_changed_ms"] = 1000 * taken
    return figures


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


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
