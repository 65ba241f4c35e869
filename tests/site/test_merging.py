"""Two titles that are the same become one: what hangs on the duplicate follows."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from catalog.merging import titles_merge
from catalog.models import Rating, Title, WatchlistEntry
from catalog.selectors import titles_visible
from catalog.services import episode_get_or_create, extra_create, show_get_or_create
from playback.models import Progress, Video
from shopping.models import Feed, Match, Product
from trendflix.accounts.sight import EVERYBODY, STAFF
from trendflix.accounts.visitors import Visitor
from trendflix.core.errors import UserError
from vision.models import Analysis, Garment

pytestmark = pytest.mark.django_db


def film(name: str, slug: str, sha256: str = "") -> Title:
    """A film, with a file of that digest and a garment with a match where one is given."""
    title = Title.objects.create(name=name, slug=slug, year=2020)
    if sha256:
        video = Video.objects.create(title=title, sha256=sha256, package_key=sha256, duration=100.0)
        reading = Analysis.objects.create(video=video, key="k", model="m", parser="p")
        worn = Garment.objects.create(analysis=reading, category="top", vector=b"\0\0", model="m")
        feed, _ = Feed.objects.get_or_create(name="Shop", slug="shop")
        fields = {"feed": feed, "product_id": slug, "title": "Coat", "link": "https://shop.example/"}
        Match.objects.create(garment=worn, product=Product.objects.create(**fields))
    return title


def test_a_title_without_a_film_gets_the_duplicates_with_all_that_hangs_on_it(alice: User) -> None:
    target, duplicate = film("Night Market", "night-market"), film("Night Market", "night-market-2", "a")
    viewer = Visitor(alice.pk, "").viewer()
    Progress.objects.create(viewer=viewer, video=duplicate.video, position=40.0)
    Rating.objects.create(viewer=viewer, title=duplicate, liking=1)
    WatchlistEntry.objects.create(viewer=viewer, title=duplicate)
    Title.objects.filter(pk=duplicate.pk).update(synopsis="A story.")
    moved = titles_merge(duplicate, target)
    assert moved == {"films": 1, "watchlist": 1, "ratings": 1}
    target = Title.objects.get(pk=target.pk)
    assert target.synopsis == "A story." and Progress.objects.get(video__title=target).position == 40.0
    assert Match.objects.get().garment.analysis.video.title == target
    assert Rating.objects.get().title == target and WatchlistEntry.objects.get().title == target
    assert duplicate not in titles_visible(STAFF)


def test_a_second_file_becomes_a_version_and_the_later_position_counts(alice: User, bob: User) -> None:
    target, duplicate = film("Night Market", "night-market", "a"), film("Night Market", "night-market-2", "b")
    first, second = (Visitor(user.pk, "").viewer() for user in (alice, bob))
    now = timezone.now()
    for viewer, title, position, ago in (
        (first, target, 10.0, 60), (first, duplicate, 20.0, 0), (second, target, 30.0, 0), (second, duplicate, 5.0, 60),
    ):  # fmt: skip
        moment = now - timedelta(seconds=ago)
        Progress.objects.create(viewer=viewer, video=title.video, position=position, moment=moment)
    Rating.objects.create(viewer=first, title=target, liking=1)
    Rating.objects.create(viewer=first, title=duplicate, liking=-1)
    titles_merge(duplicate, target)
    kept = Progress.objects.filter(video__title=target)
    assert dict(kept.values_list("viewer", "position")) == {first.pk: 20.0, second.pk: 30.0}
    assert Rating.objects.get(title=target).liking == 1
    edition = Title.objects.get(kind="edition")
    assert (edition.parent, edition.name, edition.video.sha256) == (target, "Version 2", "b")
    assert Match.objects.filter(garment__analysis__video__title=edition).count() == 1


def test_the_same_file_twice_is_one(alice: User) -> None:
    target, duplicate = film("Night Market", "night-market", "a"), film("Night Market", "night-market-2", "a")
    titles_merge(duplicate, target)
    assert not Title.objects.filter(kind="edition").exists() and duplicate not in titles_visible(STAFF)


def test_episodes_and_trailers_move_where_their_place_is_free() -> None:
    target, _ = show_get_or_create("Harbour")
    duplicate = Title.objects.create(kind="show", name="Harbor", slug="harbor")
    episode_get_or_create(target, 1, 1, "Fog")
    for number in (1, 2):
        episode_get_or_create(duplicate, 1, number, f"Part {number}")
    trailer = extra_create(duplicate, Title.Kind.TRAILER)
    assert titles_merge(duplicate, target) == {"seasons": 1, "extras": 1}
    shown = titles_visible(EVERYBODY).filter(season__show=target).order_by("number")
    assert list(shown.values_list("name", flat=True)) == ["Fog", "Part 2"]
    trailer.refresh_from_db()
    assert trailer.parent == target and trailer.trashed is None


def test_what_is_not_of_one_kind_cannot_be_merged() -> None:
    one, show = film("Night Market", "night-market"), show_get_or_create("Harbour")[0]
    for duplicate, target in ((one, show), (one, one)):
        with pytest.raises(UserError):
            titles_merge(duplicate, target)
    assert titles_visible(STAFF).count() == 2


def test_the_admin_asks_which_stays_and_logs_what_moved(admin_client: Client) -> None:
    target, duplicate = film("Night Market", "night-market"), film("Night Market", "night-market-2", "a")
    chosen = {"action": "merge", "_selected_action": [target.pk, duplicate.pk]}
    asked = admin_client.post("/admin/catalog/title/", chosen).content.decode()
    assert "Which title stays?" in asked and titles_visible(STAFF).count() == 2
    assert "This cannot be undone:" in asked
    sent = {"title": [target.pk, duplicate.pk], "target": target.pk}
    page = admin_client.post("/admin/catalog/title/merge/", sent, follow=True).content.decode()
    assert "was merged into" in page and Video.objects.get().title == target
    assert LogEntry.objects.filter(change_message__contains="films: 1").count() == 2
    one = {"action": "merge", "_selected_action": [target.pk]}
    assert "Choose two titles" in admin_client.post("/admin/catalog/title/", one, follow=True).content.decode()


def test_who_may_only_look_merges_nothing(viewing_staff: Client) -> None:
    target, duplicate = film("Night Market", "night-market"), film("Night Market", "night-market-2")
    sent = {"title": [target.pk, duplicate.pk], "target": target.pk}
    assert viewing_staff.post("/admin/catalog/title/merge/", sent).status_code == 403
    assert titles_visible(STAFF).count() == 2
