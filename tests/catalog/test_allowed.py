"""What a child's profile is allowed: its own list, of films and shows, up to a length."""

import pytest
from django.contrib.auth.models import User

from catalog import allowed
from catalog.allowed import (
    allowed_collections,
    allowed_replace,
    allowed_titles,
    collection_allow,
    collection_disallow,
    title_allow,
    title_disallow,
)
from catalog.models import AllowedCollection, AllowedTitle, Collection, Season, Title
from trendflix.accounts.models import Viewer
from trendflix.accounts.profiles import profile_create
from trendflix.core.errors import UserError

pytestmark = pytest.mark.django_db


@pytest.fixture
def children(alice: User) -> list[Viewer]:
    """Two children of one account."""
    return [profile_create(alice.pk, name=name, max_age=6, is_child=True) for name in ("Ann", "Bea")]


@pytest.fixture
def titles() -> list[Title]:
    """Three films."""
    return [Title.objects.create(name=f"F{number}", slug=f"f{number}") for number in range(3)]


@pytest.fixture
def collections() -> list[Collection]:
    """Three collections."""
    return [Collection.objects.create(name=f"C{number}", slug=f"c{number}") for number in range(3)]


def test_lists_are_each_childs_own_with_the_last_added_first(
    children: list[Viewer], titles: list[Title], collections: list[Collection]
) -> None:
    ann, bea = children
    for title, collection in zip(titles[:2], collections[:2], strict=True):
        for child in children:
            title_allow(child, title)
            collection_allow(child, collection)
        title_allow(ann, title)  # twice is once
        collection_allow(ann, collection)
    assert allowed_titles(ann) == titles[1::-1] and allowed_collections(ann) == collections[1::-1]
    title_disallow(ann, titles[0].pk)
    collection_disallow(ann, collections[0].pk)
    assert allowed_titles(ann) == [titles[1]] and allowed_collections(ann) == [collections[1]]
    assert allowed_titles(bea) == titles[1::-1] and allowed_collections(bea) == collections[1::-1]


def test_a_whole_list_is_replaced_and_stays_where_one_of_the_new_is_refused(
    children: list[Viewer], titles: list[Title], collections: list[Collection]
) -> None:
    ann, bea = children
    for child in children:
        allowed_replace(child, titles[:2], collections[:1])
    allowed_replace(ann, titles[2:], collections[1:])
    assert allowed_titles(ann) == titles[2:] and allowed_collections(ann) == collections[:0:-1]
    assert allowed_titles(bea) == titles[1::-1] and allowed_collections(bea) == collections[:1]
    trailer = Title.objects.create(kind="trailer", name="T", slug="t", parent=titles[0])
    with pytest.raises(UserError, match="with all their parts"):
        allowed_replace(ann, [titles[0], trailer], [])
    assert allowed_titles(ann) == titles[2:]


def test_parts_of_titles_are_not_allowed_by_themselves(children: list[Viewer], titles: list[Title]) -> None:
    show = Title.objects.create(kind="show", name="S", slug="s")
    season = Season.objects.create(show=show, number=1)
    episode = Title.objects.create(kind="episode", name="E", slug="e", season=season, number=1)
    edition = Title.objects.create(kind="edition", name="D", slug="d", parent=titles[0])
    title_allow(children[0], show)
    for part in (episode, edition):
        with pytest.raises(UserError, match="with all their parts"):
            title_allow(children[0], part)
    assert allowed_titles(children[0]) == [show]


def test_only_a_child_has_a_list(alice: User, titles: list[Title], collections: list[Collection]) -> None:
    teen = profile_create(alice.pk, name="Teen", max_age=12)
    with pytest.raises(UserError, match="Only a child"):
        title_allow(teen, titles[0])
    with pytest.raises(UserError, match="Only a child"):
        collection_allow(teen, collections[0])
    assert not AllowedTitle.objects.exists() and not AllowedCollection.objects.exists()


def test_each_list_of_each_child_is_full_by_itself(
    children: list[Viewer], titles: list[Title], collections: list[Collection], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allowed, "MAX_ALLOWED", 2)
    for child in children:
        allowed_replace(child, titles[:2], collections[:2])
    with pytest.raises(UserError, match="2 entries"):
        title_allow(children[0], titles[2])
    with pytest.raises(UserError, match="2 entries"):
        collection_allow(children[0], collections[2])
    title_disallow(children[0], titles[0].pk)
    title_allow(children[0], titles[2])
    assert allowed_titles(children[0]) == [titles[2], titles[1]]
