"""One viewer at several places at once: two devices, two tabs that sign in, a save on its way."""

import random
from functools import partial

from django.contrib.auth.models import User

from catalog.keeping import watchlist_add
from catalog.models import Title, WatchlistEntry
from playback.models import Progress, Video
from playback.services.progress import progress_save
from shopping.models import Feed, Product, Saved
from tests.concurrency.together import together
from trendflix.accounts.merging import session_adopt
from trendflix.accounts.models import Viewer
from trendflix.accounts.visitors import Visitor


def films(count: int) -> list[Video]:
    """Films of 1,000 s."""
    made = [Title.objects.create(name=f"Film {n}", slug=f"film-{n}") for n in range(count)]
    return [Video.objects.create(title=title, duration=1000.0, package_key="abc") for title in made]


def test_of_positions_of_two_devices_in_any_order_the_newest_moment_stays(alice: User) -> None:
    (video,) = films(1)
    saves = [(position, 1000.0 * (300 - position)) for position in range(300)]  # the later, the younger
    random.Random(0).shuffle(saves)  # noqa: S311 - an order, no secret

    def device(own: list[tuple[int, float]]) -> None:
        for position, age in own:
            progress_save(Visitor(alice.pk, ""), video, float(position), playback_session="", age=age)

    together([partial(device, saves[part::4]) for part in range(4)])
    row = Progress.objects.get()
    assert row.position == 299.0 and Viewer.objects.count() == 1


def test_the_first_things_that_somebody_keeps_at_once_make_one_viewer(alice: User) -> None:
    videos = films(8)
    together([partial(progress_save, Visitor(alice.pk, ""), video, 5.0) for video in videos])
    assert Viewer.objects.count() == 1 and Progress.objects.count() == 8


def test_two_tabs_that_sign_in_at_once_keep_everything_once(alice: User) -> None:
    shop = Feed.objects.create(name="Shop", slug="shop")
    product = Product.objects.create(feed=shop, product_id="1", title="Hat", link="https://x.example/")
    for key in (f"session{n}" for n in range(5)):
        Progress.objects.all().delete()
        session = Viewer.objects.create(session_key=key)
        for video in films(0) or Video.objects.all() or films(4):
            Progress.objects.create(viewer=session, video=video, position=9.0)
        Saved.objects.create(viewer=session, product=product)
        together([partial(session_adopt, key, alice.pk)] * 4)
        (viewer,) = Viewer.objects.all()
        assert viewer.user == alice and Progress.objects.filter(viewer=viewer).count() == 4
        assert Saved.objects.filter(viewer=viewer).count() == 1


def test_sessions_that_are_adopted_at_once_by_one_person_lose_nothing(alice: User) -> None:
    videos = films(6)
    for number in range(6):
        session = Viewer.objects.create(session_key=f"session{number}")
        for video in videos[number:]:
            Progress.objects.create(viewer=session, video=video, position=float(number))
    together([partial(session_adopt, f"session{number}", alice.pk) for number in range(6)])
    assert Viewer.objects.get().user == alice
    assert Progress.objects.count() == 6


def test_a_save_on_its_way_while_its_session_is_adopted_is_kept_by_somebody(alice: User) -> None:
    (video,) = films(1)
    for number in range(10):
        key = f"session{number}"
        progress_save(Visitor(None, key), video, 10.0, playback_session=key, sequence=1)
        save = partial(progress_save, Visitor(None, key), video, 20.0, playback_session=key, sequence=2)
        together([partial(session_adopt, key, alice.pk), save])
        held = Progress.objects.filter(playback_session=key).order_by("-sequence")
        assert held and (held[0].sequence == 2 or held[0].viewer.user == alice)
        Progress.objects.all().delete()


def test_a_title_put_on_the_list_while_the_session_is_adopted_is_kept_by_somebody(alice: User) -> None:
    first, second = (video.title for video in films(2))
    for number in range(10):
        key = f"session{number}"
        watchlist_add(Visitor(None, key), first)
        together([partial(session_adopt, key, alice.pk), partial(watchlist_add, Visitor(None, key), second)])
        assert WatchlistEntry.objects.filter(title=second).count() == 1
        WatchlistEntry.objects.all().delete()
