"""Write what titles and products are found by."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from catalog.indexing import titles_index_all
from catalog.models import Title
from shopping.models import Product
from shopping.search.documents import products_index_all
from trendflix.core.console import Reporter


class Command(BaseCommand):
    """``manage.py rebuild_search``: every document anew, in chunks, while the site runs."""

    help = "Write the documents that titles and products are found by; --pending: only those that are missing."

    def add_arguments(self, parser: CommandParser) -> None:
        """All or what is missing."""
        parser.add_argument("--pending", action="store_true", help="only rows whose document was never written")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write here and now."""
        reporter = Reporter()
        rest = {"is_pending": options["pending"]}
        titles = titles_index_all(_part(reporter, "titles", Title.objects.count()), **rest)
        products = products_index_all(_part(reporter, "products", Product.objects.count()), **rest)
        reporter.finish()
        self.stdout.write(f"{titles} titles and {products} products are searchable.")


def _part(reporter: Reporter, stage: str, total: int) -> Callable[[int], None]:
    return lambda done: reporter(stage, done / max(total, 1))
