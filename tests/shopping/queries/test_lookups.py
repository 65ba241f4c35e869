"""Questions that viewers wait for: asked, answered by a process of its own, let go of, swept."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from catalog.models import Title
from playback.models import Video
from shopping.feeds.imports.import_feed import feed_import
from shopping.matching import calibration
from shopping.models import Feed, Lookup, Product, ProductImage
from shopping.products.embed import pictures_embed
from shopping.queries import lookups as lookup_rows
from shopping.queries import worker
from shopping.queries.lookups import lookup_ask, lookup_claim, lookup_finish
from shopping.queries.words import is_understood
from tests.shopping.conftest import Write, item
from trendflix.accounts.visitors import Visitor
from trendflix.core.errors import UserError
from trendflix.jobs.progress import silent
from vision.images import product_image
from vision.models import Garment

REGION, WORDS = "/api/v1/titles/reel/region/", "/api/v1/titles/reel/words/"
BOX = {"t": 2.0, "box": [0.25, 0.2, 0.4, 0.5]}


@pytest.fixture
def shop(feed: Feed, write_feed: Write) -> dict[str, Product]:
    """Two red tops that are variants, a dark red one, and blue trousers, looked at."""
    same = {"item_group_id": "S1"}
    rows = [item(1, "red", **same), item(2, "red", **same), item(3, "dark red"), item(4, "blue", "Pants > Jeans")]
    feed_import(feed, write_feed(*rows))
    pictures_embed(ProductImage.objects.all(), product_image.stamp(), silent)
    return {product.product_id: product for product in Product.objects.all()}


@pytest.fixture
def frame(monkeypatch: pytest.MonkeyPatch) -> Image.Image:
    """The film's frame: grey, with a red rectangle, which is a top, and a blue one, which is trousers."""
    made = Image.new("RGB", (320, 180), (90, 90, 90))
    made.paste((220, 20, 20), (100, 50, 190, 110))
    made.paste((20, 20, 220), (110, 110, 180, 170))
    monkeypatch.setattr("vision.film.frames.frame_at", lambda film, t: made)
    return made


def ask(client: Client, url: str, body: dict[str, Any]) -> str:
    """Ask, and the address of the answer."""
    response = client.post(url, body, content_type="application/json")
    assert response.status_code == 202, response.content
    address: str = response.json()["url"]
    assert response["Location"] == address
    return address


def answered(client: Client, url: str, body: dict[str, Any]) -> dict[str, Any]:
    """Ask, let the answering process take its turn, and fetch."""
    address = ask(client, url, body)
    assert client.get(address).json()["status"] == "queued"
    assert worker.answer_next()
    found: dict[str, Any] = client.get(address).json()
    return found


def test_an_answer_is_in_the_language_of_whoever_asks(
    client: Client, video: Video, shop: dict[str, Product], frame: Image.Image
) -> None:
    body, german = BOX, {"accept-language": "de"}
    address = client.post(REGION, body, content_type="application/json", headers=german).json()["url"]
    assert worker.answer_next()
    result = client.get(address, headers=german).json()["result"]
    assert (result["category"], result["name"]) == ("top", "Oberteil")
    assert "," in result["products"][0]["price"]


def test_what_nobody_answered_in_time_is_told_in_the_readers_language(client: Client, video: Video) -> None:
    address = ask(client, WORDS, {"words": "red"})
    late = timezone.now() - lookup_rows.WAITED_FOR - timedelta(seconds=1)
    Lookup.objects.update(created=late)
    lookup_rows.lookups_sweep()
    told = client.get(address, headers={"accept-language": "de"}).json()
    assert told["status"] == "failed" and told["error"] == "Es kam keine Antwort rechtzeitig."
    assert client.get(address).json()["error"] == lookup_rows.TOO_LATE


def test_a_box_finds_products_like_the_garment_in_it(
    client: Client, video: Video, shop: dict[str, Product], frame: Image.Image
) -> None:
    found = answered(client, REGION, {"t": 2.0, "box": [0.3, 0.25, 0.3, 0.37]})
    assert found["status"] == "done" and found["result"]["category"] == "top"
    titles = [card["title"] for card in found["result"]["products"]]
    assert titles == ["red thing 1", "dark red thing 3"]
    assert found["result"]["products"][0]["variants"] == 2
    assert found["result"]["products"][0]["url"].startswith("/go/")


def test_another_box_on_the_same_frame_finds_another_garment(
    client: Client, video: Video, shop: dict[str, Product], frame: Image.Image
) -> None:
    found = answered(client, REGION, {"t": 2.0, "box": [0.33, 0.6, 0.25, 0.36]})
    assert found["result"]["category"] == "trousers"
    assert [card["title"] for card in found["result"]["products"]] == ["blue thing 4"]


def test_a_box_around_nothing_worn_says_so_unless_words_say_what_is_looked_for(
    client: Client, video: Video, shop: dict[str, Product], frame: Image.Image
) -> None:
    empty = {"t": 2.0, "box": [0.02, 0.05, 0.1, 0.2]}
    found = answered(client, REGION, empty)
    assert (found["status"], found["result"]["category"], found["result"]["products"]) == ("done", "", [])
    worded = answered(client, REGION, {**empty, "words": "trousers"})["result"]
    assert [card["title"] for card in worded["products"]] == ["blue thing 4"]


def test_a_box_is_answered_by_products_from_the_calibrated_floor_on(
    client: Client,
    video: Video,
    shop: dict[str, Product],
    frame: Image.Image,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(calibration, "BUNDLED", {"fake-embedder": calibration.Calibration(5.0, 0.2, 2.0)})
    assert answered(client, REGION, {"t": 2.0, "box": [0.3, 0.25, 0.3, 0.37]})["result"]["products"] == []


def test_words_beside_a_box_say_what_is_looked_for(
    client: Client, video: Video, shop: dict[str, Product], frame: Image.Image
) -> None:
    box = [0.3, 0.25, 0.3, 0.37]
    darker = answered(client, REGION, {"t": 2.0, "box": box, "words": "dark"})["result"]["products"]
    assert darker[0]["title"] == "dark red thing 3"
    trousers = answered(client, REGION, {"t": 2.0, "box": box, "words": "trousers"})["result"]["products"]
    assert [card["title"] for card in trousers] == ["blue thing 4"]


def test_words_find_moments_by_sight_and_products(client: Client, video: Video, shop: dict[str, Product]) -> None:
    Garment.objects.update(attributes={})  # no label says the colour
    found = answered(client, WORDS, {"words": "red top"})["result"]
    assert found["garments"] == [Garment.objects.get(category="top").pk]
    assert found["products"][0]["title"].startswith("red thing")


def test_words_that_speak_of_nothing_worn_find_nothing(client: Client, video: Video, shop: dict[str, Product]) -> None:
    assert answered(client, WORDS, {"words": "zeppelin"})["result"] == {"garments": [], "products": []}
    assert is_understood("something orange") and is_understood("thing") and not is_understood("zeppelin")


def test_more_like_a_product_are_other_styles_and_its_variants(client: Client, shop: dict[str, Product]) -> None:
    found = answered(client, f"/api/v1/products/{shop['P1'].pk}/like/", {})["result"]
    assert [card["title"] for card in found["variants"]] == ["red thing 2"]
    assert [card["title"] for card in found["products"]] == ["dark red thing 3"]
    assert found["product"]["id"] == shop["P1"].pk
    assert client.post("/api/v1/products/999/like/").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"t": 2.0},
        {"t": -1, "box": BOX["box"]},
        {"t": 10.5, "box": BOX["box"]},
        {"t": "nan", "box": BOX["box"]},
        {"t": 2.0, "box": [0.1, 0.1, 0.2]},
        {"t": 2.0, "box": [0.1, 0.1, "nan", 0.2]},
        {"t": 2.0, "box": [0.9, 0.1, 0.2, 0.2]},
        {"t": 2.0, "box": [0.1, 0.1, 0.001, 0.2]},
        {"t": 2.0, "box": [-0.1, 0.1, 0.2, 0.2]},
        {"t": 2.0, "box": BOX["box"], "words": "x" * 201},
    ],
)
def test_a_question_that_makes_no_sense_is_refused_and_leaves_no_row(
    client: Client, video: Video, body: dict[str, Any]
) -> None:
    response = client.post(REGION, body, content_type="application/json")
    assert response.status_code == 400 and response.json() and not Lookup.objects.exists()


@pytest.mark.parametrize("url", [REGION, WORDS])
def test_a_title_that_one_may_not_see_cannot_be_asked_about(
    client: Client, video: Video, carol: User, url: str
) -> None:
    Title.objects.update(published=False)
    body = BOX | {"words": "red"}
    assert client.post(url, body, content_type="application/json").status_code == 404
    client.force_login(carol)
    assert client.post(url, body, content_type="application/json").status_code == 202


def test_an_answer_is_for_the_one_who_asked(client: Client, video: Video, alice: User, bob: User) -> None:
    client.force_login(alice)
    address = ask(client, REGION, BOX)
    client.force_login(bob)
    assert client.get(address).status_code == client.delete(address).status_code == 404
    assert client.get(f"/api/v1/lookups/{uuid4()}/").status_code == 404
    client.logout()
    assert client.get(address).status_code == 404


def test_letting_go_throws_away_an_answer_that_comes_later(client: Client, video: Video) -> None:
    address = ask(client, REGION, BOX)
    lookup = lookup_claim()
    assert lookup is not None and client.delete(address).status_code == 204
    assert not lookup_finish(lookup, result={"products": []})
    assert client.get(address).json() == {"status": "cancelled", "result": {}, "error": ""}


def test_asking_again_lets_go_of_the_question_before(client: Client, video: Video, alice: User) -> None:
    client.force_login(alice)
    first, second = ask(client, REGION, BOX), ask(client, REGION, BOX)
    words = ask(client, WORDS, {"words": "red"})
    assert [client.get(one).json()["status"] for one in (first, second, words)] == ["cancelled", "queued", "queued"]


def test_no_more_wait_than_can_be_answered(client: Client, video: Video, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup_rows, "MOST_OPEN", 2)
    for number in range(2):
        lookup_ask(Visitor(None, f"session{number}"), Lookup.Kind.REGION, video, BOX)
    response = client.post(REGION, BOX, content_type="application/json")
    assert response.status_code == 503 and "Try again" in response.json()["detail"]


def test_two_processes_never_answer_one_question(video: Video) -> None:
    lookup_ask(Visitor(None, "a"), Lookup.Kind.REGION, video, BOX)
    assert lookup_claim() is not None and lookup_claim() is None


def test_old_questions_are_swept_and_late_ones_ended(video: Video) -> None:
    old, late = (lookup_ask(Visitor(None, name), Lookup.Kind.REGION, video, BOX) for name in "ab")
    Lookup.objects.filter(pk=old.pk).update(created=timezone.now() - timedelta(hours=2))
    Lookup.objects.filter(pk=late.pk).update(created=timezone.now() - timedelta(seconds=20))
    assert lookup_claim() is None  # nobody waits for it any more
    with pytest.raises(CommandError, match="2 questions wait"):
        call_command("lookups_check")
    lookup_ask(Visitor(None, "c"), Lookup.Kind.REGION, video, BOX)
    assert not Lookup.objects.filter(pk=old.pk).exists()
    assert Lookup.objects.get(pk=late.pk).error == "No answer came in time."
    call_command("lookups_check")


def test_what_cannot_be_answered_says_why_in_words_for_people(
    client: Client, video: Video, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(film: Path, t: float) -> Image.Image:
        raise UserError("The film has no frame at 2.0 s.")

    monkeypatch.setattr("vision.film.frames.frame_at", nothing)
    found = answered(client, REGION, BOX)
    assert (found["status"], found["error"]) == ("failed", "The film has no frame at 2.0 s.")


def test_a_fault_ends_the_question_and_not_the_process(
    client: Client, video: Video, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vision.film.frames.frame_at", lambda film, t: 1 / 0)
    found = answered(client, REGION, BOX)
    assert found["error"] == worker.FAULT and "division" not in found["error"]


def test_asking_takes_a_constant_number_of_queries(
    client: Client, video: Video, alice: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(alice)
    for _ in range(3):
        with django_assert_max_num_queries(17):
            ask(client, REGION, BOX)


def test_it_answers_until_it_is_stopped(client: Client, video: Video, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vision.film.frames.frame_at", lambda film, t: Image.new("RGB", (320, 180)))
    address = ask(client, REGION, BOX)
    turns = iter([False, False, True])
    worker.serve(lambda: next(turns))
    assert client.get(address).json()["status"] == "done"
