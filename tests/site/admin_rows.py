"""A row for every list of the admin that has actions, and what the actions' forms are sent with."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.db.models import Model
from django.utils import timezone

from catalog.models import Genre, Identification, Title, TrashedTitle
from playback.models import Video
from shopping.models import Feed, Match, Product
from trendflix.jobs.models import Job
from vision.models import Analysis, Garment


def title() -> Title:
    """A film that viewers do not see yet."""
    return Title.objects.create(name="Reel", slug="reel", published=False)


def shown_title() -> Title:
    """A film that viewers see."""
    return Title.objects.create(name="Reel", slug="reel")


def video() -> Video:
    """A film, as far as its row says."""
    return Video.objects.create(title=title(), duration=60.0)


def feed() -> Feed:
    """A shop whose new file is held."""
    return Feed.objects.create(name="Shop", slug="shop", state=Feed.State.HELD, path="/feeds/new.xml")


def job() -> Job:
    """A job on a film that failed."""
    return Job.objects.create(kind="package", subject_id=video().pk, status="failed")


def open_job() -> Job:
    """One that waits for a worker."""
    return Job.objects.create(kind="package", subject_id=video().pk)


def paused_job() -> Job:
    """One that is paused."""
    return Job.objects.create(kind="package", subject_id=video().pk, status="paused")


def match() -> Match:
    """A suggestion."""
    analysis = Analysis.objects.create(video=video(), model="m")
    garment = Garment.objects.create(analysis=analysis, category="top", score=0.9, vector=b"")
    product = Product.objects.create(feed=feed(), product_id="P1", title="Red top", link="https://shop.example/1")
    return Match.objects.create(garment=garment, product=product, score=0.9)


def decided_match() -> Match:
    """A match on which somebody has decided."""
    found = match()
    Match.objects.update(status="approved", decided_by=User.objects.first())
    return found


def viewer() -> User:
    """An account that is no member of staff, with an address."""
    return User.objects.create_user("vera", "vera@example.com", "vera-password")


def disabled_viewer() -> User:
    """One that cannot sign in."""
    return User.objects.create_user("vera", "vera@example.com", is_active=False)


def identification() -> Identification:
    """A film of which several at TMDB have the name."""
    return Identification.objects.create(title=title(), state="ambiguous")


def trashed() -> TrashedTitle:
    """A title in the trash."""
    return TrashedTitle.objects.create(name="Reel", slug="reel", trashed=timezone.now())


def product() -> Product:
    """Something that is sold."""
    return Product.objects.create(feed=feed(), product_id="P1", title="Red top", link="https://shop.example/1")


def hidden_product() -> Product:
    """Something that nobody sees."""
    found = product()
    Product.objects.update(hidden=True)
    return found


Row = Callable[[], Model]
ROWS: dict[str, Row] = {
    "catalog.title": title,
    "playback.video": video,
    "shopping.feed": feed,
    "shopping.match": match,
    "jobs.job": job,
    "auth.user": viewer,
    "catalog.identification": identification,
    "catalog.trashedtitle": trashed,
    "shopping.product": product,
}
"""Model → a row on which its actions do something."""
SPECIAL: dict[str, Row] = {
    "catalog.title.unpublish": shown_title,
    "auth.user.enable": disabled_viewer,
    "jobs.job.cancel": open_job,
    "jobs.job.pause": open_job,
    "jobs.job.resume": paused_job,
    "shopping.product.show": hidden_product,
    "shopping.match.undo": decided_match,
}
"""Action → another row, where it does nothing on that of its model."""

ASKING = ("catalog.title.merge", "catalog.trashedtitle.delete_for_good")
"""Actions that lead to a page of their own, which has its own tests; they change nothing themselves."""


def form_of(action: str) -> dict[str, object]:
    """What the form of an action that asks for more is sent with."""
    if action in ("catalog.title.genres_add", "catalog.title.genres_remove"):
        drama, _ = Genre.objects.get_or_create(name="Drama", slug="drama")
        return {"apply": "1", "genres": [drama.pk]}
    if action == "catalog.title.rating_set":
        return {"apply": "1", "certificate": "FSK 12"}
    return {"highest": "0", "quality": "balanced"} if action == "playback.video.package_again" else {}
