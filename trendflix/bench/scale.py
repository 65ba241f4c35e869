"""What the core costs at real size, on a site that ``manage.py seed_scale`` filled; nothing is kept.

A part that cannot be measured is left out and named on stderr, so that it does not hide the others.
"""

import sys
from collections.abc import Callable

from catalog.models import Title
from playback.models import Progress, Video
from shopping.models import Match, Product
from trendflix.bench import scale_admin, scale_core, scale_pages, suggestions
from trendflix.bench.clock import Figures
from trendflix.core.errors import UserError

MIN_TITLES = 100
Part = Callable[[], Figures]


def measure() -> Figures:
    """Milliseconds, queries and ratios. Raises ``UserError`` on a small site."""
    if Title.objects.count() < MIN_TITLES:
        raise UserError("This site is too small to be measured; fill another one with manage.py seed_scale.")
    figures: Figures = {}
    for name, part in parts().items():
        figures |= _tried(name, part)
    return figures


def parts() -> dict[str, Part]:
    """What is measured, in order."""
    return {
        "rows": rows,
        "title search": scale_core.title_search,
        "product search": scale_core.product_search,
        "suggestions": suggestions.measure,
        "pages": scale_pages.measure,
        "pages of the admin": scale_admin.measure,
        "index": scale_core.index_search,
        "matching": scale_core.product_changed,
        "jobs": scale_core.jobs_listing,
    }


def rows() -> Figures:
    """How many rows there are."""
    models = {"titles": Title, "videos": Video, "products": Product, "positions": Progress, "matches": Match}
    return {f"rows_{name}": float(model._default_manager.count()) for name, model in models.items()}


def _tried(name: str, part: Part) -> Figures:
    try:
        return part()
    except Exception as error:  # noqa: BLE001 - whatever breaks one part must not hide the others
        sys.stderr.write(f"{name} could not be measured: {type(error).__name__}: {error}\n")
        return {}
