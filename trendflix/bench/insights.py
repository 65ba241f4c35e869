"""What the page of insights costs for a year of figures, on a site that ``seed_scale`` filled; nothing is kept.

Every table of the whole site, and of one title, feed, brand, category and product, through the whole of Django.
"""

from time import perf_counter, process_time
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Min
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from shopping.insights.chosen import Chosen
from shopping.insights.tables import inner_dimensions
from shopping.insights.warming import rankings_warm
from shopping.models import Figures as Daily
from shopping.models import Product
from trendflix.bench.clock import Figures, within_95
from trendflix.bench.timing import rolled_back
from trendflix.bench.year import year_make
from trendflix.core.errors import UserError

MIN_PRODUCTS = 100
ROUNDS = 5
ADDRESS = "/admin/shopping/figures/"
YEAR = {"days": "365"}
OWN_CACHE = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "bench of insights"}}
"""The site's own must not hear of figures that are made up."""


def measure() -> Figures:
    """Rows, and milliseconds of the first view of each page and of later ones. Raises ``UserError`` on a small site."""
    if Product.objects.count() < MIN_PRODUCTS:
        raise UserError("This site has too few products to be measured; fill another one with manage.py seed_scale.")
    with rolled_back(), override_settings(CACHES=OWN_CACHE):
        made = year_make(timezone.now().date())
        warming = _warming()
        client = Client(SERVER_NAME="localhost")
        client.force_login(User.objects.create_superuser("bench of insights"))
        client.get(ADDRESS, {"days": "1"})  # what is loaded once is loaded
        figures = {f"rows_{name}": float(count) for name, count in made.items()}
        return figures | warming | _measured(client, _pages())


def _warming() -> Figures:
    """What the roll-up's looking up of tables costs: of all, and of the slowest one."""
    taken = []
    while True:
        began = perf_counter()
        if not rankings_warm():
            break
        taken.append(perf_counter() - began)
    return {"warming_ms": 1000 * sum(taken), "warming_worst_ms": 1000 * max(taken)}


def _pages() -> dict[str, str]:
    """Name → query of each page of a year."""
    pages: dict[str, str] = {}
    for dimension in ("all", "title", "feed", "brand", "category", "product"):
        key = Daily.objects.filter(dimension=dimension).aggregate(key=Min("key"))["key"] or ""
        about = {} if dimension == "all" else {"of": dimension, "key": key}
        for table in inner_dimensions(Chosen(dimension, key)) or [""]:
            pages[f"{dimension}_{table}".rstrip("_")] = urlencode(YEAR | about | ({"table": table} if table else {}))
    return pages | {"all_product_never": urlencode(YEAR | {"table": "product", "never": "1"})}


def _measured(client: Client, pages: dict[str, str]) -> Figures:
    figures: Figures = {}
    firsts, walls, cpus = [], [], []
    queries = 0
    for name, query in pages.items():
        with CaptureQueriesContext(connection) as asked:
            first, _ = _view(client, query)
        firsts.append(first)
        queries = max(queries, len(asked))
        taken = [_view(client, query) for _ in range(ROUNDS)]
        walls += [wall for wall, _ in taken]
        cpus += [cpu for _, cpu in taken]
        figures[f"{name}_first_ms"] = 1000 * first
        figures[f"{name}_ms"] = 1000 * sorted(wall for wall, _ in taken)[ROUNDS // 2]
    return figures | {
        "first_p95_ms": 1000 * within_95(firsts),
        "first_worst_ms": 1000 * max(firsts),
        "views": float(len(walls)),
        "p95_ms": 1000 * within_95(walls),
        "cpu_p95_ms": 1000 * within_95(cpus),
        "queries": float(queries),
    }


def _view(client: Client, query: str) -> tuple[float, float]:
    """Seconds by the clock and of this process's processor."""
    wall, cpu = perf_counter(), process_time()
    answer = client.get(f"{ADDRESS}?{query}")
    if answer.status_code != 200:
        raise RuntimeError(f"{ADDRESS}?{query} answered {answer.status_code}")
    return perf_counter() - wall, process_time() - cpu
