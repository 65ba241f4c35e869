"""Vectors, the index, and what is suggested for what is worn."""

import json

import numpy as np
import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from playback.models import Video
from shopping.feeds.imports.import_feed import feed_import
from shopping.index import product_index
from shopping.matching.match import match_decide, video_match_job
from shopping.models import Feed, Match, Product, ProductImage
from shopping.products.embed import feed_embed_job
from tests.shopping.conftest import Write, item
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from vision.images.product_image import CODE
from vision.vectors import unpack

pytestmark = pytest.mark.django_db
MODEL = f"fake-embedder+fake-parser+{CODE}"


def stock(feed: Feed, write_feed: Write, *items: dict[str, str]) -> dict[str, object]:
    """Import and embed."""
    feed_import(feed, write_feed(*items))
    return feed_embed_job(Job(kind="embed", subject_id=feed.pk), lambda stage, part: None)


def match(video: Video) -> dict[str, object]:
    """Run the handler."""
    return video_match_job(Job(kind="match", subject_id=video.pk), lambda stage, part: None)


def matched(category: str) -> list[str]:
    """Product ids suggested for the garment of a category, in order."""
    return [m.product.product_id for m in Match.objects.filter(garment__category=category).order_by("rank")]


def test_every_picture_gets_a_vector_once(feed: Feed, write_feed: Write) -> None:
    assert stock(feed, write_feed, item(1), item(2, "blue")) == {"embedded": 2, "index": "rebuilt", "doubts": []}
    assert unpack(ProductImage.objects.get(product__product_id="P1").vector or b"")[0] > 0.9
    assert stock(feed, write_feed, item(1), item(2, "blue")) == {"embedded": 0, "index": "unchanged", "doubts": []}


def test_the_index_finds_what_numpy_finds(feed: Feed, write_feed: Write) -> None:
    colours = ("red", "green", "blue", "dark red")
    stock(feed, write_feed, *(item(n, colour) for n, colour in enumerate(colours)))
    rows = dict(ProductImage.objects.values_list("pk", "vector"))
    ids, vectors = list(rows), np.stack([unpack(data or b"") for data in rows.values()])
    scores, found = product_index.search(MODEL, vectors, ids, 4)
    exact = vectors @ vectors.T
    assert np.allclose(scores, -np.sort(-exact, axis=1), atol=1e-5)
    assert list(found[:, 0]) == ids


def test_only_allowed_pictures_answer(feed: Feed, write_feed: Write) -> None:
    stock(feed, write_feed, item(1), item(2, "blue"))
    blue = ProductImage.objects.get(product__product_id="P2")
    vectors = np.stack([unpack(ProductImage.objects.get(product__product_id="P1").vector or b"")])
    assert product_index.search(MODEL, vectors, [blue.pk], 5)[1].tolist() == [[blue.pk]]
    assert product_index.search(MODEL, vectors, [], 5)[1].shape == (1, 0)


def test_an_index_of_another_content_is_built_anew_and_read_again(feed: Feed, write_feed: Write) -> None:
    stock(feed, write_feed, item(1))
    first = product_index.load(MODEL)
    stock(feed, write_feed, item(1), item(2, "blue"))
    second = product_index.load(MODEL)
    assert first.stamp != second.stamp and second.faiss.ntotal == 2
    assert len(list(product_index.folder().glob("*.faiss"))) == 1


def test_a_lost_index_is_built_when_it_is_searched(feed: Feed, write_feed: Write) -> None:
    stock(feed, write_feed, item(1))
    for file in product_index.folder().iterdir():
        file.unlink()
    product_index._loaded = None
    assert product_index.load(MODEL).faiss.ntotal == 1


def test_garments_find_products_of_their_colour_and_kind(feed: Feed, write_feed: Write, video: Video) -> None:
    pants = "Bottoms > Pants"
    stock(feed, write_feed, item(1, "blue"), item(2), item(3, "blue", pants), item(4, "green", pants))
    assert match(video) == {"garments": 2, "matches": 4}
    assert matched("top") == ["P2", "P1"] and matched("trousers") == ["P3", "P4"]


def test_variants_of_a_style_are_one_suggestion_the_best_first(feed: Feed, write_feed: Write, video: Video) -> None:
    stock(feed, write_feed, item(1, "green", item_group_id="A"), item(2, "red", item_group_id="A"), item(3, "dark red"))
    match(video)
    assert matched("top") == ["P2", "P3"]


def test_what_is_not_available_is_not_suggested(feed: Feed, write_feed: Write, video: Video) -> None:
    stock(feed, write_feed, item(1), item(2, availability="out_of_stock"))
    match(video)
    assert matched("top") == ["P1"]


def test_the_very_category_comes_before_its_neighbour(feed: Feed, write_feed: Write, video: Video) -> None:
    stock(feed, write_feed, item(1, "red", "Tops > Jackets"), item(2))
    match(video)
    assert matched("top") == ["P2", "P1"]


def test_matching_again_leaves_what_people_decided(feed: Feed, write_feed: Write, video: Video, carol: User) -> None:
    stock(feed, write_feed, item(1), item(2, "dark red"), item(3, "green"))
    match(video)
    rows = {m.product.product_id: m for m in Match.objects.filter(garment__category="top")}
    match_decide(rows["P1"], "rejected", carol)
    match_decide(rows["P3"], "pinned", carol)
    match(video)
    kept = {m.product.product_id: (m.status, m.decided_by) for m in Match.objects.filter(garment__category="top")}
    assert kept == {"P1": ("rejected", carol), "P2": ("suggested", None), "P3": ("pinned", carol)}
    assert matched("top")[0] == "P3"


def test_a_decision_that_is_none_is_refused(feed: Feed, write_feed: Write, video: Video, carol: User) -> None:
    stock(feed, write_feed, item(1))
    match(video)
    with pytest.raises(UserError, match="'great' is no decision"):
        match_decide(Match.objects.all()[0], "great", carol)


def test_without_products_there_is_nothing_to_suggest(video: Video) -> None:
    assert match(video)["matches"] == 0


def test_the_match_command_speaks_of_titles(
    feed: Feed, write_feed: Write, video: Video, capsys: pytest.CaptureFixture[str]
) -> None:
    stock(feed, write_feed, item(1))
    call_command("match", "reel")
    assert "reel: 2 garments, 1 matches." in capsys.readouterr().out
    with pytest.raises(CommandError, match="no analysed title 'none'"):
        call_command("match", "none")


def test_the_exported_timeline_has_the_stable_shape(
    feed: Feed, write_feed: Write, video: Video, carol: User, capsys: pytest.CaptureFixture[str]
) -> None:
    stock(feed, write_feed, item(1), item(2, "dark red"))
    match(video)
    match_decide(Match.objects.get(product__product_id="P1"), "rejected", carol)
    call_command("export_timeline", "reel")
    data = json.loads(capsys.readouterr().out)
    top = next(garment for garment in data["garments"] if garment["category"] == "top")
    assert (data["title"], data["duration"], data["model"]) == ({"slug": "reel", "name": "Reel"}, 10.0, "fake-embedder")
    assert top.keys() == {"id", "category", "attributes", "appearances", "matches"}
    assert top["appearances"] == [
        {"start": 0.0, "end": 5.0, "boxes": [{"t": 1.0, "x": 0.1, "y": 0.2, "w": 0.3, "h": 0.4}]}
    ]
    [row] = top["matches"]
    assert (row["product_id"], row["item_group_id"], row["rank"], row["status"]) == ("P2", "S2", 1, "suggested")
    with pytest.raises(CommandError, match="no film at 'none'"):
        call_command("export_timeline", "none")


def test_the_index_command_says_how_large_it_is(
    feed: Feed, write_feed: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    stock(feed, write_feed, item(1))
    call_command("rebuild_index")
    assert "1 product pictures" in capsys.readouterr().out
    assert Product.objects.count() == 1
