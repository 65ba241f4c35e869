"""Flags products whose title does not fit their picture: a wrong photo sells nothing and matches everything wrong."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from shopping.models import ProductImage
from vision.types import FloatArray

DOUBTFUL = 0.0
"""Agreement below which a row is reported: the title fits no better than any statement does."""
REPORTED = 100


def agreements(images: Sequence[ProductImage], vectors: FloatArray) -> list[float]:
    """How far each product's title fits its picture; unit vectors (n, d) in the pictures' order."""
    from vision.language.agreement import AgreementScorer
    from vision.nets.runtime import get_embedder

    judged = AgreementScorer(get_embedder()).agreement(vectors, [title_words(image) for image in images])
    return [round(float(value), 3) for value in judged]


def title_words(image: ProductImage) -> str:
    """The title, with the feed's colour where it does not say one."""
    product = image.product
    colour = product.color if product.color.lower() not in product.title.lower() else ""
    return " ".join(f"{colour} {product.title}".replace("–", " ").split())


def doubtful() -> QuerySet[ProductImage]:
    """Main pictures of available products that do not fit their titles, the worst first."""
    rows = ProductImage.objects.filter(position=0, agreement__lt=DOUBTFUL, product__available=True)
    rows = rows.exclude(product__wearable=False)
    return rows.select_related("product__feed").order_by("agreement", "pk")


def doubts_report(feed_id: int) -> list[dict[str, Any]]:
    """The doubtful rows of one feed, for its report."""
    rows = doubtful().filter(product__feed_id=feed_id)[:REPORTED]
    return [
        {
            "id": row.product.product_id,
            "agreement": row.agreement,
            "reason": f"the title “{row.product.title}” does not seem to fit its picture",
        }
        for row in rows
    ]
