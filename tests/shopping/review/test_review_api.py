"""Review over REST: what is shown, decided, taken back; and who may."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from playback.models import Video
from shopping.models import Decision, Feed, Match, Product
from tests.clients import SiteClient
from tests.shopping.review.conftest import API, RIGHTS, reviewer
from tests.vision.edits.made import BOXES, garment
from trendflix.jobs.models import Job
from vision.models import Garment, GarmentEdit


def post(browser: SiteClient, path: str, code: int = 200, /, **body: Any) -> Any:
    """Send JSON; the answer of an expected status."""
    answer = browser.post(f"{API}{path}", body, content_type="application/json")
    assert answer.status_code == code, answer.content
    return answer.json() if answer.content else None


def decide(browser: SiteClient, worn: Garment, product: str, word: str, code: int = 200, **more: Any) -> Any:
    """Decide on a product for a garment."""
    pk = Product.objects.get(product_id=product).pk
    return post(browser, f"items/{worn.pk}/decisions/", code, product=pk, status=word, **more)


def statuses(worn: Garment) -> dict[str, str]:
    """Product → status."""
    return dict(Match.objects.filter(garment=worn).values_list("product__product_id", "status"))


def test_the_next_item_shows_the_garment_and_its_candidates(rose: SiteClient, top: Garment) -> None:
    answer = rose.get(f"{API}next/").json()
    shown = answer["item"]
    assert (answer["waiting"], shown["garment"]["id"], shown["garment"]["title"]["name"]) == (3, top.pk, "Reel")
    assert shown["garment"]["box"] == [0.35, 0.3, 0.2, 0.3] and len(shown["garment"]["appearances"]) == 2
    first = shown["candidates"][0]
    assert (first["title"], first["price"], first["shop"], first["status"]) == (
        "thing 0",
        "$10.00",
        "Shop",
        "suggested",
    )
    assert first["chance"] == pytest.approx(0.661, abs=0.01)


def test_a_candidate_says_how_far_it_is_boosted(rose: SiteClient, top: Garment) -> None:
    Product.objects.filter(product_id="P0").update(boost=2)
    Feed.objects.update(boost=-0.01)
    shown = rose.get(f"{API}items/{top.pk}/").json()["candidates"]
    assert [one["boost"] for one in shown[:2]] == pytest.approx([0.03, -0.01])


def test_an_item_costs_the_same_queries_however_much_it_holds(
    rose: SiteClient, top: Garment, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rose.get(f"{API}next/")
    with django_assert_max_num_queries(16):
        rose.get(f"{API}next/")


def test_a_decision_is_kept_with_its_note_and_shown_in_the_history(rose: SiteClient, top: Garment) -> None:
    answer = decide(rose, top, "P1", "rejected", seen="suggested", note="too long")
    assert (answer["status"], answer["status_name"], answer["decided_by"]) == ("rejected", "Rejected", "alice")
    row = rose.get(f"{API}items/{top.pk}/history/").json()[0]
    assert [row[name] for name in ("who", "what", "before", "after", "note", "undone")] == [
        "alice", "thing 1", "Suggested", "Rejected", "too long", False,
    ]  # fmt: skip


def test_two_people_get_two_items_and_the_second_is_told_of_the_first(
    rose: SiteClient, theo: SiteClient, top: Garment
) -> None:
    assert rose.get(f"{API}next/").json()["item"]["garment"]["id"] == top.pk
    assert theo.get(f"{API}next/").json()["item"]["garment"]["id"] != top.pk
    assert theo.get(f"{API}items/{top.pk}/").json()["held_by"] == "alice"


def test_a_decision_on_what_another_decided_meanwhile_is_refused(
    rose: SiteClient, theo: SiteClient, top: Garment
) -> None:
    decide(rose, top, "P0", "approved", seen="suggested")
    told = decide(theo, top, "P0", "rejected", 409, seen="suggested")
    assert told["detail"] == "alice has decided on this meanwhile: Approved." and statuses(top)["P0"] == "approved"
    assert decide(theo, top, "P0", "rejected", seen="approved")["status"] == "rejected"


def test_a_product_that_nobody_suggested_can_be_pinned(rose: SiteClient, top: Garment) -> None:
    Match.objects.filter(garment=top, product__product_id="P3").delete()
    found = rose.get(f"{API}products/", {"q": "thing 3"}).json()
    assert "thing 3" in [product["title"] for product in found]
    decide(rose, top, "P3", "pinned")
    assert rose.get(f"{API}items/{top.pk}/").json()["candidates"][0]["title"] == "thing 3"


def test_undo_restores_the_match_and_whose_word_it_was(rose: SiteClient, theo: SiteClient, top: Garment) -> None:
    decide(theo, top, "P0", "approved")
    decide(rose, top, "P0", "rejected")
    assert post(rose, "undo/") == {"garment": top.pk, "count": 1}
    match = Match.objects.get(garment=top, product__product_id="P0")
    assert match.status == "approved" and match.decided_by == User.objects.get(username="bob")
    assert post(rose, "undo/", 400)["detail"] == "There is nothing of yours to take back."
    post(theo, "undo/")
    assert set(statuses(top).values()) == {"suggested"} and not Decision.objects.filter(undone=None).exists()


def test_undo_leaves_what_another_decided_since(rose: SiteClient, theo: SiteClient, top: Garment) -> None:
    decide(rose, top, "P0", "approved")
    decide(theo, top, "P0", "rejected")
    assert "bob has decided" in post(rose, "undo/", 409)["detail"] and statuses(top)["P0"] == "rejected"


def test_many_are_decided_at_once_and_taken_back_at_once(rose: SiteClient, top: Garment) -> None:
    assert post(rose, "bulk/", status="rejected", garment=top.pk) == {"count": 4}
    assert set(statuses(top).values()) == {"rejected"}
    assert post(rose, "undo/")["count"] == 4 and set(statuses(top).values()) == {"suggested"}


def test_a_product_is_rejected_wherever_it_is_suggested(rose: SiteClient, top: Garment) -> None:
    decide(rose, top, "P2", "approved")
    pk = Product.objects.get(product_id="P2").pk
    answer = rose.post(f"{API}bulk/", {"status": "rejected", "product": pk}, content_type="application/json")
    assert answer.json() == {"count": 2} and statuses(top)["P2"] == "approved"


def test_a_title_is_decided_by_chance(rose: SiteClient, film: Video, top: Garment) -> None:
    body = {"status": "approved", "title": film.title_id, "chance": 0.6}
    assert rose.post(f"{API}bulk/", body, content_type="application/json").json() == {"count": 3}
    assert statuses(top) == {"P0": "approved", "P1": "suggested", "P2": "suggested", "P3": "suggested"}
    body |= {"status": "rejected", "chance": 0.5}
    assert rose.post(f"{API}bulk/", body, content_type="application/json").json() == {"count": 3}
    assert statuses(top)["P3"] == "rejected" and statuses(top)["P2"] == "suggested"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"status": "pinned", "garment": 1}, "not a valid choice"),
        ({"status": "rejected"}, "Name a garment, a product or a title."),
        ({"status": "rejected", "title": 1, "chance": 3}, "less than or equal to 1"),
    ],
)
def test_bulk_decisions_are_checked(rose: SiteClient, film: Video, body: dict[str, Any], words: str) -> None:
    answer = rose.post(f"{API}bulk/", body, content_type="application/json")
    assert answer.status_code == 400 and words in answer.content.decode() and not Decision.objects.exists()


def edit(browser: SiteClient, worn: Garment, status: int = 200, **body: Any) -> Any:
    """Change a garment."""
    answer = browser.patch(f"{API}items/{worn.pk}/", body, content_type="application/json")
    assert answer.status_code == status, answer.content
    return answer.json()


def test_a_garment_is_rejected_and_leaves_the_queue_until_that_is_taken_back(rose: SiteClient, top: Garment) -> None:
    assert edit(rose, top, edit="reject")["garment"]["hidden"] is True
    assert rose.get(f"{API}next/").json()["waiting"] == 2
    assert "meanwhile" in edit(rose, top, 400, edit="rename", value="x")["detail"]
    assert decide(rose, top, "P0", "approved", 409)
    assert post(rose, "undo/") == {"garment": top.pk, "count": 1} and rose.get(f"{API}next/").json()["waiting"] == 3


def test_a_garment_is_named_and_another_category_is_matched_anew(
    rose: SiteClient, top: Garment, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    assert edit(rose, top, edit="rename", value="Raincoat")["garment"]["label"] == "Raincoat"
    with django_capture_on_commit_callbacks(execute=True):
        assert edit(rose, top, edit="category", value="outerwear")["garment"]["category"] == "outerwear"
    assert Job.objects.get().kind == "match"
    assert "is no category" in edit(rose, top, 400, edit="category", value="coat")["detail"]


def test_garments_are_merged_with_their_decisions_and_are_two_again(rose: SiteClient, film: Video) -> None:
    first, second = Garment.objects.filter(category="shoes").order_by("first_seen")
    decide(rose, second, "P1", "rejected")
    others = rose.get(f"{API}items/{first.pk}/merge/").json()
    assert [other["id"] for other in others] == [second.pk]
    shown = post(rose, f"items/{first.pk}/merge/", other=second.pk)
    assert len(shown["garment"]["appearances"]) == 2 and statuses(first)["P1"] == "rejected"
    post(rose, "undo/")
    assert statuses(first)["P1"] == "suggested" and statuses(second)["P1"] == "rejected"


def test_what_another_wears_at_the_same_time_is_not_offered_as_the_same_garment(rose: SiteClient, film: Video) -> None:
    first, second = Garment.objects.filter(category="shoes").order_by("first_seen")
    garment(film.analysis, "shoes", [(2.0, 5.0)], BOXES["side"], person=7)
    others = rose.get(f"{API}items/{first.pk}/merge/").json()
    assert [other["id"] for other in others] == [second.pk]


def test_a_part_of_a_garment_is_split_off(rose: SiteClient, top: Garment) -> None:
    later = top.appearances.get(start=10.0).pk
    shown = post(rose, f"items/{top.pk}/split/", appearances=[later])
    assert len(shown["garment"]["appearances"]) == 1 and Garment.objects.filter(category="top").count() == 2
    assert GarmentEdit.objects.get().kind == "split"


def test_an_item_that_was_left_comes_later(rose: SiteClient, top: Garment) -> None:
    post(rose, f"items/{top.pk}/put-off/", 204)
    assert rose.get(f"{API}next/").json()["item"]["garment"]["id"] != top.pk


@pytest.mark.parametrize(
    ("filters", "count"),
    [({"category": "shoes"}, 2), ({"category": "hat"}, 0), ({"title": 999_999}, 0), ({"decided": "true"}, 0)],
)
def test_the_queue_is_filtered(rose: SiteClient, film: Video, filters: dict[str, Any], count: int) -> None:
    assert rose.get(f"{API}next/", filters).json()["waiting"] == count


def test_the_queue_of_a_shop_and_what_is_decided(rose: SiteClient, top: Garment) -> None:
    shop = Product.objects.all()[0].feed_id
    assert rose.get(f"{API}next/", {"shop": shop}).json()["waiting"] == 3
    assert rose.get(f"{API}next/", {"shop": shop + 1}).json()["item"] is None
    decide(rose, top, "P0", "approved")
    assert rose.get(f"{API}next/", {"decided": "true"}).json()["item"]["garment"]["id"] == top.pk


@pytest.mark.parametrize("sent", ["category=coat", "leave_out=a", "title=0", "shop=x", f"leave_out={'1,' * 101}"])
def test_bad_filters_are_refused(rose: SiteClient, film: Video, sent: str) -> None:
    assert rose.get(f"{API}next/?{sent}").status_code == 400


READS = ("next/", "items/{pk}/", "items/{pk}/history/", "items/{pk}/merge/", "products/?q=x")
WRITES: dict[str, tuple[str, dict[str, Any]]] = {
    "items/{pk}/decisions/": ("change_match", {"product": 1, "status": "approved"}),
    "items/{pk}/put-off/": ("change_match", {}),
    "bulk/": ("change_match", {"status": "rejected", "garment": 1}),
    "holds/": ("change_match", {"garments": []}),
    "items/{pk}/merge/": ("change_garment", {"other": 1}),
    "items/{pk}/split/": ("change_garment", {"appearances": [1]}),
    "undo/": ("change_garment", {}),
}


@pytest.mark.parametrize("path", READS)
def test_only_staff_who_may_look_at_matches_read(
    client: SiteClient, alice: User, bob: User, top: Garment, path: str
) -> None:
    address = API + path.format(pk=top.pk)
    assert client.get(address).status_code == 403
    client.force_login(bob)
    assert client.get(address).status_code == 403
    assert reviewer(alice, "view_garment").get(address).status_code == 403
    assert reviewer(alice, "view_match").get(address).status_code == 200


@pytest.mark.parametrize("path", WRITES)
def test_each_change_needs_its_own_right(client: SiteClient, alice: User, top: Garment, path: str) -> None:
    needed, body = WRITES[path]
    address = API + path.format(pk=top.pk)
    assert client.post(address, body, content_type="application/json").status_code == 403
    lacking = reviewer(alice, *(right for right in RIGHTS if right != needed))
    assert lacking.post(address, body, content_type="application/json").status_code == 403
    if needed == "change_garment":
        answer = lacking.patch(f"{API}items/{top.pk}/", {"edit": "reject"}, content_type="application/json")
        assert answer.status_code == 403
    assert not Decision.objects.exists() and not GarmentEdit.objects.exists()


def test_who_may_only_look_holds_nothing(alice: User, rose: SiteClient, bob: User, top: Garment) -> None:
    watching = reviewer(bob, "view_match")
    assert watching.get(f"{API}next/").json()["item"]["garment"]["id"] == top.pk
    assert rose.get(f"{API}next/").json()["item"]["garment"]["id"] == top.pk


def test_a_garment_that_is_gone_is_not_found(rose: SiteClient, top: Garment) -> None:
    assert rose.get(f"{API}items/999999/").status_code == 404
    post(rose, f"items/{top.pk}/decisions/", 404, product=999_999, status="approved")
