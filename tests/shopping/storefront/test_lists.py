"""Lists of saved products: the owner's alone, but for who has a shared list's address."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client

from shopping.models import Feed, ListEntry, Product, Saved, SavedList
from shopping.storefront import list_services as services
from tests.clients import SiteClient
from tests.shopping.storefront.goods import product

LISTS = "/api/v1/lists/"
JSON = "application/json"


@pytest.fixture
def goods(feed: Feed) -> list[Product]:
    """Three products."""
    return [product(feed, number, price=20 + number) for number in range(3)]


@pytest.fixture
def owner(client: Client, alice: User) -> Client:
    """Alice's browser."""
    client.force_login(alice)
    return client


@pytest.fixture
def summer(owner: Client, goods: list[Product]) -> SavedList:
    """Alice's list with one product on it."""
    made = SavedList.objects.get(pk=owner.post(LISTS, {"name": "Summer"}, JSON).json()["id"])
    assert owner.put(f"{LISTS}{made.pk}/products/{goods[0].pk}/", {}, JSON).status_code == 204
    return made


def names(client: Client, row: SavedList) -> list[str]:
    """Products on a list, as the API tells them."""
    return [card["title"] for card in client.get(f"{LISTS}{row.pk}/").json()["products"]]


def test_a_list_is_made_renamed_and_deleted_and_its_products_stay_saved(owner: Client, summer: SavedList) -> None:
    assert owner.get(LISTS).json() == [{"id": summer.pk, "name": "Summer", "count": 1, "shared": None}]
    assert owner.patch(f"{LISTS}{summer.pk}/", {"name": " Sea  side "}, JSON).json()["name"] == "Sea side"
    assert owner.delete(f"{LISTS}{summer.pk}/").status_code == 204
    assert not SavedList.objects.exists() and Saved.objects.count() == 1


@pytest.mark.parametrize(("name", "words"), [("Summer", "already"), ("  ", "blank"), ("x" * 61, "60")])
def test_a_name_that_cannot_be_is_refused_with_a_reason(
    owner: Client, summer: SavedList, name: str, words: str
) -> None:
    refused = owner.post(LISTS, {"name": name}, JSON)
    assert refused.status_code == 400 and words in refused.content.decode()


def test_there_are_only_so_many_lists(owner: Client, summer: SavedList, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MAX_LISTS", 1)
    refused = owner.post(LISTS, {"name": "Winter"}, JSON)
    assert refused.status_code == 400 and "delete one first" in refused.json()["detail"]


def test_a_product_is_copied_and_moved_between_lists(owner: Client, summer: SavedList, goods: list[Product]) -> None:
    winter = SavedList.objects.get(pk=owner.post(LISTS, {"name": "Winter"}, JSON).json()["id"])
    owner.put(f"{LISTS}{winter.pk}/products/{goods[0].pk}/", {}, JSON)
    assert names(owner, summer) == names(owner, winter) == ["Thing 0"] and Saved.objects.count() == 1
    owner.put(f"{LISTS}{winter.pk}/products/{goods[0].pk}/", {"move_from": summer.pk}, JSON)
    assert names(owner, summer) == [] and names(owner, winter) == ["Thing 0"]
    owner.delete(f"{LISTS}{winter.pk}/products/{goods[0].pk}/")
    assert names(owner, winter) == [] and Saved.objects.count() == 1


def test_what_is_no_longer_saved_is_on_no_list(owner: Client, summer: SavedList, goods: list[Product]) -> None:
    owner.delete(f"/api/v1/saved/{goods[0].pk}/")
    assert names(owner, summer) == [] and not ListEntry.objects.exists()


def test_nobody_else_reads_or_changes_a_list(summer: SavedList, goods: list[Product], bob: User, carol: User) -> None:
    for person in (bob, carol, None):
        other = SiteClient()
        if person:
            other.force_login(person)
        base, there = f"{LISTS}{summer.pk}/", f"products/{goods[1].pk}/"
        answers = [
            other.get(base), other.patch(base, {"name": "Mine"}, JSON), other.delete(base), other.post(f"{base}share/"),
            other.delete(f"{base}share/"), other.put(f"{base}{there}", {}, JSON), other.delete(f"{base}{there}"),
            other.get(f"/lists/{summer.pk}/"), other.post(f"/lists/{summer.pk}/change/", {"act": "delete"}),
            other.post(f"/lists/{summer.pk}/products/{goods[0].pk}/", {"act": "remove"}),
            other.post(f"/product/{goods[1].pk}/lists/", {"to": summer.pk}),
        ]  # fmt: skip
        assert [answer.status_code for answer in answers] == [404] * len(answers)
        own = other.post(LISTS, {"name": "Own"}, JSON).json()["id"]
        moved = other.put(f"{LISTS}{own}/products/{goods[0].pk}/", {"move_from": summer.pk}, JSON)
        assert moved.status_code == 404
    summer.refresh_from_db()
    assert summer.name == "Summer" and summer.entries.count() == 1 and summer.token is None


def test_a_shared_list_is_read_by_whoever_has_its_address_until_it_is_withdrawn(
    owner: Client, summer: SavedList, goods: list[Product]
) -> None:
    owner.put(f"/api/v1/saved/{goods[0].pk}/note/", {"note": "for my sister"}, JSON)
    address = owner.post(f"{LISTS}{summer.pk}/share/").json()["url"]
    assert owner.post(f"{LISTS}{summer.pk}/share/").json()["url"] == address and len(address.split("/")[-2]) >= 32
    answer = SiteClient().get(address)
    page = answer.content.decode()
    assert "Summer" in page and "Thing 0" in page and answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "alice" not in page.lower() and "sister" not in page
    assert owner.delete(f"{LISTS}{summer.pk}/share/").status_code == 204
    assert SiteClient().get(address).status_code == 404
    assert owner.post(f"{LISTS}{summer.pk}/share/").json()["url"] != address


@pytest.mark.parametrize("token", ["None", "x", "0", "%00"])
def test_a_guessed_address_leads_nowhere(client: Client, summer: SavedList, token: str) -> None:
    assert client.get(f"/lists/shared/{token}/").status_code == 404


def test_hidden_products_are_on_no_shared_list(owner: Client, summer: SavedList, goods: list[Product]) -> None:
    address = owner.post(f"{LISTS}{summer.pk}/share/").json()["url"]
    Product.objects.update(hidden=True)
    assert "Thing 0" not in SiteClient().get(address).content.decode() and names(owner, summer) == []
    assert owner.put(f"{LISTS}{summer.pk}/products/{goods[1].pk}/", {}, JSON).status_code == 400


def marks(owner: Client) -> tuple[str, bool]:
    """(by how much it is cheaper, whether it is back) of the one saved product."""
    (card,) = owner.get("/api/v1/saved/").json()
    return card["cheaper"], card["is_back"]


def test_a_lower_price_than_at_saving_is_marked(owner: Client, summer: SavedList, goods: list[Product]) -> None:
    assert Saved.objects.get().price_then == Decimal(20) and marks(owner) == ("", False)
    Product.objects.filter(pk=goods[0].pk).update(sale_price=15)
    assert marks(owner) == ("$5.00", False)
    assert "$5.00 less than $20.00" in " ".join(owner.get("/saved/").content.decode().split())
    Product.objects.filter(pk=goods[0].pk).update(sale_price=None, price=25)
    assert marks(owner) == ("", False)
    Product.objects.filter(pk=goods[0].pk).update(price=5, currency="EUR")
    assert marks(owner) == ("", False)  # prices of two currencies do not compare


def test_what_was_seen_sold_out_is_marked_when_it_is_back(
    owner: Client, summer: SavedList, goods: list[Product]
) -> None:
    Product.objects.filter(pk=goods[0].pk).update(available=False, price=10)
    page = owner.get("/saved/").content.decode()
    assert "Back in stock" not in page and "less than" not in page and marks(owner) == ("", False)
    Product.objects.filter(pk=goods[0].pk).update(available=True)
    assert marks(owner)[1] is True and "Back in stock" in owner.get("/saved/").content.decode()


def test_notes_are_kept_shown_and_removed(owner: Client, summer: SavedList, goods: list[Product]) -> None:
    owner.post(f"/saved/{goods[0].pk}/note/", {"note": " size  M ", "next": f"/lists/{summer.pk}/"})
    assert Saved.objects.get().note == "size M" and "size M" in owner.get(f"/lists/{summer.pk}/").content.decode()
    assert owner.put(f"/api/v1/saved/{goods[1].pk}/note/", {"note": "x"}, JSON).status_code == 404
    long = owner.post(f"/saved/{goods[0].pk}/note/", {"note": "x" * 301}, follow=True).content.decode()
    assert "301 characters" in long and Saved.objects.get().note == "size M"
    owner.put(f"/api/v1/saved/{goods[0].pk}/note/", {"note": ""}, JSON)
    assert Saved.objects.get().note == ""


def test_forms_lead_back_to_this_site_only(owner: Client, summer: SavedList, goods: list[Product]) -> None:
    fields = {"to": summer.pk, "next": "https://evil.example/"}
    assert owner.post(f"/product/{goods[1].pk}/lists/", fields)["Location"] == "/lists/"
    answer = owner.post(f"/product/{goods[1].pk}/lists/", {"name": "New", "next": "/shop/?q=a"})
    assert answer["Location"] == "/shop/?q=a" and SavedList.objects.filter(name="New").exists()


def test_the_pages_make_rename_move_and_delete_without_scripts(
    owner: Client, summer: SavedList, goods: list[Product]
) -> None:
    made = owner.post("/lists/", {"name": "Winter"})["Location"]
    owner.post(f"/lists/{summer.pk}/products/{goods[0].pk}/", {"act": "move", "to": made.split("/")[2]})
    assert "Thing 0" in owner.get(made).content.decode() and names(owner, summer) == []
    owner.post(f"/lists/{summer.pk}/change/", {"act": "rename", "name": "Spring"})
    assert "Spring" in owner.get("/lists/").content.decode()
    assert (
        "already"
        in owner.post(f"/lists/{summer.pk}/change/", {"act": "rename", "name": "Winter"}, follow=True).content.decode()
    )
    owner.post(f"/lists/{summer.pk}/change/", {"act": "delete"})
    assert list(SavedList.objects.values_list("name", flat=True)) == ["Winter"]


def test_signing_in_brings_lists_along_and_joins_those_of_one_name(
    owner: Client, summer: SavedList, goods: list[Product]
) -> None:
    somebody = SiteClient()
    for name, number in (("Summer", 1), ("Trip", 2)):
        made = somebody.post(LISTS, {"name": name}, JSON).json()["id"]
        for chosen in (goods[0], goods[number]):
            somebody.put(f"{LISTS}{made}/products/{chosen.pk}/", {}, JSON)
    somebody.post("/accounts/login/", {"login": "alice", "password": "alice-password"})
    assert {row["name"]: row["count"] for row in somebody.get(LISTS).json()} == {"Summer": 2, "Trip": 2}
    assert Saved.objects.count() == 3 and SavedList.objects.count() == 2


def test_hearts_know_what_is_saved_of_what_a_page_shows(owner: Client, summer: SavedList, goods: list[Product]) -> None:
    asked = ",".join(str(one.pk) for one in goods)
    assert owner.get(f"/api/v1/saved/marks/?ids={asked},x,-1").json() == {"saved": [goods[0].pk]}
    assert SiteClient().get(f"/api/v1/saved/marks/?ids={asked}").json() == {"saved": []}
