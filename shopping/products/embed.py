"""Gives every product picture its vector, and the index its file."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from shopping.index import product_index
from shopping.models import Product, ProductImage
from shopping.products.title_quality import agreements, doubts_report
from shopping.search.documents import products_index
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress
from vision.errors import PictureError
from vision.images.open_image import open_picture
from vision.language.colour_names import Palette, names_of, palette_from_json, palette_json
from vision.types import FloatArray
from vision.vectors import pack

BATCH = 16


def feed_embed_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Look at the pictures of feed ``job.subject_id`` that have no vector of the present model; then the index."""
    from vision import stamps

    progress(gettext_noop("loading the models"), 0.0)
    stamp = stamps.current().pictures
    done = pictures_embed(ProductImage.objects.filter(product__feed_id=job.subject_id), stamp, progress)
    progress(gettext_noop("building the index"), 0.0)
    state = product_index.ensure(stamp)
    return {"embedded": done, "index": state, "doubts": doubts_report(job.subject_id)}


def pictures_embed(images: QuerySet[ProductImage], stamp: str, progress: Progress) -> int:
    """Look at those of some pictures that have no vector of the model ``stamp``; returns how many could be.

    Pictures of what the feed's words call nothing to wear are passed over: they can match nothing.
    Each batch is kept as it is done, so a job that died goes on where it was.
    """
    missing = images.exclude(file="").exclude(model=stamp).exclude(product__wearable=False)
    ids = list(missing.order_by("pk").values_list("pk", flat=True))
    done = 0
    for at in range(0, len(ids), BATCH):
        heed = partial(progress, gettext_noop("looking at products"), at / len(ids))
        done += images_embed(ids[at : at + BATCH], stamp, heed)
    return done


def images_embed(ids: list[int], stamp: str, heed: Callable[[], None] = lambda: None) -> int:
    """Look at some pictures and keep their vectors; returns how many could be.

    ``heed`` is called before each picture and before they are looked at, and may raise: then nothing is kept.
    """
    from vision.images import product_image
    from vision.images.wearable import sure_category

    rows = []
    for image in ProductImage.objects.select_related("product").filter(pk__in=ids):
        heed()
        try:
            rows.append((image, open_picture(Path(settings.MEDIA_ROOT) / image.file)))
        except PictureError as error:
            image.error, image.model = str(error)[:300], stamp
            image.save(update_fields=["error", "model"])
    heed()
    looks = product_image.embed_products(
        [picture for _, picture in rows], [image.product.category or None for image, _ in rows]
    )
    for (image, _), seen in zip(rows, looks, strict=True):
        image.vector, image.model = pack(seen.vector), stamp
        image.category = image.product.category or sure_category(seen)
    _judge([(image, seen.vector) for (image, _), seen in zip(rows, looks, strict=True) if image.position == 0])
    ProductImage.objects.bulk_update([image for image, _ in rows], ["vector", "model", "category", "agreement"])
    palettes_keep(
        {image.product: seen.palette for (image, _), seen in zip(rows, looks, strict=True) if not image.position}
    )
    return len(rows)


def palettes_keep(palettes: Mapping[Product, Palette]) -> None:
    """Keep what was measured of some products, and the documents of those whose colours are called otherwise now."""
    renamed = []
    for product, palette in palettes.items():
        if names_of(palette) != names_of(palette_from_json(product.palette)):
            renamed.append(product)
        product.palette = palette_json(palette)
    Product.objects.bulk_update(palettes, ["palette"])
    if renamed:
        products_index(renamed)


def _judge(mains: list[tuple[ProductImage, FloatArray]]) -> None:
    """Note on each main picture how far its product's title fits."""
    if mains:
        found = agreements([image for image, _ in mains], np.stack([vector for _, vector in mains]))
        for (image, _), agreement in zip(mains, found, strict=True):
            image.agreement = agreement
