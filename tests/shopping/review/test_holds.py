"""What one person looks at is not offered to another, and comes back when they leave it or forget it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from playback.models import Video
from shopping.matching.decisions import match_decide
from shopping.models import Match, ReviewItem
from shopping.review.holds import (
    HOLD,
    PUT_OFF,
    PUT_OFF_DECIDED,
    Filters,
    item_claim,
    item_hold,
    item_put_off,
    items_release,
)

pytestmark = pytest.mark.django_db
ALL = Filters()


def order(film: Video) -> list[int]:
    """Garments in the order of the queue."""
    return list(ReviewItem.objects.order_by("-priority", "garment").values_list("pk", flat=True))


def test_everybody_gets_another_item_until_there_is_none(film: Video, alice: User, bob: User) -> None:
    first, second, third = order(film)
    assert (item_claim(alice, ALL, []), item_claim(bob, ALL, [])) == (first, second)
    assert (item_claim(alice, ALL, [first]), item_claim(bob, ALL, [second])) == (third, None)


def test_what_is_released_or_forgotten_is_offered_again(film: Video, alice: User, bob: User) -> None:
    first, second, _ = order(film)
    item_claim(alice, ALL, [])
    assert items_release(bob, [first]) == 0 and items_release(alice, [first]) == 1
    assert item_claim(bob, ALL, []) == first
    ReviewItem.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    assert item_claim(alice, ALL, []) == first


def test_a_hold_is_made_longer_by_its_holder_alone(film: Video, alice: User, bob: User) -> None:
    first = order(film)[0]
    assert item_hold(alice, first) and item_hold(alice, first) and not item_hold(bob, first)
    until = ReviewItem.objects.get(pk=first).held_until
    assert until is not None and until - timezone.now() > HOLD - timedelta(seconds=20)


def test_what_is_put_off_stays_away_the_longer_if_something_was_decided(film: Video, alice: User, carol: User) -> None:
    first, second, third = order(film)
    item_put_off(alice, first)
    match_decide(Match.objects.filter(garment=second)[0], "approved", carol)
    item_put_off(alice, second)
    assert item_claim(alice, ALL, []) == third
    now = timezone.now()
    away = {item.pk: (item.put_off_until or now) - now for item in ReviewItem.objects.exclude(put_off_until=None)}
    assert away[first] < PUT_OFF < away[second] < PUT_OFF_DECIDED


def test_a_decided_item_is_not_offered(film: Video, alice: User, carol: User) -> None:
    first, second, _ = order(film)
    for match in Match.objects.filter(garment=first):
        match_decide(match, "rejected", carol)
    assert item_claim(alice, ALL, []) == second
    assert item_claim(alice, Filters(decided=True), []) == first
