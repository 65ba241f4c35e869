"""A published title of which nothing can be played yet: it is shown as coming soon and never offered to be played."""

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile

from catalog.models import Title
from catalog.services import episode_get_or_create, genres_set, show_get_or_create
from playback.models import Progress, Video
from tests.clients import SiteClient
from trendflix.accounts.visitors import Visitor
from trendflix.jobs.services import job_queue

pytestmark = pytest.mark.django_db
ADD = "/admin/catalog/title/add/"


def text(address: str, user: User | None = None) -> str:
    """The page as somebody sees it."""
    client = SiteClient()
    if user is not None:
        client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def film(name: str, *, key: str = "k", backdrop: bool = False) -> Title:
    """A film, packaged where there is a key."""
    title = Title.objects.create(name=name, slug=name.lower())
    if backdrop:
        title.backdrop.save("b.jpg", ContentFile(b"jpeg"))
    genres_set(title, ["Drama"])
    Video.objects.create(title=title, package_key=key, duration=100.0 if key else 0.0)
    return title


def rail(page: str, name: str) -> str:
    """The part of the home page below a rail's heading."""
    return page.split(f">{name}</h2>", 1)[1].split("</section>", 1)[0]


def test_a_title_made_in_the_admin_without_a_film_is_soon_on_every_page(carol: User, alice: User) -> None:
    desk = SiteClient()
    desk.force_login(carol)
    form = {"kind": "film", "name": "Coming", "slug": "coming", "published": "on"}
    assert desk.post(ADD, form | {"credits-TOTAL_FORMS": 0, "credits-INITIAL_FORMS": 0}).status_code == 302
    for address in ("/", "/title/coming/", "/search/?q=coming", "/watch/coming/", "/watch/coming/status/"):
        for who in (alice, carol, None):
            page = text(address, who)
            assert "Soon" in page and ">Play<" not in page and 'href="/watch/coming/' not in page, (address, who)


def test_it_is_never_the_large_one_nor_among_what_can_be_watched() -> None:
    film("Older")
    film("Playable")
    film("Coming", key="", backdrop=True)
    page = text("/")
    hero = page.split('class="hero"', 1)[1].split("</section>", 1)[0]
    assert "Playable" in hero and 'href="/watch/playable/?play=1"' in hero
    assert "Older" in rail(page, "New here") and "Coming" not in rail(page, "New here")
    assert "Coming" in rail(page, "Soon") and "Soon</span>" in rail(page, "Soon")


def test_a_library_of_nothing_but_soon_has_no_large_one() -> None:
    film("Coming", key="", backdrop=True)
    page = text("/")
    assert "Nothing to watch yet" in page and 'class="hero"' not in page and "Coming" in rail(page, "Soon")


def test_a_library_of_many_that_come_soon_still_shows_what_plays() -> None:
    film("Playable")
    for number in range(130):
        Title.objects.create(name=f"Coming {number}", slug=f"coming-{number}")
    assert 'href="/watch/playable/?play=1"' in text("/")


def test_a_film_is_soon_until_it_is_packaged() -> None:
    title = film("Reel", key="")
    job_queue("package", title.video.pk)
    assert "Soon" in text("/title/reel/") and "Being prepared" in text("/watch/reel/")
    Video.objects.update(package_key="k")
    assert "Soon" not in text("/title/reel/") and 'href="/watch/reel/?play=1"' in text("/title/reel/")


def test_a_show_is_soon_until_an_episode_that_people_see_can_be_played(carol: User) -> None:
    show, _ = show_get_or_create("Shore")
    assert "Soon" in text("/title/shore/")
    episode, _ = episode_get_or_create(show, 1, 1, "Tide")
    episode_get_or_create(show, 1, 2, "Ebb")
    Video.objects.create(title=episode, package_key="k")
    page = text("/title/shore/")
    assert page.count('<span class="soon">Soon</span>') == 1, "the second episode has no film"
    film("Newer")
    assert "Shore" in rail(text("/"), "New here")
    Title.objects.filter(pk=episode.pk).update(published=False)
    assert "Shore" in rail(text("/"), "Soon") and "Shore" in rail(text("/", carol), "New here")


def test_an_episode_that_plays_shows_its_still_on_the_page_of_its_show() -> None:
    episode, _ = episode_get_or_create(show_get_or_create("Shore")[0], 1, 1, "Tide")
    Video.objects.create(title=episode, package_key="k")
    assert f"/still/{Video.objects.get().pk}/k.jpg" in text("/title/shore/")


def test_the_api_says_so() -> None:
    film("Playable")
    film("Coming", key="")
    rows = SiteClient().get("/api/v1/titles/").json()["results"]
    assert {row["slug"]: row["soon"] for row in rows} == {"playable": False, "coming": True}
    assert SiteClient().get("/api/v1/titles/coming/").json()["soon"] is True


def test_a_film_that_was_begun_and_is_replaced_is_not_offered_to_go_on_with(alice: User) -> None:
    title = film("Reel")
    film("Newer")
    Progress.objects.create(viewer=Visitor(alice.pk, "").viewer(), video=title.video, position=30.0)
    assert "Continue watching" in text("/", alice)
    Video.objects.filter(title=title).update(package_key="")
    assert "Continue watching" not in text("/", alice)


def test_the_page_to_watch_it_asks_again_and_loads_the_player_once_there_is_a_film() -> None:
    title = Title.objects.create(name="Coming", slug="coming")
    assert 'hx-get="/watch/coming/status/"' in text("/watch/coming/")
    assert "HX-Refresh" not in SiteClient().get("/watch/coming/status/")
    Video.objects.create(title=title, package_key="k")
    assert SiteClient().get("/watch/coming/status/")["HX-Refresh"] == "true"
