"""Write what titles, people, products and garments are found by."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from catalog.indexing import people_index_all, titles_index_all
from catalog.models import Person, Title
from shopping.models import Product
from shopping.search.documents import products_index_all
from shopping.search.garments import garments_index_all
from trendflix.core.console import Reporter
from vision.models import Garment

PARTS = {
    "titles": (Title, titles_index_all),
    "people": (Person, people_index_all),
    "products": (Product, products_index_all),
    "garments": (Garment, garments_index_all),
}
"""What is searched, and what writes its documents."""


class Command(BaseCommand):
    """``manage.py rebuild_search``: every document anew, in chunks, while the site runs."""

    help = "Write the documents that searches look in; --pending: only those that are missing."

    def add_arguments(self, parser: CommandParser) -> None:
        """All or what is missing."""
        parser.add_argument("--pending", action="store_true", help="only rows whose document was never written")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write here and now."""
        reporter = Reporter()
        counts = []
        for name, (model, write) in PARTS.items():
            progress = _part(reporter, name, model._default_manager.count())
            counts.append(f"{write(progress, is_pending=options['pending'])} {name}")
        reporter.finish()
        self.stdout.write(f"Written: {', '.join(counts)}.")


def _part(reporter: Reporter, stage: str, total: int) -> Callable[[int], None]:
    return lambda done: reporter(stage, done / max(total, 1))
