"""The player's timeline: small, kept, and made anew when anything in it changes."""

import gzip
import json
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from catalog.models import Title
from playback.models import Video
from shopping.models import Feed, Match, Product
from shopping.storefront import timelines
from tests.clients import SiteClient
from vision.models import Analysis, Garment

TIMELINE = "/api/v1/titles/reel/timeline/"


def box(t: float, x: float) -> dict[str, float]:
    """A box that only moves sideways."""
    return {"t": t, "x": x, "y": 0.2, "w": 0.3, "h": 0.4}


@pytest.fixture
def product(feed: Feed, video: Video) -> Product:
    """A product that is suggested for the red top."""
    made = Product.objects.create(feed=feed, product_id="1", title="Red", link="https://shop.example/", price="15")
    Match.objects.create(garment=Garment.objects.get(category="top"), product=made, score=0.9)
    return made


def read(client: Client) -> dict[str, Any]:
    """The timeline as JSON."""
    found: dict[str, Any] = client.get(TIMELINE).json()
    return found


def test_boxes_on_the_way_between_others_are_left_out() -> None:
    straight = [box(0, 0.1), box(1, 0.2), box(2, 0.3), box(3, 0.4)]
    assert timelines.sparse(straight) == [straight[0], straight[-1]]
    turned = [box(0, 0.1), box(1, 0.2), box(2, 0.1)]
    assert timelines.sparse(turned) == turned
    assert timelines.sparse([]) == []


def test_stays_are_whole_numbers_and_differences(client: Client, product: Product) -> None:
    (top,) = [row for row in read(client)["garments"] if row[2] == "top"]
    assert top[5] == [[0, 500, 100, 75, 120, 30, 40]]


def test_each_language_has_a_timeline_and_a_tag_of_its_own(client: Client, product: Product) -> None:
    english = client.get(TIMELINE)
    german = client.get(TIMELINE, headers={"accept-language": "de"})
    assert [row[1] for row in english.json()["garments"] if row[2] == "top"][0].endswith("top")
    assert "Oberteil" in [row[1] for row in german.json()["garments"] if row[2] == "top"][0]
    assert german.json()["products"][0][2] == "15,00\xa0$" and english.json()["products"][0][2] == "$15.00"
    assert german["ETag"] != english["ETag"] and "Accept-Language" in german["Vary"]
    tagged = {"accept-language": "de", "if-none-match": english["ETag"]}
    assert client.get(TIMELINE, headers=tagged).status_code == 200
    assert client.get(TIMELINE, headers=tagged | {"if-none-match": german["ETag"]}).status_code == 304


def test_a_second_look_is_answered_from_what_was_kept(
    client: Client, product: Product, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first = read(client)
    with django_assert_max_num_queries(5):
        second = read(client)
    assert first["garments"] == second["garments"]


@pytest.mark.parametrize("change", ["price", "sold out", "rejected", "new reading", "another match", "disclosure"])
def test_whatever_changes_is_seen_at_once(client: Client, product: Product, change: str, settings: Any) -> None:
    before = read(client)
    if change == "price":
        Product.objects.update(price=20, updated=timezone.now())
    elif change == "sold out":
        Product.objects.update(available=False)
    elif change == "rejected":
        Match.objects.update(status="rejected", decided=timezone.now())
    elif change == "new reading":
        Garment.objects.update(attributes={"colour": "green"})
        Analysis.objects.get().save()
    elif change == "another match":
        Match.objects.create(garment=Garment.objects.get(category="trousers"), product=product)
    else:
        settings.DISCLOSURE = "Paid links."
    after = read(client)
    assert after != before


def test_every_viewer_gets_the_same_and_nobody_a_session(client: Client, product: Product, alice: User) -> None:
    anonymous = client.get(TIMELINE)
    signed_in = SiteClient()
    signed_in.force_login(alice)
    assert signed_in.get(TIMELINE).content == anonymous.content and signed_in.get(TIMELINE)["ETag"] == anonymous["ETag"]
    assert not anonymous.cookies and b"/stream/" not in anonymous.content


def test_the_watch_page_says_where_a_viewers_own_files_are(client: Client, video: Video) -> None:
    page = client.get("/watch/reel/").content.decode()
    (found,) = re.findall(r'"stream": "(/stream/[^"]+/)"', page)
    assert client.get(f"{found}garments/none.webp").status_code == 404 and found.count("/") == 3


@pytest.mark.parametrize("coding", ["", "gzip"])
def test_a_browser_that_has_it_is_told_so_until_it_changes(client: Client, product: Product, coding: str) -> None:
    def ask(etag: str = "") -> Any:
        return client.get(TIMELINE, headers={"Accept-Encoding": coding} | ({"If-None-Match": etag} if etag else {}))

    first = ask()
    again = ask(first["ETag"])
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert not first["ETag"].startswith("W/")
    Product.objects.update(price=20, updated=timezone.now())
    changed = ask(first["ETag"])
    assert changed.status_code == 200 and changed["ETag"] != first["ETag"]


def test_packed_and_plain_have_tags_of_their_own(client: Client, product: Product) -> None:
    plain, packed = (client.get(TIMELINE, headers={"Accept-Encoding": one}) for one in ("identity", "gzip"))
    assert plain["ETag"] != packed["ETag"]
    crossed = client.get(TIMELINE, headers={"Accept-Encoding": "gzip", "If-None-Match": plain["ETag"]})
    assert crossed.status_code == 200


def test_a_304_builds_nothing(client: Client, product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    etag = client.get(TIMELINE)["ETag"]
    monkeypatch.delattr(timelines, "_compact")
    assert client.get(TIMELINE, headers={"If-None-Match": etag}).status_code == 304


def test_caches_between_may_keep_what_everybody_may_see(
    client: Client, product: Product, carol: User, alice: User, settings: Any
) -> None:
    assert client.get(TIMELINE)["Cache-Control"] == "public, no-cache"
    settings.REQUIRE_LOGIN = True
    client.force_login(alice)
    assert client.get(TIMELINE)["Cache-Control"] == "private, no-cache"
    settings.REQUIRE_LOGIN = False
    Title.objects.update(published=False)
    etag = '"anything"'
    assert client.get(TIMELINE, headers={"If-None-Match": etag}).status_code == 404
    client.force_login(carol)
    assert client.get(TIMELINE)["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(("accepted", "packed"), [("gzip, br", True), ("br, GZIP;q=0.5", True), ("gzip;q=0", False)])
def test_a_browser_that_can_gets_it_packed(client: Client, product: Product, accepted: str, packed: bool) -> None:
    answer = client.get(TIMELINE, headers={"Accept-Encoding": accepted})
    assert answer.has_header("Content-Encoding") == packed and "Accept-Encoding" in answer["Vary"]
    text = gzip.decompress(answer.content) if packed else answer.content
    assert json.loads(text) == read(client)


def test_scripts_get_the_plain_form_still(product: Product, video: Video) -> None:
    from shopping.storefront.selectors import timeline

    (top,) = [garment for garment in timeline(video)["garments"] if garment["category"] == "top"]
    assert top["appearances"] == [{"start": 0.0, "end": 5.0, "boxes": [box(1.0, 0.1)]}]
    assert top["matches"][0]["product_id"] == "1"
