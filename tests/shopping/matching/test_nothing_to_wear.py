"""Products that nobody wears are never matched, whatever their pictures look like."""

import numpy as np
import pytest

from playback.models import Video
from shopping.feeds.imports.import_feed import feed_import
from shopping.index.columns import columns_read
from shopping.matching.match import video_match_job
from shopping.matching.ranker import find
from shopping.models import Feed, Match, Product, ProductImage
from shopping.products.embed import feed_embed_job
from shopping.storefront.selectors import garments_shown, pieces_by_title, shown_of
from tests.shopping.conftest import Write, item
from trendflix.jobs.models import Job
from vision.images import product_image, wearable
from vision.images.product_image import RegionEmbedding
from vision.types import Box
from vision.vectors import unit

pytestmark = pytest.mark.django_db

NEGATIVES = (
    {"kind": "Phone Cases", "title": "Phone Case – Dress Print"},
    {"kind": "Home > Mugs", "title": "Coffee Mug with Tie Print"},
    {"kind": "Gift Cards", "title": "Gift Card"},
    {"kind": "Dog Apparel", "title": "Dog Coat"},
    {"kind": "Home > Posters", "title": "Poster Little Black Dress"},
    {"kind": "", "title": "Handyhülle rot"},
    {"kind": "Coats", "title": "Winter coat", "google_product_category": "5004"},
)


def stock(feed: Feed, write_feed: Write, *items: dict[str, str]) -> None:
    """Import and embed."""
    feed_import(feed, write_feed(*items))
    feed_embed_job(Job(kind="embed", subject_id=feed.pk), lambda stage, part: None)


def match(video: Video) -> list[str]:
    """Match the film; the ids of what is suggested."""
    video_match_job(Job(kind="match", subject_id=video.pk), lambda stage, part: None)
    return sorted(set(Match.objects.values_list("product__product_id", flat=True)))


@pytest.fixture
def doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures of which the dual encoder sees nothing sure."""
    monkeypatch.setattr(wearable, "group_chance", lambda look: 0.1)


@pytest.fixture
def certainty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures of which the dual encoder sees what the parser sees."""
    monkeypatch.setattr(wearable, "group_chance", lambda look: 0.9)


def test_what_words_call_nothing_to_wear_is_in_no_index_and_no_match(
    feed: Feed, write_feed: Write, video: Video, certainty: None
) -> None:
    stock(feed, write_feed, item(1), *(item(10 + n, "blue", **row) for n, row in enumerate(NEGATIVES)))
    assert Product.objects.filter(wearable=False).count() == len(NEGATIVES)
    assert len(columns_read(product_image.stamp())) == 1
    assert match(video) == ["P1"]


def test_a_product_of_which_words_are_silent_is_what_its_picture_surely_shows(
    feed: Feed, write_feed: Write, video: Video, certainty: None
) -> None:
    stock(feed, write_feed, item(1, kind="New", title="Aurora"))
    assert Product.objects.get().wearable is None and ProductImage.objects.get().category == "top"
    assert match(video) == ["P1"]


def test_a_product_of_which_words_and_picture_are_silent_is_matched_to_nothing(
    feed: Feed, write_feed: Write, video: Video, doubt: None
) -> None:
    stock(feed, write_feed, item(1, kind="New", title="Aurora"))
    assert ProductImage.objects.get().category == "" and len(columns_read(product_image.stamp())) == 0
    assert match(video) == []


def test_a_product_that_turns_out_to_be_nothing_to_wear_leaves_the_film_at_once(
    feed: Feed, write_feed: Write, video: Video
) -> None:
    stock(feed, write_feed, item(1))
    assert match(video) == ["P1"] and pieces_by_title([video.title]) == {video.title.pk: 1}
    feed_import(feed, write_feed(item(1, kind="Phone Cases", title="Phone case")))
    assert [shown_of(garment) for garment in garments_shown(video)] == [[], []]
    assert pieces_by_title([video.title]) == {}


def test_a_product_that_turns_out_to_be_a_garment_is_looked_at_and_matched(
    feed: Feed, write_feed: Write, video: Video
) -> None:
    stock(feed, write_feed, item(1, kind="Phone Cases", title="Phone case"))
    stock(feed, write_feed, item(1))
    assert match(video) == ["P1"]


def test_nothing_to_wear_is_still_found_by_its_words(feed: Feed, write_feed: Write) -> None:
    stock(feed, write_feed, item(1, kind="Phone Cases", title="Phone case"))
    assert [found.product_id for found in find("phone case")] == ["P1"]


def test_a_garment_that_only_the_parser_sees_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    look = RegionEmbedding(unit(np.ones(4, dtype=np.float32)), "hat", Box(0.0, 0.0, 1.0, 1.0), 0.95)
    monkeypatch.setattr(wearable, "group_chance", lambda look: 0.2)
    assert wearable.sure_category(look) == ""
    monkeypatch.setattr(wearable, "group_chance", lambda look: 0.8)
    assert wearable.sure_category(look) == "hat"
