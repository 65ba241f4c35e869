"""Accounts and anonymous sessions with what they watched, saved, followed, listed and rated."""

from collections.abc import Iterator
from datetime import timedelta
from math import gcd

from django.contrib.auth.models import User

from catalog.models import Rating, Title, WatchlistEntry
from playback.models import Progress, Video
from shopping.models import ClickOut, Product, Saved
from trendflix.accounts.models import Viewer
from trendflix.demo.scale.rows import Writer, moment
from trendflix.demo.scale.sizes import (
    CLICKS_PER_VIEWER,
    POSITIONS_PER_VIEWER,
    RATINGS_PER_VIEWER,
    SAVED_PER_VIEWER,
    WATCHLIST_PER_VIEWER,
    Sizes,
)
from vision.models import Garment

NO_PASSWORD = "!scale"  # noqa: S105 - marks that nobody can sign in, as Django's unusable passwords do
STEP, STRIDE = timedelta(minutes=3), 7919
MAX_STARS = 5


def audience_seed(sizes: Sizes, writer: Writer) -> None:
    """Write viewers, one half of them accounts, and all that belongs to them."""
    if not sizes.viewers:
        return
    users = writer.write(User, (_user(number) for number in range(-(-sizes.viewers // 2))))
    viewers = writer.write(Viewer, (_viewer(number, users) for number in range(sizes.viewers)))
    watched = Video.objects.exclude(title__kind__in=Title.OF_A_PARENT).order_by("pk")
    videos = list(watched.values_list("pk", "title_id", "duration"))
    titles = list(Title.objects.filter(season=None, parent=None).order_by("pk").values_list("pk", flat=True))
    products = list(Product.objects.order_by("pk").values_list("pk", flat=True))
    writer.write(Progress, _positions(viewers, videos))
    writer.write(Saved, _saved(viewers, products))
    writer.write(ClickOut, _clicks(users, products))
    writer.write(WatchlistEntry, _watchlists(viewers, titles))
    writer.write(Rating, _ratings(viewers, titles))


def _user(number: int) -> User:
    return User(username=f"viewer{number}", password=NO_PASSWORD, date_joined=moment(number))


def _viewer(number: int, users: list[int]) -> Viewer:
    if number % 2 == 0:
        return Viewer(user_id=users[number // 2], created=moment(number))
    return Viewer(session_key=f"scale{number:027d}", created=moment(number))


def _places(number: int, count: int, among: int) -> Iterator[int]:
    """``count`` different places out of ``among``, others for each number; fewer where there are fewer."""
    stride = STRIDE
    while gcd(stride, max(1, among)) != 1:
        stride += 1
    return ((number * 31 + at * stride) % among for at in range(min(count, among)))


def _positions(viewers: list[int], videos: list[tuple[int, int, float]]) -> Iterator[Progress]:
    for number, viewer in enumerate(viewers):
        for order, place in enumerate(_places(number, POSITIONS_PER_VIEWER, len(videos))):
            when = moment(order * len(viewers) + number, STEP / 100)
            watched, (video, _, duration) = order % 3 != 0, videos[place]
            part = 1.0 if watched else (order % 89 + 1) / 90
            yield Progress(
                viewer_id=viewer,
                video_id=video,
                position=round(duration * part, 1),
                watched=watched,
                moment=when,
                updated=when,
            )


def _saved(viewers: list[int], products: list[int]) -> Iterator[Saved]:
    for number, viewer in enumerate(viewers):
        for order, place in enumerate(_places(number, SAVED_PER_VIEWER, len(products))):
            yield Saved(viewer_id=viewer, product_id=products[place], created=moment(order * len(viewers) + number))


def _clicks(users: list[int], products: list[int]) -> Iterator[ClickOut]:
    rows = Garment.objects.order_by("pk").values_list("pk", "analysis__video__title_id")[:10_000]
    worn: list[tuple[int | None, int | None]] = [*rows] or [(None, None)]
    for number, user in enumerate(users):
        for order, place in enumerate(_places(number, 2 * CLICKS_PER_VIEWER, len(products))):
            garment, title = worn[place % len(worn)]
            who = user if order % 2 else None
            when = moment(order * len(users) + number, STEP)
            yield ClickOut(product_id=products[place], garment_id=garment, title_id=title, user_id=who, created=when)


def _watchlists(viewers: list[int], titles: list[int]) -> Iterator[WatchlistEntry]:
    for number, viewer in enumerate(viewers):
        for order, place in enumerate(_places(number * 5 + 2, WATCHLIST_PER_VIEWER, len(titles))):
            when = moment(order * len(viewers) + number, STEP / 10)
            yield WatchlistEntry(viewer_id=viewer, title_id=titles[place], created=when)


def _ratings(viewers: list[int], titles: list[int]) -> Iterator[Rating]:
    """Stars around a quality of the title's own, so that some titles are rated higher than others."""
    for number, viewer in enumerate(viewers):
        for order, place in enumerate(_places(number * 3 + 1, RATINGS_PER_VIEWER, len(titles))):
            stars = min(MAX_STARS, max(1, 1 + place * 7919 % 5 + (number + order) % 3 - 1))
            liking = Rating.Liking.LIKED if stars > 3 else Rating.Liking.DISLIKED if stars < 2 else Rating.Liking.NONE
            when = moment(order * len(viewers) + number, STEP / 20)
            yield Rating(viewer_id=viewer, title_id=titles[place], liking=liking, stars=stars, updated=when)
