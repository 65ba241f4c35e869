"""The made site of real size, made small here."""

import numpy as np
import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import Count
from django.test import Client

from catalog.models import Collection, Credit, Genre, Person, Rating, Season, Title, WatchlistEntry
from playback.models import Progress, Video
from shopping.models import Feed, Match, Product, ProductImage
from trendflix.accounts.models import Viewer
from trendflix.core.errors import UserError
from trendflix.demo.scale import rows, vectors
from trendflix.demo.scale.site import site_digest, site_seed
from trendflix.demo.scale.sizes import Sizes
from vision import stamps
from vision.models import Garment
from vision.vectors import unpack

SIZES = Sizes(titles=80, films=3, products=300, viewers=6, seed=7, dimensions=16)
STAMPS = stamps.Stamps("embedder", "parser", "pictures")
pytestmark = pytest.mark.django_db


def seed(sizes: Sizes = SIZES, *, force: bool = False) -> dict[str, int]:
    """Fill the site, telling nobody."""
    return site_seed(sizes, STAMPS, rows.Writer(lambda line: None), force=force)


def test_the_same_seed_makes_the_same_site_and_another_seed_another_one() -> None:
    digests = []
    for number in (7, 7, 8):
        for model in (Title, Collection, Person, Product, Viewer, Genre, ProductImage, Feed, User):
            model._default_manager.all().delete()
        seed(Sizes(titles=80, films=3, products=300, viewers=6, seed=number, dimensions=16))
        digests.append(site_digest())
    assert digests[0] == digests[1] != digests[2]


def test_a_site_holds_what_was_asked_for() -> None:
    counts = seed()
    shown = [getattr(title, shape) for title in Title.objects.filter(parent=None) for shape in ("still", "poster")]
    assert all(picture.storage.exists(picture.name) for picture in shown if picture)
    assert Title.objects.get(slug="title-7").still
    assert Title.objects.filter(season=None, parent=None).count() == 80 and Person.objects.count() == 200
    assert Season.objects.count() == 4 and Title.objects.filter(kind=Title.Kind.EPISODE).count() == 32
    assert Garment.objects.count() == 120 and Match.objects.count() > 120
    assert Product.objects.count() == ProductImage.objects.count() == counts["shopping_product"] == 300
    assert Viewer.objects.filter(user__isnull=False).count() == 3 == Viewer.objects.filter(user__isnull=True).count()
    watched = Video.objects.exclude(title__kind__in=Title.OF_A_PARENT)
    assert Progress.objects.count() == 6 * watched.count() < 6 * Video.objects.count()
    assert Credit.objects.values("person").distinct().count() == 200


def test_titles_have_origins_lengths_ages_trailers_and_dates() -> None:
    seed(Sizes(titles=240, films=0, products=0, viewers=4, dimensions=8))
    listed = Title.objects.filter(season=None, parent=None)
    assert not listed.filter(countries=None).exists() and not listed.filter(languages=None).exists()
    assert 1 < listed.filter(countries="FR").count() < 120 and set(listed.values_list("minimum_age", flat=True)) > {
        0,
        16,
    }
    assert not listed.filter(kind="film", runtime=None).exists() and listed.filter(minimum_age=None).exists()
    assert Title.objects.filter(kind="trailer", parent__in=listed, video__package_key__gt="").count() == 24
    assert listed.filter(publish_at__year=2100).count() == listed.filter(publish_until__year=2025).count() == 1


def test_viewers_keep_lists_and_rate_and_collections_hold_titles_in_order() -> None:
    seed(Sizes(titles=240, films=0, products=0, viewers=4, dimensions=8))
    assert WatchlistEntry.objects.count() == 4 * 15 and Rating.objects.count() == 4 * 50
    assert set(Rating.objects.values_list("stars", flat=True)) == {1, 2, 3, 4, 5}
    for collection in Collection.objects.all():
        assert list(collection.items.values_list("position", flat=True)) == list(range(collection.items.count())) != []
    assert Collection.objects.count() == 2


def test_variants_share_a_group_and_look_more_alike_than_other_styles() -> None:
    seed()
    assert set(Product.objects.values("item_group_id").annotate(n=Count("pk")).values_list("n", flat=True)) == {3}
    found = np.stack(
        [unpack(row or b"") for row in ProductImage.objects.order_by("pk").values_list("vector", flat=True)]
    )
    assert np.allclose(np.linalg.norm(found, axis=1), 1.0, atol=2e-3)
    likeness = found @ found.T
    variants = np.mean([likeness[n, n + 1] for n in range(0, 300, 3)])
    assert variants > 0.85 > np.mean(likeness) + 0.3


def test_a_garment_looks_most_like_the_style_that_it_was_made_from() -> None:
    styles = np.arange(100)
    worn = vectors.garment_vectors(SIZES, styles).astype(np.float32)
    sold = vectors.style_vectors(SIZES, 0)
    assert np.mean(np.argmax(worn @ sold.T, axis=1) == styles) > 0.8


def test_vectors_carry_the_stamps_of_the_models() -> None:
    seed()
    assert set(ProductImage.objects.values_list("model", flat=True)) == {"pictures"}
    assert set(Garment.objects.values_list("model", flat=True)) == {"embedder"}


def test_a_site_that_is_not_empty_is_refused_unless_forced() -> None:
    Title.objects.create(name="Ferry", slug="ferry")
    with pytest.raises(UserError, match="not empty"):
        seed()
    assert Title.objects.count() == 1
    seed(force=True)
    assert Title.objects.count() == 1 + 80 + 32 + 8 + 2


def test_products_alone_can_be_made_for_the_index() -> None:
    counts = seed(Sizes(titles=0, films=0, products=50, viewers=0, dimensions=8))
    assert set(counts) == {"shopping_feed", "shopping_product", "shopping_productimage"}


def test_the_command_fills_a_site_and_refuses_the_second_time(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(stamps, "current", lambda: STAMPS)
    sizes = ("--titles", "40", "--films", "1", "--products", "30", "--viewers", "2", "--dimensions", "8")
    call_command("seed_scale", *sizes)
    assert "rows/s" in capsys.readouterr().out
    with pytest.raises(CommandError, match="not empty"):
        call_command("seed_scale", *sizes)


@pytest.mark.parametrize(
    "address", ["/", "/genre/action/", "/title/title-39/", "/title/title-0/", "/title/title-0/worn/"]
)
def test_pages_of_a_made_site_open(client: Client, address: str) -> None:
    seed()
    assert client.get(address).status_code == 200
