"""What viewers keep and turn down, and what reviewers see of it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalog.models import Title
from playback.models import Video
from shopping.models import Dislike, Feed, Match, Product, Saved
from shopping.storefront import saved as saved_service
from tests.clients import SiteClient
from tests.shopping.conftest import Write, item
from trendflix.accounts.models import Viewer
from trendflix.accounts.visitors import Visitor
from vision.models import Garment

FEEDBACK, LIST = "/api/v1/titles/reel/feedback/", "/api/v1/saved/"


@pytest.fixture
def products(feed: Feed, write_feed: Write, video: Video) -> list[Product]:
    """Two products that are suggested for the red top."""
    from shopping.feeds.imports.import_feed import feed_import

    feed_import(feed, write_feed(item(1, sale_price="9.00 USD"), item(2)))
    made = list(Product.objects.order_by("pk"))
    for rank, product in enumerate(made, start=1):
        Match.objects.create(garment=top(), product=product, rank=rank, score=0.9)
    return made


def top() -> Garment:
    """The red top."""
    return Garment.objects.get(category="top")


def saved(client: Client) -> list[str]:
    """Titles on the list, as the API tells them."""
    return [card["title"] for card in client.get(LIST).json()]


def test_a_product_is_kept_once_newest_first_and_taken_off_again(client: Client, products: list[Product]) -> None:
    for product in (*products, products[0]):
        body = {"garment": top().pk}
        assert client.put(f"{LIST}{product.pk}/", body, content_type="application/json").status_code == 204
    assert saved(client) == ["red thing 2", "red thing 1"] and Saved.objects.count() == 2
    assert client.get(FEEDBACK).json()["saved"] == [products[1].pk, products[0].pk]
    assert client.get(LIST).json()[0]["url"] == f"/go/{products[1].pk}/?g={top().pk}"
    assert client.delete(f"{LIST}{products[0].pk}/").status_code == 204
    assert saved(client) == ["red thing 2"]


def test_each_viewer_has_a_list_of_their_own(client: Client, products: list[Product], alice: User, bob: User) -> None:
    client.force_login(alice)
    client.put(f"{LIST}{products[0].pk}/", {}, content_type="application/json")
    client.force_login(bob)
    assert saved(client) == []
    client.delete(f"{LIST}{products[0].pk}/")
    client.force_login(alice)
    assert saved(client) == ["red thing 1"]
    client.logout()
    assert saved(client) == []


def test_what_is_not_there_cannot_be_kept(client: Client, products: list[Product]) -> None:
    assert client.put(f"{LIST}999/", {}, content_type="application/json").status_code == 404
    bad = client.put(f"{LIST}{products[0].pk}/", {"garment": "x"}, content_type="application/json")
    assert bad.status_code == 400 and not Saved.objects.exists()


def test_a_garment_of_a_title_one_may_not_see_is_not_noted(client: Client, products: list[Product]) -> None:
    garment = top()
    Title.objects.update(published=False)
    client.put(f"{LIST}{products[0].pk}/", {"garment": garment.pk}, content_type="application/json")
    assert Saved.objects.get().garment is None


def test_a_full_list_says_so(client: Client, products: list[Product], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_service, "MAX_SAVED", 1)
    client.put(f"{LIST}{products[0].pk}/", {}, content_type="application/json")
    assert client.put(f"{LIST}{products[0].pk}/", {}, content_type="application/json").status_code == 204
    full = client.put(f"{LIST}{products[1].pk}/", {}, content_type="application/json")
    assert full.status_code == 400 and "remove some first" in full.json()["detail"]


def test_the_page_lists_what_is_kept_and_removes_it(client: Client, products: list[Product]) -> None:
    assert "Nothing saved yet" in client.get("/saved/").content.decode()
    client.put(f"{LIST}{products[0].pk}/", {}, content_type="application/json")
    Product.objects.update(available=False)
    page = client.get("/saved/").content.decode()
    assert "red thing 1" in page and "$9.00" in page and 'rel="sponsored nofollow noopener"' in page
    assert client.get(f"/saved/{products[0].pk}/remove/").status_code == 405
    assert client.post(f"/saved/{products[0].pk}/remove/")["Location"] == "/saved/"
    assert not Saved.objects.exists()


def test_the_page_asks_a_constant_number_of_queries(
    client: Client, products: list[Product], alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(alice)
    for product in products:
        client.put(f"{LIST}{product.pk}/", {"garment": top().pk}, content_type="application/json")
        with django_assert_num_queries(10):
            client.get("/saved/")


def test_not_like_it_counts_once_a_viewer_and_can_be_taken_back(
    client: Client, products: list[Product], alice: User
) -> None:
    client.force_login(alice)
    address = f"/api/v1/dislikes/{top().pk}/{products[0].pk}/"
    assert client.put(address).status_code == client.put(address).status_code == 204
    assert Dislike.objects.count() == 1
    assert client.get(FEEDBACK).json()["disliked"] == [[top().pk, products[0].pk]]
    assert client.delete(address).status_code == 204 and not Dislike.objects.exists()


def test_only_what_was_suggested_can_be_turned_down(client: Client, products: list[Product]) -> None:
    trousers = Garment.objects.get(category="trousers")
    assert client.put(f"/api/v1/dislikes/{trousers.pk}/{products[0].pk}/").status_code == 404
    assert client.put(f"/api/v1/dislikes/{top().pk}/999/").status_code == 404
    Title.objects.update(published=False)
    assert client.put(f"/api/v1/dislikes/{top().pk}/{products[0].pk}/").status_code == 404
    assert not Dislike.objects.exists()


def test_reviewers_see_how_many_turned_a_match_down(
    client: Client, products: list[Product], alice: User, bob: User, carol: User
) -> None:
    for viewer in (alice, bob):
        Dislike.objects.create(viewer=Visitor(viewer.pk, "").viewer(), garment=top(), product=products[1])
    client.force_login(carol)
    page = client.get("/admin/shopping/match/?turned_down=yes").content.decode()
    assert "red thing 2" in page and "red thing 1" not in page and ">2</td>" in page
    others = client.get("/admin/shopping/match/?turned_down=no").content.decode()
    assert "red thing 1" in others and "red thing 2" not in others
    rows = client.get("/admin/shopping/dislike/").content.decode()
    assert rows.count("red thing 2") >= 2 and "alice" not in rows and "bob" not in rows
    assert client.get("/admin/shopping/dislike/add/").status_code == 403


def sign_in(client: Client) -> None:
    """As Alice, by the form."""
    answer = client.post("/accounts/login/", {"login": "alice", "password": "alice-password"})
    assert answer.status_code == 302


def test_what_was_saved_and_hidden_before_signing_in_stays(
    client: Client, products: list[Product], alice: User
) -> None:
    earlier = SiteClient()
    earlier.force_login(alice)
    earlier.put(f"{LIST}{products[0].pk}/", {}, content_type="application/json")
    for product in products:
        client.put(f"{LIST}{product.pk}/", {}, content_type="application/json")
    Dislike.objects.create(
        viewer=Visitor(None, str(client.session.session_key)).viewer(), garment=top(), product=products[1]
    )
    sign_in(client)
    assert sorted(saved(client)) == ["red thing 1", "red thing 2"]
    assert list(Saved.objects.values_list("viewer__user", flat=True)) == [alice.pk] * 2
    assert [(row.viewer.user, row.product) for row in Dislike.objects.all()] == [(alice, products[1])]
    assert Viewer.objects.count() == 1


def test_what_another_session_saved_is_not_taken(client: Client, products: list[Product], alice: User) -> None:
    SiteClient().put(f"{LIST}{products[0].pk}/", {}, content_type="application/json")
    client.get("/")
    sign_in(client)
    assert saved(client) == [] and Saved.objects.get().viewer.user is None


def test_the_feedback_is_found_under_its_old_address_as_well(client: Client, video: Video) -> None:
    assert client.get("/api/v1/titles/reel/mine/").json() == client.get(FEEDBACK).json()
