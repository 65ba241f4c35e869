"""What each kind of profile sees, and what the profiles of an account never become."""

from itertools import product

import pytest
from django.contrib.auth.models import User

from trendflix.accounts.avatars import AVATARS
from trendflix.accounts.models import MAX_AGE, MAX_NAME, Viewer
from trendflix.accounts.profiles import (
    MAX_PROFILES,
    avatar_free,
    profile_change,
    profile_create,
    profile_delete,
    profile_move,
    profiles_of,
    profiles_order,
)
from trendflix.accounts.sight import EVERYBODY, STAFF, Sight, sight_of_visitor
from trendflix.accounts.visitors import Visitor, visitor_of_user
from trendflix.core.errors import UserError

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "sight"),
    [
        ({}, None),
        ({"max_age": 0}, Sight(max_age=0)),  # nothing but what is for all
        ({"max_age": 16}, Sight(max_age=16)),
        ({"max_age": MAX_AGE}, Sight(max_age=MAX_AGE)),
        ({"max_age": 0, "is_child": True}, Sight(max_age=0, allowed_viewer_id=-1)),
        ({"max_age": 6, "is_child": True}, Sight(max_age=6, allowed_viewer_id=-1)),
        (
            {"max_age": 6, "is_child": True, "only_allowed": True},
            Sight(max_age=6, allowed_viewer_id=-1, only_allowed=True),
        ),
    ],
)
@pytest.mark.parametrize("is_staff", [False, True])
def test_a_profile_sees_by_its_limit_and_without_one_as_its_account_does(
    alice: User, fields: dict[str, object], sight: Sight | None, is_staff: bool
) -> None:
    """-1 stands for the profile's own number: nobody else's list is read."""
    User.objects.filter(pk=alice.pk).update(is_staff=is_staff)
    alice.refresh_from_db()
    profile = profile_create(alice.pk, name="One", **fields)
    found = sight_of_visitor(visitor_of_user(alice, profile.pk))
    if sight is None:
        assert found == (STAFF if is_staff else EVERYBODY) and not found.is_limited
    else:
        own = profile.pk if sight.allowed_viewer_id else None
        assert found == Sight(False, sight.max_age, own, sight.only_allowed) and found.is_limited


@pytest.mark.parametrize(
    ("sight", "is_limited"),
    [
        (EVERYBODY, False), (STAFF, False), (Sight(max_age=0), True), (Sight(max_age=21), True),
        (Sight(only_allowed=True), True), (Sight(allowed_viewer_id=3), False),
    ],
)  # fmt: skip
def test_a_sight_is_limited_by_an_age_or_a_list(sight: Sight, is_limited: bool) -> None:
    assert sight.is_limited == is_limited


def test_somebody_whose_profile_was_deleted_sees_what_the_account_does(alice: User) -> None:
    teen = profile_create(alice.pk, name="Teen", max_age=12)
    profile_delete(teen)
    assert sight_of_visitor(visitor_of_user(alice, teen.pk or 0)) == EVERYBODY
    assert sight_of_visitor(Visitor(alice.pk, "")) == EVERYBODY


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"max_age": MAX_AGE + 1}, "less than or equal"),
        ({"max_age": -1}, "greater than or equal"),
        ({"name": ""}, "a name"),
        ({"name": " \t"}, "a name"),
        ({"name": "x" * (MAX_NAME + 1)}, f"at most {MAX_NAME}"),
        ({"avatar": "dragon"}, "not a valid choice"),
        ({"is_child": True}, "child's profile has an age"),
        ({"only_allowed": True}, "only such a profile has allowed titles"),
        ({"max_age": 6, "only_allowed": True}, "only such a profile has allowed titles"),
        ({"is_main": True}, "no field is_main"),
        ({"pin": "1234"}, "no field pin"),
        ({"position": 0}, "no field position"),
    ],
)
def test_a_wrong_field_is_told_and_neither_made_nor_changed(alice: User, fields: dict[str, object], words: str) -> None:
    known = profile_create(alice.pk, name="Known", max_age=12)
    before = list(Viewer.objects.order_by("pk").values())
    with pytest.raises(UserError, match=words):
        profile_create(alice.pk, **{"name": "New"} | fields)
    with pytest.raises(UserError, match=words):
        profile_change(known, **{"max_age": None} | fields)
    assert list(Viewer.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    "fields",
    [{"max_age": 12}, {"max_age": 6, "is_child": True}, {"max_age": 6, "is_child": True, "only_allowed": True}],
)
def test_the_main_profile_takes_no_limit_and_needs_no_name(alice: User, fields: dict[str, object]) -> None:
    (main,) = profiles_of(alice.pk)
    with pytest.raises(UserError, match="main profile has no limit"):
        profile_change(main, **fields)
    main.refresh_from_db()
    assert not main.is_limited and profile_change(main, name=" ").name == ""
    with pytest.raises(UserError, match="The main profile stays"):
        profile_delete(main)


def test_a_child_s_profile_that_becomes_a_grown_up_s_loses_all_of_its_limits_or_none(alice: User) -> None:
    child = profile_create(alice.pk, name="Child", max_age=6, is_child=True, only_allowed=True)
    for left in ({"max_age": None}, {"is_child": False}, {"max_age": None, "is_child": False}):
        with pytest.raises(UserError):
            profile_change(Viewer.objects.get(pk=child.pk), **left)
        assert sight_of_visitor(visitor_of_user(alice, child.pk)) == Sight(False, 6, child.pk, True)
    profile_change(Viewer.objects.get(pk=child.pk), max_age=None, is_child=False, only_allowed=False)
    assert sight_of_visitor(visitor_of_user(alice, child.pk)) == EVERYBODY


def test_an_account_is_full_at_its_most_whatever_another_has_and_has_room_after_one_goes(
    alice: User, bob: User
) -> None:
    made = [profile_create(alice.pk, name=f"P{number}") for number in range(MAX_PROFILES - 1)]
    with pytest.raises(UserError, match=f"at most {MAX_PROFILES}"):
        profile_create(alice.pk, name="One too many")
    assert profile_create(bob.pk, name="Bob's").position == 1
    profile_delete(made[0])
    assert profile_create(alice.pk, name="Again").position == MAX_PROFILES, "at the end"
    assert len({one.avatar for one in profiles_of(alice.pk)}) == MAX_PROFILES


def test_there_are_enough_pictures_for_each_profile_and_the_first_free_one_is_given() -> None:
    keys = [key for key, _name in AVATARS]
    assert len(set(keys)) == len(keys) >= MAX_PROFILES
    assert avatar_free([]) == keys[0] and avatar_free([Viewer(avatar=key) for key in (keys[0], keys[2])]) == keys[1]


def names(user: User) -> str:
    """The names of the profiles behind the main one, in order."""
    main, *others = profiles_of(user.pk)
    assert main.is_main
    return "".join(one.name for one in others)


@pytest.mark.parametrize(("place", "step"), list(product(range(3), (-5, -1, 0, 1, 5))))
def test_a_profile_moves_by_its_steps_and_stops_at_the_ends(alice: User, place: int, step: int) -> None:
    made = [profile_create(alice.pk, name=name) for name in "ABC"]
    expected = [*"ABC"]
    expected.insert(min(max(place + step, 0), 2), expected.pop(place))
    profile_move(made[place], step)
    assert names(alice) == "".join(expected)


def test_an_order_with_strangers_doubles_and_gaps_orders_what_it_names_of_the_account(alice: User, bob: User) -> None:
    a, b, c = (profile_create(alice.pk, name=name) for name in "ABC")
    other = profile_create(bob.pk, name="X")
    (main, *_), before = profiles_of(alice.pk), Viewer.objects.get(pk=other.pk).position
    profiles_order(alice.pk, [main.pk, other.pk, c.pk, 0, c.pk, a.pk, b.pk])
    assert names(alice) == "CAB" and Viewer.objects.get(pk=other.pk).position == before
    profiles_order(alice.pk, [])
    profile_move(main, 1)
    assert names(alice) == "CAB"
