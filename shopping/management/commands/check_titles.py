"""List the products whose titles do not fit their pictures."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shopping.models import Feed, ProductImage
from shopping.products.title_match_eval import titles_measure
from shopping.products.title_quality import DOUBTFUL
from trendflix.core.errors import UserError


class Command(BaseCommand):
    """``manage.py check_titles [FEED_SLUG] [--below X | --measure] [--json]``: agreement as it was at embedding.

    ``--measure`` asks how well agreement tells a product's own title from one of another category or colour.
    """

    help = "List products by how badly their title fits their main picture, the worst first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which feed, and from which agreement on."""
        parser.add_argument("feed", nargs="?", default="", help="a feed's slug; default: all")
        parser.add_argument("--below", type=float, default=DOUBTFUL, help="list what agrees less than this")
        parser.add_argument("--measure", action="store_true", help="say how well right and wrong titles are told apart")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print."""
        if options["feed"] and not Feed.objects.filter(slug=options["feed"]).exists():
            raise CommandError(f"There is no feed {options['feed']!r}.")
        self._measure(options) if options["measure"] else self._list(options)

    def _measure(self, options: dict[str, Any]) -> None:
        try:
            found = titles_measure(options["feed"])
        except UserError as error:
            raise CommandError(str(error)) from error
        words = "{products} products, AUC {auc:.3f}".format(**found)
        self.stdout.write(json.dumps(found) if options["json"] else words)

    def _list(self, options: dict[str, Any]) -> None:
        rows = ProductImage.objects.filter(position=0, agreement__lt=options["below"]).select_related("product")
        if options["feed"]:
            rows = rows.filter(product__feed__slug=options["feed"])
        found = [
            {"product_id": row.product.product_id, "title": row.product.title, "agreement": row.agreement}
            for row in rows.order_by("agreement", "pk")
        ]
        if options["json"]:
            self.stdout.write(json.dumps(found))
            return
        for row in found:
            self.stdout.write(f"{row['agreement']:7.2f}  {row['product_id']:<24} {row['title']}")
        self.stdout.write(f"{len(found)} below {options['below']:g}.")
