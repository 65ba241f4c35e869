"""List the products whose titles do not fit their pictures."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shopping.models import Feed, ProductImage
from shopping.services.doubts import DOUBTFUL


class Command(BaseCommand):
    """``manage.py check_titles [FEED_SLUG] [--below X] [--json]``: agreement as it was measured at embedding."""

    help = "List products by how badly their title fits their main picture, the worst first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which feed, and from which agreement on."""
        parser.add_argument("feed", nargs="?", default="", help="a feed's slug; default: all")
        parser.add_argument("--below", type=float, default=DOUBTFUL, help="list what agrees less than this")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print."""
        rows = ProductImage.objects.filter(position=0, agreement__lt=options["below"]).select_related("product")
        if options["feed"]:
            feed = Feed.objects.filter(slug=options["feed"]).first()
            if feed is None:
                raise CommandError(f"There is no feed {options['feed']!r}.")
            rows = rows.filter(product__feed=feed)
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
