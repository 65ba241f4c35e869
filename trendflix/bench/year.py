"""Two years of daily figures and of orders, made up within the database, on a site that ``seed_scale`` filled.

Some things are seen far more than others: the one of rank r has a share of 1/r of a day, and from rank C on a chance of
C/r to be seen at all. The year before, with which the page compares, holds the whole site, titles, feeds and what is as
few.
"""

import math
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from shopping.models import Figures
from trendflix.bench.month_figures import months_fill
from trendflix.bench.year_days import COUNTS, days_make
from trendflix.bench.year_orders import orders_make

Of = Figures.Dimension
DAYS = 365
BIG_PRIME = 1_000_003
OF_PRODUCTS = {"cards_seen", "pages_viewed", "saved", "disliked", "clicked", "bots"}
"""What is counted of products, and of what products belong to; of the others everything."""
HOST = {"sqlite": "SUBSTR(link, 9, INSTR(SUBSTR(link, 9), '/') - 1)", "postgresql": "SPLIT_PART(link, '/', 3)"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A dimension: the query of what there is of it (``key``, ``scope``), C, and of how many years."""

    dimension: str
    things: str
    often: int
    years: int = 1

    @property
    def columns(self) -> list[str]:
        """What is counted of it; the rest is 0."""
        of_products = self.dimension in (Of.PRODUCT, Of.PRODUCT_IN_TITLE, Of.BRAND, Of.FEED, Of.SHOP)
        return [name for name in COUNTS if not of_products or name in OF_PRODUCTS]


KINDS = (
    Kind(Of.TITLE, "SELECT DISTINCT CAST(title_id AS varchar) AS key, 0 AS scope FROM playback_video", 200, 2),
    Kind(Of.FEED, "SELECT CAST(id AS varchar) AS key, 0 AS scope FROM shopping_feed", 20, 2),
    Kind(Of.SHOP, "SELECT DISTINCT {host} AS key, 0 AS scope FROM shopping_product", 20, 2),
    Kind(Of.BRAND, "SELECT DISTINCT brand AS key, 0 AS scope FROM shopping_product WHERE brand <> ''", 100, 2),
    Kind(Of.CATEGORY, "SELECT DISTINCT category AS key, 0 AS scope FROM shopping_product WHERE category <> ''", 30, 2),
    Kind(Of.PRODUCT, "SELECT CAST(id AS varchar) AS key, 0 AS scope FROM shopping_product", 500),
    Kind(
        Of.GARMENT,
        "SELECT CAST(g.id AS varchar) AS key, v.title_id AS scope FROM vision_garment g"
        " JOIN vision_analysis a ON a.id = g.analysis_id JOIN playback_video v ON v.id = a.video_id",
        500,
    ),
    Kind(
        Of.PRODUCT_IN_TITLE,
        "SELECT DISTINCT CAST(m.product_id AS varchar) AS key, v.title_id AS scope FROM shopping_match m"
        " JOIN vision_garment g ON g.id = m.garment_id JOIN vision_analysis a ON a.id = g.analysis_id"
        " JOIN playback_video v ON v.id = a.video_id WHERE m.rank <= 3",
        800,
    ),
)


def year_make(last: date) -> dict[str, int]:
    """Write the figures and orders of the days that end with ``last``; rows of figures by dimension."""
    days_make(last - timedelta(days=2 * DAYS - 1), last)
    made = {str(kind.dimension): _figures(kind, last) for kind in KINDS}
    months_fill(last - timedelta(days=2 * DAYS - 1), last)
    orders_make()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return made


def _figures(kind: Kind, last: date) -> int:
    """The rows of one dimension: of every day and thing those that chance has seen."""
    things = kind.things.format(host=HOST[connection.vendor])
    chance = f"(t.r * 7919 + d.n * 104729) %% {BIG_PRIME} < {BIG_PRIME} * {kind.often} / t.r"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({things}) x", [])  # noqa: S608 - words of ours
        shares = _shares(kind, cursor.fetchone()[0])
        cursor.execute(
            f"INSERT INTO shopping_figures (dimension, day, key, scope, {', '.join(COUNTS)})"  # noqa: S608 - words of ours
            f" SELECT %s, d.day, t.key, t.scope, {shares} FROM"
            f" (SELECT day, {', '.join(COUNTS)}, ROW_NUMBER() OVER (ORDER BY day) AS n FROM shopping_figures"
            "  WHERE dimension = 'all' AND day > %s) d JOIN"
            f" (SELECT key, scope, ROW_NUMBER() OVER (ORDER BY scope, key) AS r FROM ({things}) x) t ON {chance}",
            [kind.dimension, last - timedelta(days=kind.years * DAYS)],
        )
        made: int = cursor.rowcount
    return made


def _shares(kind: Kind, count: int) -> str:
    """Its part of each count of a day, in SQL: rounded up or down by chance, so that the sum stays what it is."""
    harmonic = math.log(max(1, count)) + 0.58
    part = f"(CASE WHEN t.r < {kind.often} THEN t.r ELSE {kind.often} END * {round(1000 * harmonic)})"
    shares = []
    for place, name in enumerate(COUNTS):
        chance = f"(t.r * 7907 + d.n * 104723 + {place} * 611953) %% {part}"
        most = f"d.{name} * 10 * (70 + (t.r * 31 + d.n * 17 + {place}) %% 61)"
        shares.append(f"({most} + {chance}) / {part}" if name in kind.columns else "0")
    return ", ".join(shares)
