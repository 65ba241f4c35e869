"""Fills a site with rows at real size, and says what is in one."""

import hashlib
from typing import Any

from django.db.models import Model

from catalog.models import Collection, CollectionItem, Credit, Rating, Season, Title, WatchlistEntry
from playback.models import Progress, Video
from shopping.models import ClickOut, Match, Product, ProductImage, Saved
from trendflix.accounts.models import Viewer
from trendflix.core.errors import UserError
from trendflix.demo.scale.audience import audience_seed
from trendflix.demo.scale.films import films_seed
from trendflix.demo.scale.library import library_seed
from trendflix.demo.scale.rows import Writer
from trendflix.demo.scale.shop import shop_seed
from trendflix.demo.scale.sizes import Sizes
from vision.models import Appearance, Garment
from vision.stamps import Stamps

CONTENT: dict[type[Model], tuple[str, ...]] = {
    Title: ("slug", "name", "kind", "published", "created", "season__number", "number", "genres__slug"),
    Title.countries.through: ("title__slug", "country_id"),
    Title.languages.through: ("title__slug", "language_id"),
    Collection: ("slug", "name", "published"),
    CollectionItem: ("collection__slug", "title__slug", "position"),
    WatchlistEntry: ("title__slug", "created"),
    Rating: ("title__slug", "liking", "stars", "updated"),
    Season: ("show__slug", "number"),
    Credit: ("title__slug", "person__name", "role", "character"),
    Video: ("title__slug", "package_key", "duration"),
    Garment: ("analysis__video__title__slug", "category", "vector", "model", "first_seen"),
    Appearance: ("garment__first_seen", "start", "end"),
    Product: ("feed__slug", "product_id", "item_group_id", "title", "price", "available", "created"),
    ProductImage: ("product__product_id", "vector", "model", "sha256"),
    Match: ("garment__first_seen", "product__product_id", "rank", "score", "status"),
    Viewer: ("user__username", "session_key"),
    Progress: ("video__title__slug", "position", "watched", "updated"),
    Saved: ("product__product_id", "created"),
    ClickOut: ("product__product_id", "title__slug", "user__username", "created"),
}
"""What a digest is made of: no primary keys, which depend on what a database held before."""


def site_is_empty() -> bool:
    """Whether nobody has put titles, products or viewers into this site."""
    return not any(model._default_manager.exists() for model in (Title, Product, Viewer))


def site_seed(sizes: Sizes, stamps: Stamps, writer: Writer, *, force: bool = False) -> dict[str, int]:
    """Write a site of the given sizes, vectors stamped with the given models; returns rows by table.

    Raises ``UserError`` where the site is not empty, unless ``force`` is given.
    """
    if not force and not site_is_empty():
        raise UserError("The site is not empty; --force adds the scale rows to what is there.")
    library_seed(sizes, writer)
    shop_seed(sizes, writer, stamps.pictures)
    films_seed(sizes, writer, stamps.embedder, stamps.parser)
    audience_seed(sizes, writer)
    return writer.counts


def site_digest() -> str:
    """A hash of the content of a scale site: the same for the same sizes and seed, on any database."""
    digest = hashlib.sha256()
    for model, fields in CONTENT.items():
        rows = model._default_manager.order_by("pk", *(name for name in fields if name == "genres__slug"))
        for row in rows.values_list(*fields).iterator(chunk_size=5_000):
            digest.update(repr(tuple(map(_plain, row))).encode())
    return digest.hexdigest()


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
