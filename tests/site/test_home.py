"""The home page of a person: what was begun, what comes next, and taking things off."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from catalog.models import Genre, HomeRow, Season, Title, TitleNeighbour
from playback.models import Progress, Video
from tests.clients import SiteClient, TokenlessClient
from trendflix.accounts.visitors import Visitor

pytestmark = pytest.mark.django_db


def film(name: str, **fields: object) -> Video:
    """A film that plays."""
    title = Title.objects.create(name=name, slug=name.lower(), **fields)
    return Video.objects.create(title=title, package_key="k", duration=4000.0)


def films(count: int) -> list[Video]:
    """Many."""
    return [film(f"Film{number}") for number in range(count)]


def watch(who: User, video: Video, position: float = 760.0) -> None:
    """Say how far somebody got."""
    fields = {"position": position, "watched": position > 3900}
    Progress.objects.create(viewer=Visitor(who.pk, "").viewer(), video=video, **fields)


def signed_in(who: User) -> SiteClient:
    """Their browser."""
    client = SiteClient()
    client.force_login(who)
    return client


def page(client: SiteClient, address: str = "/") -> str:
    """The page in one line."""
    return " ".join(client.get(address).content.decode().split())


def test_what_was_begun_says_what_is_left_and_leads_to_the_player(alice: User) -> None:
    begun = films(3)[0]
    watch(alice, begun)
    shown = page(signed_in(alice))
    row = shown.split(">Continue watching<", 1)[1].split("</section>", 1)[0]
    assert "54 min left" in row and 'href="/watch/film0/?play=1"' in row and 'value="19"' in row
    assert "Continue watching" not in page(SiteClient())


def test_the_large_title_resumes_where_it_was_left(alice: User) -> None:
    watch(alice, films(3)[2])
    shown = page(signed_in(alice))
    assert "Resume 12:40" in shown and "Resume" not in page(SiteClient())


def test_the_next_episode_of_a_show_is_offered(alice: User) -> None:
    show = Title.objects.create(kind="show", name="Shore", slug="shore")
    season = Season.objects.create(show=show, number=1)
    first, second = (film(f"Tide{n}", kind="episode", season=season, number=n) for n in (1, 2))
    films(2)
    watch(alice, first, 4000.0)
    shown = page(signed_in(alice))
    row = shown.split(">Next episodes<", 1)[1].split("</section>", 1)[0]
    assert "S1 E2 · Tide2" in row and f'href="/watch/{second.title.slug}/?play=1"' in row
    assert signed_in(alice).get("/play/shore/")["Location"] == "/watch/tide2/?play=1"
    assert SiteClient().get("/play/shore/")["Location"] == "/watch/tide1/?play=1"


def test_what_nobody_may_see_cannot_be_played(alice: User) -> None:
    hidden = film("Hidden", published=False)
    assert signed_in(alice).get("/play/hidden/").status_code == 404
    assert signed_in(alice).get(f"/still/{hidden.pk}/k.jpg").status_code == 404
    Title.objects.create(kind="show", name="Shore", slug="shore")
    assert SiteClient().get("/play/shore/").status_code == 404


def test_a_still_needs_no_session_and_is_of_the_film_that_is_on_show(settings: object) -> None:
    video = film("Reel")
    still = Path(video.folder / "hls/k/still.jpg")
    still.parent.mkdir(parents=True)
    still.write_bytes(b"jpeg")
    client = SiteClient()
    assert client.get(f"/still/{video.pk}/k.jpg").status_code == 200 and "sessionid" not in client.cookies
    for wrong in (f"/still/{video.pk}/other.jpg", f"/still/{video.pk + 1}/k.jpg", f"/still/{video.pk}/..jpg"):
        assert client.get(wrong).status_code == 404


@pytest.mark.parametrize("way", ["form", "htmx", "api"])
def test_taking_a_film_off_the_row_does_not_mark_it_watched(alice: User, bob: User, way: str) -> None:
    begun = films(2)[0]
    watch(alice, begun)
    watch(bob, begun)
    client = signed_in(alice)
    if way == "api":
        assert client.delete("/api/v1/titles/film0/begun/").status_code == 204
    else:
        answer = client.post("/begun/film0/remove/", headers={"HX-Request": "true"} if way == "htmx" else {})
        assert (answer.status_code, answer.content) == ((200, b"") if way == "htmx" else (302, b""))
    assert "Continue watching" not in page(client) and "Continue watching" in page(signed_in(bob))
    assert not Progress.objects.filter(watched=True).exists()


def test_taking_off_needs_the_token_and_a_title_that_one_may_see(alice: User) -> None:
    watch(alice, films(2)[0])
    bare = TokenlessClient()
    bare.force_login(alice)
    assert bare.post("/begun/film0/remove/").status_code == 403
    assert bare.get("/begun/film0/remove/").status_code == 405
    Title.objects.update(published=False)
    assert signed_in(alice).post("/begun/film0/remove/").status_code == 404
    assert not Progress.objects.filter(removed=True).exists()


def test_rows_further_down_are_headings_until_they_are_near() -> None:
    made = films(40)
    for number in range(8):
        genre = Genre.objects.create(name=f"Genre{number}", slug=f"genre{number}")
        genre.titles.add(*(video.title for video in made[number * 4 : number * 4 + 8]))
    shown = page(SiteClient())
    assert 'hx-get="/rows/?from=3"' in shown
    inline, later = shown.split('class="rails-later"', 1)
    assert inline.count("<card-row") == 3 and "<card-row" not in later and later.count("<h2") == 4
    more = page(SiteClient(), "/rows/?from=3")
    heading = re.compile(r'<h2 id="row-[\w-]+">([^<]+)<')
    assert heading.findall(more)[:4] == heading.findall(later)[:4] and "<html" not in more


@pytest.mark.parametrize("start", ["", "x", "-1", "²", "9" * 30, "99"])
def test_a_wrong_row_number_is_no_error(start: str) -> None:
    films(3)
    assert SiteClient().get("/rows/", {"from": start}).status_code == 200


def test_because_you_watched_names_the_title(alice: User) -> None:
    made = films(30)
    TitleNeighbour.objects.bulk_create(
        TitleNeighbour(title=made[0].title, neighbour=video.title, score=1 - n / 100)
        for n, video in enumerate(made[1:])
    )
    HomeRow.objects.create(kind="for-you", hidden=True)
    watch(alice, made[0], 4000.0)
    client = signed_in(alice)
    assert "Because you watched Film0" in page(client) + page(client, "/rows/?from=3")


def test_a_viewers_home_costs_a_constant_number_of_queries(
    alice: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    made = films(60)
    for video in made[:20]:
        watch(alice, video, 4000.0 if video.pk % 2 else 760.0)
    client = signed_in(alice)
    client.get("/")
    with django_assert_max_num_queries(27):
        client.get("/")


def test_an_editor_finds_every_row_in_the_admin_and_can_hide_one(carol: User, admin_client: SiteClient) -> None:
    films(3)
    assert "Trending now" in page(admin_client, "/admin/catalog/homerow/")
    rows = list(HomeRow.objects.all())
    form: dict[str, object] = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": len(rows), "_save": "Save"}
    for place, row in enumerate(rows):
        form |= {f"form-{place}-id": row.pk, f"form-{place}-position": row.position}
        form |= {f"form-{place}-hidden": "on"} if row.kind == "new" else {}
    assert admin_client.post("/admin/catalog/homerow/", form).status_code == 302
    assert "New here" not in page(SiteClient())
