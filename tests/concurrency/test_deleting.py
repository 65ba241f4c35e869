"""Rows that are deleted while others write rows that refer to them: whoever deletes succeeds."""

from functools import partial
from threading import Event

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from catalog.models import Title
from playback.models import Video
from shopping.models import Feed, Match, Product
from tests.concurrency.together import SECONDS, together
from tests.shopping.conftest import feed, video  # noqa: F401 - fixtures
from trendflix.core import deleting
from trendflix.core.deleting import rows_delete
from vision.models import Garment


@pytest.fixture
def product(feed: Feed) -> Product:  # noqa: F811
    """A product."""
    return Product.objects.create(feed=feed, product_id="P", title="Coat", link="https://shop.example/P")


def match_late(begun: Event, collected: Event, product: Product) -> str:
    """Write a match that is committed after the deletion has looked for what goes; how that ends."""
    garment = Garment.objects.order_by("pk")[0]
    try:
        with transaction.atomic():
            Match.objects.create(garment=garment, product=product)
            begun.set()
            collected.wait(SECONDS)
    except IntegrityError:
        return "refused"
    return "written"


@pytest.mark.parametrize("kind", ["product", "garment", "title", "feed"])
def test_a_match_that_is_written_meanwhile_is_refused_and_the_deletion_is_not(
    monkeypatch: pytest.MonkeyPatch,
    product: Product,
    video: Video,  # noqa: F811
    kind: str,
) -> None:
    rows: QuerySet[Product | Garment | Title | Feed] = {  # type: ignore[assignment]  # of four models
        "product": Product.objects.filter(pk=product.pk),
        "garment": Garment.objects.order_by("pk").filter(pk=Garment.objects.order_by("pk")[0].pk),
        "title": Title.objects.filter(pk=video.title_id),
        "feed": Feed.objects.filter(pk=product.feed_id),
    }[kind]
    begun, collected = Event(), Event()
    look = deleting._locked

    def locked(chosen: QuerySet[Title]) -> object:
        found = look(chosen)
        collected.set()
        return found

    monkeypatch.setattr(deleting, "_locked", locked)

    def delete() -> int:
        begun.wait(SECONDS)
        return rows_delete(rows)

    gone, match = together([delete, partial(match_late, begun, collected, product)])
    assert gone >= 1 and match == "refused"
    assert not rows.exists() and not Match.objects.exists()


def test_two_who_delete_the_same_rows_both_succeed(product: Product, video: Video) -> None:  # noqa: F811
    for garment in Garment.objects.all():
        Match.objects.create(garment=garment, product=product)
    titles, products = Title.objects.all(), Product.objects.all()
    together([partial(rows_delete, titles), partial(rows_delete, products), partial(rows_delete, titles)])
    assert not Title.objects.exists() and not Product.objects.exists() and not Match.objects.exists()
