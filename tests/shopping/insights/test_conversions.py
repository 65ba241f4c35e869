"""Orders that shops report: signed, once, of a click that there was."""

import time
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from shopping.insights.signatures import secret_make, signature_of
from shopping.models import ClickOut, Conversion, Feed, PostbackSecret, Product
from tests.clients import SiteClient, TokenlessClient
from vision.models import Garment


@pytest.fixture
def secret(feed: Feed) -> str:
    """What the shop and the site share."""
    return secret_make(feed)


@pytest.fixture
def click(person: SiteClient, garment: Garment, product: Product) -> ClickOut:
    """A visit to the shop from the film."""
    person.get(f"/go/{product.pk}/?g={garment.pk}")
    return ClickOut.objects.get()


def report(secret: str, click: str, /, **changes: str) -> dict[str, str]:
    """A signed report of an order of 49.90 €."""
    sent = {
        "click": click,
        "order": "A-1",
        "amount": "49.90",
        "currency": "EUR",
        "time": str(int(time.time())),
    } | changes
    return {"signature": signature_of(sent, secret)} | sent


def send(browser: SiteClient, sent: dict[str, str], feed: str = "shop") -> Any:
    """The answer to a report."""
    return browser.get(f"/api/v1/postback/{feed}/", sent)


def test_an_order_is_kept_with_what_it_came_from(client: SiteClient, secret: str, click: ClickOut) -> None:
    answer = send(client, report(secret, click.token or ""))
    assert answer.status_code == 200 and answer.json() == {"order": "A-1", "created": True}
    order = Conversion.objects.get()
    assert (order.amount, order.currency, order.click) == (Decimal("49.900"), "EUR", click)
    assert (order.title, order.garment, order.product) == (click.title_id, click.garment_id, click.product_id)


def test_the_same_order_again_changes_nothing(client: SiteClient, secret: str, click: ClickOut) -> None:
    for created in (True, False):
        assert send(client, report(secret, click.token or "")).json()["created"] is created
    assert Conversion.objects.count() == 1


def test_a_refund_is_a_negative_order(client: SiteClient, secret: str, click: ClickOut) -> None:
    send(client, report(secret, click.token or "", order="A-1-refund", amount="-49.90"))
    assert Conversion.objects.get().amount == Decimal("-49.9")


def test_a_form_is_taken_too_without_a_token_of_ours(secret: str, click: ClickOut) -> None:
    assert TokenlessClient().post("/api/v1/postback/shop/", report(secret, click.token or "")).status_code == 200


@pytest.mark.parametrize(
    "changes",
    [{"amount": "500"}, {"signature": ""}, {"signature": "ü"}, {"time": "1"}, {"time": "x"}, {"more": "1"}],
)
def test_what_was_altered_or_is_old_is_refused(
    client: SiteClient, secret: str, click: ClickOut, changes: dict[str, str]
) -> None:
    assert send(client, report(secret, click.token or "") | changes).status_code == 403
    assert not Conversion.objects.exists()


def test_a_report_signed_long_ago_is_a_replay(client: SiteClient, secret: str, click: ClickOut) -> None:
    old = str(int(time.time()) - 700)
    assert send(client, report(secret, click.token or "", time=old)).status_code == 403


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"amount": "much"}, "amount"),
        ({"amount": "NaN"}, "amount"),
        ({"amount": "1e30"}, "amount"),
        ({"currency": "euro"}, "currency"),
        ({"order": " "}, "order"),
        ({"order": "x" * 101}, "order"),
        ({"click": "unknown"}, "click"),
        ({"click": ""}, "click"),
    ],
)
def test_bad_values_are_named(
    client: SiteClient, secret: str, click: ClickOut, changes: dict[str, str], name: str
) -> None:
    answer = send(client, report(secret, click.token or "", **changes))
    assert answer.status_code == 400 and answer.json()["detail"][0].startswith(f"{name}:")


def test_a_click_on_another_shop_earns_this_one_nothing(client: SiteClient, click: ClickOut) -> None:
    other = Feed.objects.create(name="Other", slug="other")
    assert send(client, report(secret_make(other), click.token or ""), "other").status_code == 400


def test_a_click_is_good_for_ninety_days(client: SiteClient, secret: str, click: ClickOut) -> None:
    ClickOut.objects.update(created=timezone.now() - timedelta(days=91))
    assert send(client, report(secret, click.token or "")).status_code == 400


def test_a_shop_without_a_secret_and_one_that_does_not_exist(client: SiteClient, click: ClickOut) -> None:
    assert send(client, report("guess", click.token or "")).status_code == 403
    assert send(client, report("guess", click.token or ""), "nowhere").status_code == 404


def test_the_secret_is_kept_encrypted_and_a_new_one_ends_it(client: SiteClient, secret: str, click: ClickOut) -> None:
    kept = PostbackSecret.objects.get()
    assert secret not in kept.secret
    secret_make(kept.feed)
    assert send(client, report(secret, click.token or "")).status_code == 403


def test_the_action_shows_the_secret_once(admin_client: SiteClient, feed: Feed, carol: User) -> None:
    sent = {"action": "secret_make_action", "_selected_action": [str(feed.pk)]}
    answer = admin_client.post("/admin/shopping/feed/", sent, follow=True)
    assert "which is not shown again" in answer.content.decode()
    assert PostbackSecret.objects.get().feed == feed
    page = admin_client.get(f"/admin/shopping/postbacksecret/{PostbackSecret.objects.get().pk}/change/")
    assert PostbackSecret.objects.get().secret not in page.content.decode()
