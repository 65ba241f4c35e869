"""What is noted of what viewers do, and of whom it is not."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from shopping.models import ClickOut, Event, Product, Saved
from tests.clients import SiteClient
from tests.shopping.insights.conftest import PERSON
from trendflix.accounts.models import Viewer
from vision.models import Garment

EVENTS = "/api/v1/events/"
Kind = Event.Kind


def send(browser: SiteClient, *events: dict[str, Any], **headers: str) -> int:
    """Report events; how many were taken."""
    answer = browser.post(EVENTS, {"events": list(events)}, content_type="application/json", headers=headers)
    assert answer.status_code == 202, answer.content
    taken: int = answer.json()["taken"]
    return taken


def test_a_row_that_was_seen_is_noted_with_its_title_and_category(person: SiteClient, garment: Garment) -> None:
    assert send(person, {"kind": "row_seen", "garment": garment.pk}) == 1
    event = Event.objects.get()
    assert (event.kind, event.garment, event.category) == (Kind.ROW_SEEN, garment.pk, "top")
    assert event.title == garment.analysis.video.title_id and not event.is_bot and event.viewer is None


def test_looking_makes_no_session_and_no_viewer(person: SiteClient, garment: Garment) -> None:
    send(person, {"kind": "row_seen", "garment": garment.pk})
    assert not Session.objects.exists() and not Viewer.objects.exists()


def test_the_same_thing_again_within_ten_minutes_is_one_event(person: SiteClient, product: Product) -> None:
    for _ in range(3):
        send(person, {"kind": "card_seen", "product": product.pk})
    assert Event.objects.count() == 1


def test_two_browsers_are_two_people(person: SiteClient, product: Product) -> None:
    send(person, {"kind": "card_seen", "product": product.pk})
    send(SiteClient(headers={"User-Agent": PERSON}), {"kind": "card_seen", "product": product.pk})
    assert Event.objects.count() == 2


def test_what_does_not_exist_is_left_out(person: SiteClient, product: Product) -> None:
    missing = {"kind": "card_seen", "product": product.pk + 1}
    assert send(person, missing, {"kind": "card_seen", "product": product.pk}) == 1
    assert send(person, {"kind": "row_seen", "garment": 10**12}) == 0


@pytest.mark.parametrize("header", ["Sec-GPC", "DNT"])
def test_nothing_is_noted_of_those_who_ask_not_to_be_followed(
    person: SiteClient, garment: Garment, header: str
) -> None:
    assert send(person, {"kind": "row_seen", "garment": garment.pk}, **{header: "1"}) == 0
    assert not Event.objects.exists()


def test_of_who_paused_their_history_it_is_noted_without_them(alice: User, garment: Garment) -> None:
    browser = SiteClient(headers={"User-Agent": PERSON})
    browser.force_login(alice)
    browser.post("/history/", {"pause": "1"})
    assert send(browser, {"kind": "row_seen", "garment": garment.pk}) == 1
    assert Event.objects.get().viewer is None
    browser.post("/history/", {"pause": "0"})
    send(browser, {"kind": "dot_opened", "garment": garment.pk})
    assert Event.objects.get(kind=Kind.DOT_OPENED).viewer == Viewer.objects.get()


def test_a_click_of_those_counts_without_them(alice: User, garment: Garment, product: Product) -> None:
    browser = SiteClient(headers={"User-Agent": PERSON, "Sec-GPC": "1"})
    browser.force_login(alice)
    browser.get(f"/go/{product.pk}/?g={garment.pk}")
    click = ClickOut.objects.get()
    assert click.user is None and click.garment == garment and not Event.objects.exists()


@pytest.mark.parametrize(
    "agent", ["", "Googlebot/2.1", "curl/8.0", "Mozilla/5.0 HeadlessChrome/140", "python-requests/2"]
)
def test_programs_are_counted_apart(product: Product, agent: str) -> None:
    browser = SiteClient(headers={"User-Agent": agent})
    send(browser, {"kind": "card_seen", "product": product.pk})
    browser.get(f"/go/{product.pk}/")
    assert all(event.is_bot for event in Event.objects.all()) and ClickOut.objects.get().is_bot


def test_more_than_a_person_can_do_in_a_minute_is_a_program(
    person: SiteClient, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)  # else a batch may be of the next ten minutes
    batch = [{"kind": "card_seen", "product": product.pk, "age": age * 601} for age in range(100)]
    for _ in range(7):
        send(person, *batch)
    assert Event.objects.filter(is_bot=True).exists() is False  # the first batch was a person's, and is the same
    send(person, {"kind": "page_viewed", "product": product.pk})
    assert Event.objects.get(kind=Kind.PAGE_VIEWED).is_bot


def test_a_form_carries_a_batch_as_a_beacon_sends_it(person: SiteClient, garment: Garment) -> None:
    answer = person.post(EVENTS, {"events": json.dumps([{"kind": "dot_opened", "garment": garment.pk}])})
    assert answer.status_code == 202 and Event.objects.get().kind == Kind.DOT_OPENED


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"events": []},
        {"events": [{"kind": "bought"}]},
        {"events": [{"kind": "clicked", "product": 1}]},
        {"events": [{"kind": "row_seen", "garment": 2**70}]},
        {"events": [{"kind": "row_seen", "garment": 1, "age": -1}]},
        {"events": [{"kind": "row_seen", "garment": 1}] * 101},
        {"events": "x"},
    ],
)
def test_what_is_no_batch_is_refused(person: SiteClient, sent: dict[str, Any]) -> None:
    assert person.post(EVENTS, sent, content_type="application/json").status_code == 400
    assert not Event.objects.exists()


@pytest.mark.parametrize("text", ["", "[", "[" * 100_000, "{}"])
def test_a_form_that_holds_no_batch_is_refused(person: SiteClient, text: str) -> None:
    assert person.post(EVENTS, {"events": text}).status_code == 400


def test_events_of_the_future_and_of_long_ago_are_of_now_and_of_yesterday(person: SiteClient, garment: Garment) -> None:
    send(person, {"kind": "row_seen", "garment": garment.pk, "age": 86_400})
    event = Event.objects.get()
    assert 86_399 < (event.created - event.at).total_seconds() < 86_410


def test_saving_and_disliking_are_noted_where_they_are_done(
    person: SiteClient, garment: Garment, product: Product
) -> None:
    person.put(f"/api/v1/saved/{product.pk}/", {"garment": garment.pk}, content_type="application/json")
    person.put(f"/api/v1/dislikes/{garment.pk}/{product.pk}/")
    assert set(Event.objects.values_list("kind", flat=True)) == {Kind.SAVED, Kind.DISLIKED}
    viewer = Saved.objects.get().viewer
    assert Event.objects.get(kind=Kind.DISLIKED).viewer == viewer


def test_a_batch_costs_the_same_whatever_its_length(
    person: SiteClient, garment: Garment, product: Product, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    batch = [
        {"kind": "card_seen", "product": product.pk, "garment": garment.pk, "age": age * 601} for age in range(100)
    ]
    with django_assert_max_num_queries(5):
        send(person, *batch)
