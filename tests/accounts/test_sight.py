"""What a visitor sees by their profile; reading it costs one query for whoever is signed in, and none for others."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from trendflix.accounts.models import Viewer
from trendflix.accounts.profiles import profile_create
from trendflix.accounts.sight import EVERYBODY, STAFF, Sight, sight_of_visitor
from trendflix.accounts.visitors import Visitor, visitor_of_user

pytestmark = pytest.mark.django_db


def test_somebody_anonymous_sees_what_everybody_does_and_nothing_is_asked(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert sight_of_visitor(Visitor(None, "session")) == EVERYBODY


def test_a_profile_says_what_is_seen_in_one_query(
    alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    teen = profile_create(alice.pk, name="Teen", max_age=12)
    child = profile_create(alice.pk, name="Child", max_age=6, is_child=True, only_allowed=True)
    with django_assert_num_queries(1):
        visitor = visitor_of_user(alice, teen.pk)
        assert sight_of_visitor(visitor) == Sight(max_age=12) and visitor.viewer_id == teen.pk
    expected = Sight(max_age=6, allowed_viewer_id=child.pk, only_allowed=True)
    assert sight_of_visitor(visitor_of_user(alice, child.pk)) == expected


def test_staff_see_all_but_in_a_limited_profile(carol: User) -> None:
    teen = profile_create(carol.pk, name="Teen", max_age=12)
    assert sight_of_visitor(visitor_of_user(carol)) == STAFF
    assert sight_of_visitor(visitor_of_user(carol, teen.pk)) == Sight(max_age=12)


def test_a_profile_of_another_account_counts_as_none(alice: User, bob: User) -> None:
    teen = profile_create(alice.pk, name="Teen", max_age=12)
    assert sight_of_visitor(visitor_of_user(bob, teen.pk)) == EVERYBODY


@pytest.mark.parametrize(
    "fields",
    [
        {"is_main": True, "max_age": 6},
        {"is_main": False, "is_child": True},
        {"is_main": False, "max_age": 6, "only_allowed": True},
    ],
)
def test_the_database_keeps_no_profile_whose_limit_would_not_hold(alice: User, fields: dict[str, object]) -> None:
    with pytest.raises(IntegrityError):
        Viewer.objects.create(user=alice, name="X", **fields)
