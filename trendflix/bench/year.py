"""Two years of daily figures and of orders, made up within the database, on a site that ``seed_scale`` filled.

Some things are seen far more than others: on a day the one of rank r with a chance of min(1, C/r). The year before,
with which the page compares, holds the whole site, titles, feeds and what is as few.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from shopping.models import Figures

Of = Figures.Dimension
DAYS = 365
BIG_PRIME = 1_000_003
COUNTS = (
    ("rows_seen", 40), ("cards_seen", 90), ("dots_opened", 9), ("rows_opened", 7), ("pages_viewed", 6), ("saved", 4),
    ("disliked", 2), ("clicked", 5), ("bots", 3),
)  # fmt: skip
"""Column → below what its counts of a day lie."""
ORDERS_A_DAY = 50


@dataclass(frozen=True, slots=True)
class Kind:
    """A dimension: the query of what there is of it (``key``, ``scope``), C, and of how many years."""

    dimension: str
    things: str
    often: int
    years: int = 1


KINDS = (
    Kind(Of.TITLE, "SELECT DISTINCT CAST(title_id AS varchar) AS key, 0 AS scope FROM playback_video", 200, 2),
    Kind(Of.FEED, "SELECT CAST(id AS varchar) AS key, 0 AS scope FROM shopping_feed", 20, 2),
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
    days = [last - timedelta(days=number) for number in range(2 * DAYS)]
    Figures.objects.bulk_create(
        Figures(day=day, dimension=Of.ALL, **{name: 500 * most for name, most in COUNTS}) for day in days
    )
    made = {str(kind.dimension): _figures(kind, last) for kind in KINDS}
    _orders()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return made


def _figures(kind: Kind, last: date) -> int:
    """The rows of one dimension: of every day and thing those that chance has seen."""
    names = ", ".join(name for name, _ in COUNTS)
    counts = ", ".join(f"(t.r * 7 + d.n * 13 + {place}) %% {most}" for place, (_, most) in enumerate(COUNTS))
    chance = f"(t.r * 7919 + d.n * 104729) %% {BIG_PRIME} < {BIG_PRIME} * {kind.often} / t.r"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO shopping_figures (dimension, day, key, scope, {names})"  # noqa: S608 - words of ours
            f" SELECT %s, d.day, t.key, t.scope, {counts} FROM"
            " (SELECT day, ROW_NUMBER() OVER (ORDER BY day) AS n FROM shopping_figures"
            "  WHERE dimension = 'all' AND day > %s) d JOIN"
            f" (SELECT key, scope, ROW_NUMBER() OVER (ORDER BY scope, key) AS r FROM ({kind.things}) x) t ON {chance}",
            [kind.dimension, last - timedelta(days=kind.years * DAYS)],
        )
        made: int = cursor.rowcount
    return made


def _orders() -> None:
    """``ORDERS_A_DAY`` orders at noon of each of the days, of products of all feeds."""
    noon = "d.day || ' 12:00:00'" if connection.vendor == "sqlite" else "d.day + interval '12 hours'"
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO shopping_conversion (feed_id, "order", title, garment, product, amount, currency, at, created)'  # noqa: S608 - words of ours
            " SELECT p.feed_id, CAST(d.n * 1000 + p.r AS varchar), 1 + p.r %% 50, NULL, p.id, 20 + p.r %% 80, 'EUR',"
            f" {noon}, {noon} FROM (SELECT day, ROW_NUMBER() OVER (ORDER BY day) AS n FROM shopping_figures"
            "  WHERE dimension = 'all') d CROSS JOIN (SELECT id, feed_id, ROW_NUMBER() OVER (ORDER BY id) AS r"
            "  FROM shopping_product ORDER BY id LIMIT %s) p",
            [ORDERS_A_DAY],
        )
