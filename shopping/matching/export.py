"""What people decided on matches, as examples to train by."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Prefetch

from shopping.models import Match, ProductImage

CHUNK = 500


def decisions_export() -> Iterator[dict[str, Any]]:
    """One example for each decided match, by garment; memory does not grow with their number.

    {"label": "positive" | "hard_negative", "status", "garment", "title", "category", "attributes", "cutout", "product",
    "shop", "style", "product_title", "product_category", "pictures", "score", "model"}: paths are absolute, pictures
    that are not there are left out, ``score`` is the cosine by ``model`` that it was suggested for.
    """
    pictures = Prefetch("product__images", ProductImage.objects.exclude(file="").order_by("position").defer("vector"))
    rows = Match.objects.exclude(status=Match.Status.SUGGESTED).order_by("garment_id", "rank", "pk")
    rows = rows.select_related("garment__analysis__video__title", "product__feed")
    rows = rows.defer("garment__vector", "garment__analysis__shots", "product__description")
    for match in rows.prefetch_related(pictures).iterator(chunk_size=CHUNK):
        yield _example(match)


def _example(match: Match) -> dict[str, Any]:
    garment, product = match.garment, match.product
    files = [Path(settings.MEDIA_ROOT) / image.file for image in product.images.all()]
    return {
        "label": "hard_negative" if match.status == Match.Status.REJECTED else "positive",
        "status": match.status,
        "garment": garment.pk,
        "title": garment.analysis.video.title.slug,
        "category": garment.category,
        "attributes": garment.attributes,
        "cutout": str(garment.cutout_path) if garment.cutout else "",
        "product": product.product_id,
        "shop": product.feed.slug,
        "style": product.style,
        "product_title": product.title,
        "product_category": product.category,
        "pictures": [str(path) for path in files if path.is_file()],
        "score": round(match.score, 4),
        "model": garment.model,
    }
