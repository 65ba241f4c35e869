"""The viewer: one row for whoever keeps something, and what signing in makes of two."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest
from django.test import Client

from catalog.models import Title
from playback.models import Progress, Video
from playback.services.progress import progress_save
from tests.kept import tables_kept
from trendflix.accounts.merging import session_adopt, viewers_merge
from trendflix.accounts.models import Viewer
from trendflix.accounts.visitors import Visitor, visitor_of

pytestmark = pytest.mark.django_db


def film(slug: str) -> Video:
    """A film of 100 s."""
    title = Title.objects.create(name=slug.title(), slug=slug)
    return Video.objects.create(title=title, duration=100.0, package_key="abc")


def test_looking_around_makes_no_viewer(client: Client) -> None:
    client.get("/")
    client.get("/saved/")
    assert not Viewer.objects.exists()


def test_the_first_thing_kept_makes_the_viewer_and_the_next_ones_share_it(alice: User) -> None:
    visitor = Visitor(alice.pk, "")
    assert visitor.viewer_id is None
    one, two = (progress_save(visitor, film(slug), 10.0) for slug in ("one", "two"))
    assert one.viewer_id == two.viewer_id == visitor.viewer_id == Viewer.objects.get(user=alice).pk


def test_a_session_and_an_account_are_different_viewers(alice: User) -> None:
    assert Visitor(alice.pk, "key").viewer() != Visitor(None, "key").viewer()
    assert Viewer.objects.get(session_key="key").user is None


@pytest.mark.parametrize("fields", [{}, {"user": True, "session_key": "key"}])
def test_a_viewer_is_either_an_account_or_a_session(alice: User, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        Viewer.objects.create(**{name: alice if name == "user" else value for name, value in fields.items()})


def test_an_account_has_one_main_profile_and_may_have_others(alice: User) -> None:
    Viewer.objects.create(user=alice)
    Viewer.objects.create(user=alice, is_main=False)
    with pytest.raises(IntegrityError):
        Viewer.objects.create(user=alice)


def test_a_request_that_signs_in_changes_its_visitor(client: Client, alice: User) -> None:
    request = HttpRequest()
    request.session = client.session
    request.user = AnonymousUser()
    assert visitor_of(request).user_id is None
    request.user = alice
    assert visitor_of(request).user_id == alice.pk


def test_merging_keeps_what_both_have_once_and_removes_the_empty_row(alice: User) -> None:
    one, two = film("one"), film("two")
    session, person = Visitor(None, "key"), Visitor(alice.pk, "")
    progress_save(session, one, 30.0)
    progress_save(session, two, 40.0)
    progress_save(person, one, 60.0)
    viewers_merge(session.viewer(), person.viewer())
    kept = Progress.objects.order_by("video_id").values_list("viewer__user", "position")
    assert list(kept) == [(alice.pk, 60.0), (alice.pk, 40.0)]
    assert Viewer.objects.count() == 1


def test_a_session_that_kept_nothing_leaves_no_viewer_at_sign_in(alice: User) -> None:
    session_adopt("key", alice.pk)
    assert not Viewer.objects.exists()


OLD = [("playback", "0005_subtitle_charset"), ("shopping", "0008_product_wearable")]
NEW = [("playback", "0008_progress_once_per_viewer"), ("shopping", "0011_once_per_viewer")]


@pytest.fixture
def before() -> Iterator[Any]:
    """The models of a site whose rows still name users and session keys."""
    with tables_kept():
        executor = MigrationExecutor(connection)
        executor.migrate(OLD)
        yield executor.loader.project_state(
            [("playback", "0005_subtitle_charset"), ("catalog", "0003_browse_indexes")]
        ).apps


@pytest.mark.django_db(transaction=True)
def test_rows_of_a_site_with_data_move_to_viewers_and_back(before: Any) -> None:
    user = User.objects.create_user("alice")
    old = before.get_model("playback", "Progress").objects
    title = Title.objects.create(name="One", slug="one")
    video = before.get_model("playback", "Video").objects.create(title_id=title.pk)
    old.create(user_id=user.pk, video=video, position=1.0)
    old.create(session_key="a", video=video, position=2.0)
    executor = MigrationExecutor(connection)
    after = executor.migrate(NEW).apps
    moved = after.get_model("playback", "Progress").objects
    found = moved.order_by("position").values_list("viewer__user", "viewer__session_key", "position")
    assert list(found) == [(user.pk, None, 1.0), (None, "a", 2.0)]
    executor = MigrationExecutor(connection)
    executor.migrate(OLD)
    assert list(old.order_by("position").values_list("user", "session_key")) == [(user.pk, ""), (None, "a")]
