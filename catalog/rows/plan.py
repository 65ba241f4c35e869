"""Which rows the home page has, in which order: the editor's rows, and the usual place of every other kind."""

from collections.abc import Sequence

from catalog.models import HomeRow
from catalog.rows.row import Kind

USUAL = (
    Kind.CONTINUE,
    Kind.NEXT_UP,
    Kind.RECOMMENDED,
    Kind.NEW,
    Kind.SHOP_THE_LOOK,
    Kind.BECAUSE,
    Kind.WATCHLIST,
    Kind.TRENDING,
    Kind.TOP_RATED,
    Kind.POPULAR_IN_COUNTRY,
    Kind.POPULAR_IN_LANGUAGE,
    Kind.COLLECTIONS,
    Kind.GENRES,
    Kind.SOON,
)
STEP = 10
"""Between the usual positions, so that an editor can put rows between them."""


def planned_rows() -> list[HomeRow]:
    """All rows in order, hidden ones too; those that no editor has touched are not saved. One query."""
    kept = list(HomeRow.objects.select_related("genre", "collection"))
    missing = set(USUAL) - {Kind(row.kind) for row in kept}
    usual = [HomeRow(kind=kind, position=position_of(kind)) for kind in USUAL if kind in missing]
    return sorted([*kept, *usual], key=lambda row: (not row.pinned, row.position, row.pk or 0))


def rows_complete() -> int:
    """Save a row at its usual place for every kind that has none, so that an editor finds them all. How many."""
    missing = [row for row in planned_rows() if row.pk is None]
    HomeRow.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)


def position_of(kind: str) -> int:
    """The usual position of a kind."""
    return STEP * (1 + USUAL.index(Kind(kind)))


def apart(plan: Sequence[HomeRow], field: str) -> list[int]:
    """Keys of the genres or collections (``field``) that have a row of their own, shown or hidden."""
    keys = (getattr(row, f"{field}_id") for row in plan)
    return [key for key in keys if key is not None]
