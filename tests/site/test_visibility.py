"""Who sees what: Alice is a viewer, Carol the administrator; whatever is not published is Carol's alone, everywhere."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from catalog.models import Collection, Title
from catalog.selectors import browsed, titles_visible
from catalog.services import (
    collection_titles_set,
    credit_add,
    episode_get_or_create,
    genres_set,
    show_get_or_create,
)
from playback.models import Progress, Video
from playback.selectors import next_video
from playback.streaming.access import stream_url
from shopping.models import ClickOut, Feed, Lookup, Match, Product
from tests.clients import SiteClient
from trendflix.accounts.sight import EVERYBODY
from trendflix.accounts.visitors import Visitor
from vision.models import Analysis, Garment

pytestmark = pytest.mark.django_db
SLUGS = {"film": "harbour-film", "episode": "the-shore-s01e01"}


def played(title: Title) -> Title:
    """The title with a film that plays, in which one garment has a product."""
    genres_set(title, ["Drama"])
    video = Video.objects.create(title=title, package_key="k", duration=100.0)
    for name in ("hls/k/0.m4s", "hls/k/still.jpg", "subtitles/1.vtt", "garments/k/0.webp"):
        path = video.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"data")
    reading = Analysis.objects.create(video=video, key="k", model="m", parser="p")
    worn = Garment.objects.create(analysis=reading, category="top", vector=b"\0\0", model="m")
    feed, _ = Feed.objects.get_or_create(name="Shop", slug="shop")
    fields = {"feed": feed, "product_id": title.slug, "title": "Coat", "link": "https://shop.example/"}
    Match.objects.create(garment=worn, product=Product.objects.create(**fields))
    return title


@pytest.fixture
def shown() -> dict[str, Title]:
    """A film, and a show with two episodes; all published, all with files."""
    show, _ = show_get_or_create("The Shore")
    first, second = (played(episode_get_or_create(show, 1, number, f"Tide {number}")[0]) for number in (1, 2))
    film = played(Title.objects.create(name="Harbour Film", slug=SLUGS["film"]))
    return {"film": film, "show": show, "episode": first, "next": second}


@pytest.fixture(params=["film", "episode"])
def hidden(request: pytest.FixtureRequest, shown: dict[str, Title]) -> Title:
    """A film that is not published, or an episode, itself published, of a show that is not."""
    taken_back = shown["film" if request.param == "film" else "show"]
    Title.objects.filter(pk=taken_back.pk).update(published=False)
    return shown[request.param]


def as_user(user: User) -> Client:
    """A browser in which somebody is signed in."""
    client = SiteClient()
    client.force_login(user)
    return client


PAGES = (
    "/title/{slug}/",
    "/title/{slug}/worn/",
    "/watch/{slug}/",
    "/watch/{slug}/status/",
    "/api/v1/titles/{slug}/",
    "/api/v1/titles/{slug}/progress/",
    "/api/v1/titles/{slug}/timeline/",
    "/api/v1/titles/{slug}/mine/",
)


@pytest.mark.parametrize("address", PAGES)
def test_pages_and_answers_about_a_hidden_title_are_the_administrators(
    alice: User, carol: User, hidden: Title, address: str
) -> None:
    url = address.format(slug=hidden.slug)
    assert as_user(alice).get(url).status_code == SiteClient().get(url).status_code == 404
    assert as_user(carol).get(url).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/", "/browse/", "/rows/?from=0", "/genre/drama/", "/search/?q=shore", "/search/?q=harbour", "/api/v1/titles/"],
)
def test_lists_and_search_leave_out_what_is_hidden(alice: User, carol: User, hidden: Title, address: str) -> None:
    name = "Harbour Film" if hidden.kind == "film" else "The Shore"
    assert f">{name}<" not in as_user(alice).get(address).content.decode()
    assert f'"{name}"' not in as_user(alice).get(address).content.decode()
    if not any(word in address for word in ("q=", "genre", "rows")):
        assert name in as_user(carol).get(address).content.decode()


@pytest.mark.parametrize("path", ["hls/k/0.m4s", "hls/k/still.jpg", "subtitles/1.vtt", "garments/k/0.webp"])
def test_an_address_given_before_a_title_was_hidden_no_longer_works(
    alice: User, carol: User, hidden: Title, path: str
) -> None:
    assert as_user(alice).get(stream_url(hidden.video, Visitor(alice.pk, ""), path)).status_code == 404
    assert as_user(carol).get(stream_url(hidden.video, Visitor(carol.pk, "", True), path)).status_code == 200


@pytest.mark.parametrize(
    ("address", "body"),
    [("progress/", {"position": 5}), ("region/", {"t": 1, "box": [0, 0, 1, 1]}), ("words/", {"words": "coat"})],
)
def test_nothing_is_asked_of_or_kept_for_a_hidden_title(
    alice: User, hidden: Title, address: str, body: dict[str, object]
) -> None:
    url = f"/api/v1/titles/{hidden.slug}/{address}"
    assert as_user(alice).post(url, body, content_type="application/json").status_code == 404
    assert not Progress.objects.exists() and not Lookup.objects.exists()


def test_an_answer_about_a_title_hidden_meanwhile_is_not_given_out(alice: User, carol: User, hidden: Title) -> None:
    asked = [
        Lookup.objects.create(viewer=Visitor(who.pk, "").viewer(), kind="words", video=hidden.video)
        for who in (alice, carol)
    ]
    urls = [f"/api/v1/lookups/{one.pk}/" for one in asked]
    assert as_user(alice).get(urls[0]).status_code == 404 and as_user(carol).get(urls[1]).status_code == 200


def test_a_hidden_title_is_not_offered_to_go_on_with(alice: User, carol: User, hidden: Title) -> None:
    played(Title.objects.create(name="Newer", slug="newer"))
    for who in (alice, carol):
        Progress.objects.create(viewer=Visitor(who.pk, "").viewer(), video=hidden.video, position=30.0)
    assert "Continue watching" not in as_user(alice).get("/").content.decode()
    assert "Continue watching" in as_user(carol).get("/").content.decode()


def test_a_way_out_to_a_shop_does_not_name_a_hidden_title(alice: User, carol: User, hidden: Title) -> None:
    garment = Garment.objects.get(analysis__video__title=hidden)
    product = Product.objects.get(product_id=hidden.slug)
    for who in (alice, carol):
        assert as_user(who).get(f"/go/{product.pk}/?g={garment.pk}").status_code == 302
    assert [click.title_id for click in ClickOut.objects.order_by("pk")] == [None, hidden.pk]


def test_a_garment_of_a_hidden_title_cannot_be_turned_down_or_saved_beside(alice: User, hidden: Title) -> None:
    garment = Garment.objects.get(analysis__video__title=hidden)
    product = Product.objects.get(product_id=hidden.slug)
    browser = as_user(alice)
    assert browser.put(f"/api/v1/dislikes/{garment.pk}/{product.pk}/").status_code == 404
    browser.put(f"/api/v1/saved/{product.pk}/", {"garment": garment.pk}, content_type="application/json")
    assert f"?g={garment.pk}" not in browser.get("/saved/").content.decode()


def test_the_next_episode_is_one_that_the_viewer_may_see(alice: User, carol: User, shown: dict[str, Title]) -> None:
    Title.objects.filter(pk=shown["show"].pk).update(published=False)
    first = shown["episode"].video
    assert next_video(first, Visitor(alice.pk, "")) is None
    assert next_video(first, Visitor(carol.pk, "", True)) == shown["next"].video


def test_publishing_a_show_again_shows_its_episodes_but_those_hidden_themselves(shown: dict[str, Title]) -> None:
    Title.objects.filter(pk=shown["next"].pk).update(published=False)
    Title.objects.filter(pk=shown["show"].pk).update(published=False)
    assert SiteClient().get("/watch/the-shore-s01e01/").status_code == 404
    Title.objects.filter(pk=shown["show"].pk).update(published=True)
    assert SiteClient().get("/watch/the-shore-s01e01/").status_code == 200
    assert SiteClient().get("/watch/the-shore-s01e02/").status_code == 404


def test_a_title_is_shown_between_its_dates_alone(shown: dict[str, Title]) -> None:
    now, hour = timezone.now(), timedelta(hours=1)
    for begin, end, status in [(hour, None, 404), (None, -hour, 404), (-hour, hour, 200), (None, None, 200)]:
        dates = {"publish_at": begin and now + begin, "publish_until": end and now + end}
        Title.objects.filter(pk=shown["show"].pk).update(**dates)
        for address in ("/title/the-shore/", "/title/the-shore-s01e01/", "/watch/the-shore-s01e01/"):
            assert SiteClient().get(address).status_code == status, (address, dates)


def test_a_trailer_is_hidden_with_its_title(shown: dict[str, Title]) -> None:
    trailer = Title.objects.create(kind="trailer", name="Trailer", slug="trailer", parent=shown["film"])
    assert list(titles_visible(EVERYBODY).filter(kind="trailer")) == [trailer]
    assert trailer not in browsed(EVERYBODY)
    Title.objects.filter(pk=shown["film"].pk).update(published=False)
    assert not titles_visible(EVERYBODY).filter(kind="trailer")


@pytest.mark.parametrize("field", ["poster", "backdrop", "still"])
def test_artwork_of_a_hidden_title_is_the_administrators(alice: User, carol: User, hidden: Title, field: str) -> None:
    url = picture(hidden, field)
    assert as_user(alice).get(url).status_code == SiteClient().get(url).status_code == 404
    assert as_user(carol).get(url).status_code == 200
    Title.objects.update(published=True)
    answer = SiteClient().get(url)
    assert answer.status_code == 200 and answer["Cache-Control"].startswith("private")


def test_artwork_that_a_visible_collection_shows_is_visible(hidden: Title, shown: dict[str, Title]) -> None:
    url = picture(hidden, "backdrop")
    collection = Collection.objects.create(name="C", slug="c", backdrop=hidden.backdrop.name)
    assert SiteClient().get(url).status_code == 404, "a collection of nothing is not shown"
    other = Title.objects.create(name="Other", slug="other")
    collection_titles_set(collection, [other])
    assert SiteClient().get(url).status_code == 200
    Collection.objects.update(published=False)
    assert SiteClient().get(url).status_code == 404


def test_a_photograph_is_seen_with_any_title_of_the_person(carol: User) -> None:
    film = Title.objects.create(name="F", slug="f", published=False)
    person = credit_add(film, "Ada Brandt", "actor").person
    person.photo.save("ada.jpg", ContentFile(b"data"))
    assert SiteClient().get(person.photo.url).status_code == 404
    assert as_user(carol).get(person.photo.url).status_code == 200
    Title.objects.update(published=True)
    assert SiteClient().get(person.photo.url).status_code == 200


def picture(title: Title, field: str) -> str:
    """The address of a picture that a title was given."""
    title.refresh_from_db()
    getattr(title, field).save("p.jpg", ContentFile(b"data"))
    url: str = getattr(title, field).url
    return url


def test_only_one_place_compares_whether_a_title_is_published() -> None:
    root = Path(__file__).resolve().parent.parent.parent
    folders = ("catalog", "playback", "vision", "shopping", "trendflix")
    found = (path for folder in folders for path in (root / folder).rglob("*.py"))
    writers = ("demo", "migrations", "models", "models.py")  # these set the field, or name it in an index
    files = (path for path in found if not set(writers) & set(path.parts))
    comparison = re.compile(
        r"(?<!update\()(?<!titles_publish\(queryset, )(?<!pk=title.pk\), )published=True"
        r"|\}published\"|publish_(at|until)__"
    )
    asking = [path for path in files if comparison.search(path.read_text())]
    assert sorted(str(path.relative_to(root)) for path in asking) == [
        "catalog/selectors.py",
        "catalog/visible.py",  # of collections
        "trendflix/site/desk/home.py",  # whether an editor has published anything yet
    ]
