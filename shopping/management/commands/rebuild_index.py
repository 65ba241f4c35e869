"""Build the product index anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shopping.index import product_index
from trendflix.core.errors import UserError


class Command(BaseCommand):
    """``manage.py rebuild_index``: the index is a cache; this throws it away and makes it again."""

    help = "Build the product index from the vectors in the database."

    def handle(self, *args: Any, **options: Any) -> None:
        """Build and say how large."""
        from vision import stamps

        try:
            count = product_index.rebuild(stamps.current().pictures)
        except UserError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{count} product pictures in the index.")
