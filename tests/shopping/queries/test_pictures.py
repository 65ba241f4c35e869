"""Search by a picture: sent small, looked at, forgotten."""

import base64
import io
import json

import pytest
from django.contrib.auth.models import User
from django.test import Client
from PIL import Image

from shopping.feeds.imports.import_feed import feed_import
from shopping.index import product_index
from shopping.models import Feed, Lookup, ProductImage
from shopping.products.embed import pictures_embed
from shopping.queries.lookups import lookup_cancel
from shopping.queries.picture_answers import LONGEST, PICTURE
from shopping.queries.worker import answer_next
from tests.clients import SiteClient
from tests.shopping.conftest import COLOURS, Write, item
from vision.images import product_image

ASK = "/api/v1/products/picture/"


def photo(colour: str = "red", form: str = "JPEG", size: int = 120) -> bytes:
    """A thing of a colour on white."""
    written, picture = io.BytesIO(), Image.new("RGB", (size, size), "white")
    picture.paste(COLOURS[colour], (size // 4, size // 6, 3 * size // 4, 5 * size // 6))
    picture.save(written, form)
    return written.getvalue()


@pytest.fixture
def shop(feed: Feed, write_feed: Write) -> None:
    """Red, green and blue things that the model has seen."""
    feed_import(feed, write_feed(item(1), item(2, "green"), item(3, "blue"), item(4, "dark red", "Shoes")))
    stamp = product_image.stamp()
    pictures_embed(ProductImage.objects.all(), stamp, lambda stage, part: None)
    product_index.ensure(stamp)


def asked(client: Client, data: bytes, kind: str = "image/jpeg") -> str:
    """Ask, have it answered; the question's id."""
    told = client.post(ASK, data, content_type=kind)
    assert told.status_code == 202, told.content
    assert answer_next() is True
    return str(told.json()["id"])


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_finds_what_looks_like_it(client: Client, shop: None, form: str) -> None:
    pk = asked(client, photo("green", form), f"image/{form.lower()}")
    answer = client.get(f"/api/v1/lookups/{pk}/").json()
    assert answer["status"] == "done" and answer["result"]["products"][0]["title"] == "green thing 2"


def test_a_picture_is_filtered_counted_and_joined_with_words(client: Client, shop: None) -> None:
    pk = asked(client, photo("red"))
    told = client.get(f"/api/v1/shop/?picture={pk}").json()
    assert told["results"][0]["title"] == "red thing 1" and told["count"] == 4
    assert [one["title"] for one in client.get(f"/api/v1/shop/?picture={pk}&category=shoes").json()["results"]] == [
        "dark red thing 4"
    ]
    blue = client.get(f"/api/v1/shop/?picture={pk}&q=blue").json()
    assert blue["results"][0]["title"] == "blue thing 3"
    assert "products like your picture" in client.get(f"/shop/?picture={pk}").content.decode()


def test_the_picture_is_kept_small_and_only_until_it_is_answered(client: Client, shop: None) -> None:
    client.post(ASK, photo("red", size=1500), content_type="image/jpeg")
    kept = base64.b64decode(Lookup.objects.get().query[PICTURE])
    assert max(Image.open(io.BytesIO(kept)).size) == LONGEST
    answer_next()
    assert Lookup.objects.get().query == {}


def test_a_picture_that_nobody_waits_for_is_forgotten(client: Client, shop: None) -> None:
    client.post(ASK, photo(), content_type="image/jpeg")
    lookup_cancel(Lookup.objects.get())
    assert Lookup.objects.get().query == {}
    client.post(ASK, photo(), content_type="image/jpeg")
    client.post(ASK, photo(), content_type="image/jpeg")
    assert sorted(PICTURE in query for query in Lookup.objects.values_list("query", flat=True)) == [False, False, True]


@pytest.mark.parametrize(
    ("data", "kind", "status", "words"),
    [
        (b"", "image/jpeg", 400, "Send a picture"),
        (b"GIF, or so", "image/gif", 400, "not a picture"),
        (photo()[:300], "image/jpeg", 400, "picture"),
        (b"x" * (2**20 + 1), "image/jpeg", 413, "1 MiB"),
        (json.dumps({"picture": "x"}).encode(), "application/json", 415, "media type"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_reason(
    client: Client, db: None, data: bytes, kind: str, status: int, words: str
) -> None:
    refused = client.post(ASK, data, content_type=kind)
    assert refused.status_code == status and words in refused.content.decode()
    assert not Lookup.objects.exists()


def test_nobody_else_sees_what_a_picture_found(client: Client, shop: None, alice: User) -> None:
    pk = asked(client, photo())
    other = SiteClient()
    other.force_login(alice)
    assert other.get(f"/api/v1/shop/?picture={pk}").status_code == 400
    assert other.get(f"/api/v1/lookups/{pk}/").status_code == 404
    assert "forgotten" in other.get(f"/shop/?picture={pk}").content.decode()


@pytest.mark.parametrize("text", ["x", "00000000-0000-0000-0000-000000000000"])
def test_a_picture_that_is_not_there_any_more_says_so(client: Client, db: None, text: str) -> None:
    assert "Choose it again" in client.get(f"/shop/?picture={text}").content.decode()
