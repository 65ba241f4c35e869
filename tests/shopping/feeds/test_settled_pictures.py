"""Which pictures need no look is known from their rows and from the files that there are."""

from datetime import datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from shopping.feeds.images.reader import PictureReader
from shopping.feeds.images.refresh import READ, Picture, is_kept, is_settled, settled_as_noted
from shopping.models import Feed, Product, ProductImage

pytestmark = pytest.mark.django_db
NOW = timezone.now()
SOURCES = ("http://a.example/1.jpg", "HTTPS://a.example/1.jpg", "//a.example/1.jpg", "images/1.jpg", "")
CHECKED = (None, NOW - timedelta(days=8), NOW)
READERS = ((0, None), (5, None), (5, NOW - timedelta(days=1)))
"""How many pictures may be asked about, and those that were last asked about before when."""


@pytest.fixture
def pictures(feed: Feed) -> list[int]:
    """Pictures of every kind; their keys."""
    kept = Path(settings.MEDIA_ROOT) / "kept.webp"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.touch()
    sold = Product.objects.create(feed=feed, product_id="P1", title="Tee", link="https://shop.example/1", price=1)
    kinds = product(SOURCES, ("", "it failed"), ("", "kept.webp", "gone.webp"), CHECKED)
    for position, (source, error, file, checked) in enumerate(kinds):
        ProductImage.objects.create(
            product=sold, position=position, source=source, error=error, file=file, checked=checked
        )
    return list(ProductImage.objects.values_list("pk", flat=True))


@pytest.mark.parametrize(("checks", "before"), READERS)
def test_the_database_says_of_each_picture_what_its_row_says(
    pictures: list[int], tmp_path: Path, checks: int, before: datetime | None
) -> None:
    with PictureReader(tmp_path, checks, before) as reader:
        rows = [Picture(*row) for row in ProductImage.objects.values_list(*READ)]
        by_row = {row.pk for row in rows if is_settled(row, row.source, reader)}
        noted = ProductImage.objects.filter(settled_as_noted(reader))
        assert {row.pk for row in noted if is_kept(row.file)} == by_row
        assert noted.count() + ProductImage.objects.exclude(settled_as_noted(reader)).count() == len(pictures)
