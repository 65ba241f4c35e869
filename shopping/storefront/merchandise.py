"""What a merchandiser reads about a product: where it is matched, and how often its shop was visited."""

from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from shopping.models import ClickOut, Match, Product

MATCHES = 50
MONTH = timedelta(days=30)


def matches_of(product: Product) -> list[Match]:
    """The best matches of a product with garment and title, whatever their status; one query."""
    rows = Match.objects.filter(product=product).select_related("garment__analysis__video__title")
    large = ("garment__vector", "garment__analysis__shots", "garment__analysis__video__probe")
    return list(rows.defer(*large).order_by("-score", "pk")[:MATCHES])


def clicks_of(product: Product) -> dict[str, int]:
    """{"month", "all"}: visits to the product's shop in the last 30 days, and ever; one query."""
    recent = Q(created__gte=timezone.now() - MONTH)
    return ClickOut.objects.filter(product=product).aggregate(month=Count("pk", filter=recent), all=Count("pk"))
