"""Feeds imported twice at once, and products that go away while films are matched."""

from functools import partial
from pathlib import Path

import numpy as np
import pytest

from catalog.models import Title
from shopping.feeds.imports.import_feed import feed_import
from shopping.index import product_index
from shopping.matching.garments_match import garments_match
from shopping.models import Feed, Match, MatchState, Product, ProductDocument, ProductImage
from tests.concurrency.together import together
from tests.shopping.conftest import Write, feed, item, write_feed  # noqa: F401 - fixtures
from tests.shopping.matching.scale import EMBEDDER, MODEL, RandomShop
from trendflix.core.deleting import rows_delete
from trendflix.jobs.progress import silent
from vision.models import Garment


def test_one_feed_imported_twice_at_once_has_every_product_once(
    feed: Feed,  # noqa: F811
    write_feed: Write,  # noqa: F811
    tmp_path: Path,
) -> None:
    rows = [item(number, ("red", "green", "blue")[number % 3]) for number in range(120)]
    for round_, colour in enumerate(("red", "blue", "green")):
        changed = [row | {"title": f"{colour} thing {number}"} for number, row in enumerate(rows)]
        one = write_feed(*changed).rename(tmp_path / "shop" / f"one{round_}.xml")
        two = write_feed(*changed[::-1]).rename(tmp_path / "shop" / f"two{round_}.xml")
        together([partial(feed_import, feed, one), partial(feed_import, feed, two)])
        assert Product.objects.filter(available=True, title__startswith=colour).count() == 120
        assert ProductImage.objects.count() == 120 and ProductDocument.objects.count() == 120


def garments() -> list[tuple[str, int]]:
    """All garments."""
    return list(Garment.objects.filter(model=EMBEDDER).values_list("category", "pk"))


@pytest.mark.parametrize("seed", [1, 2])
def test_products_that_are_deleted_while_films_are_matched_are_matched_to_nothing(seed: int) -> None:
    RandomShop(seed, 120, 60)
    product_index.rebuild(MODEL)
    snapshot = product_index.load(MODEL)
    doomed = np.random.default_rng(seed).permutation(list(Product.objects.values_list("pk", flat=True)))[:60].tolist()

    def delete() -> None:
        for pk in doomed:
            rows_delete(Product.objects.filter(pk=pk))

    together([delete, *(partial(garments_match, snapshot, garments(), silent) for _ in range(2))])
    assert not Match.objects.exclude(product__in=Product.objects.all()).exists()
    product_index.ensure(MODEL)
    garments_match(product_index.load(MODEL), garments(), silent)
    settled = set(Match.objects.values_list("garment", "product", "rank"))
    Match.objects.all().delete()
    MatchState.objects.all().delete()
    garments_match(product_index.load(MODEL), garments(), silent)
    assert set(Match.objects.values_list("garment", "product", "rank")) == settled != set()


def test_films_that_are_deleted_while_they_are_matched_leave_no_rows() -> None:
    shop = RandomShop(3, 80, 30)
    films = [shop.film(30) for _ in range(3)]
    product_index.rebuild(MODEL)
    snapshot, rows = product_index.load(MODEL), garments()

    def delete() -> None:
        for film in films:
            rows_delete(Title.objects.filter(pk=film.title.pk))

    together([delete, partial(garments_match, snapshot, rows, silent), partial(garments_match, snapshot, rows, silent)])
    left = set(Garment.objects.values_list("pk", flat=True))
    assert len(left) == 30 and set(Match.objects.values_list("garment_id", flat=True)) <= left
    assert set(MatchState.objects.values_list("garment_id", flat=True)) == left
