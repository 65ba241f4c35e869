"""The screen of review and the frames on it, for staff who may look."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from PIL import Image

from playback.models import Video
from shopping.review import frames
from tests.clients import SiteClient
from tests.shopping.review.conftest import RIGHTS, reviewer
from trendflix.core.errors import UserError
from vision.models import Garment

PAGE = "/admin/review/"


@pytest.fixture(autouse=True)
def no_kept_frame() -> None:
    """Frames are kept by film; the next test has other films of the same numbers."""
    cache.clear()


def test_the_page_has_the_filters_and_the_buttons(rose: SiteClient, film: Video) -> None:
    page = rose.get(PAGE).content.decode()
    assert f'<option value="{film.title_id}">Reel</option>' in page and ">Shop</option>" in page
    assert 'data-act="approve"' in page and "data-decide" in page and "style=" not in page


def test_who_may_only_look_gets_no_buttons(alice: User, film: Video) -> None:
    page = reviewer(alice, "view_match").get(PAGE).content.decode()
    assert 'data-act="approve"' not in page and "data-decide" not in page and 'data-act="next"' in page


@pytest.mark.parametrize("rights", [(), tuple(right for right in RIGHTS if right != "view_match")])
def test_staff_without_the_right_are_turned_away(alice: User, top: Garment, rights: tuple[str, ...]) -> None:
    browser = reviewer(alice, *rights)
    assert browser.get(PAGE).status_code == 403
    assert browser.get(f"{PAGE}frames/{top.pk}.jpg").status_code == 403


def test_others_are_asked_to_sign_in_and_see_no_frame(client: SiteClient, bob: User, top: Garment) -> None:
    assert client.get(PAGE).status_code == 302 and client.get(f"{PAGE}frames/{top.pk}.jpg").status_code == 403
    client.force_login(bob)
    assert client.get(PAGE).status_code == 302 and client.get(f"{PAGE}frames/{top.pk}.jpg").status_code == 403


def test_a_frame_is_read_once_and_then_not_modified(
    rose: SiteClient, top: Garment, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[float] = []

    def frame_at(path: Path, t: float) -> Image.Image:
        read.append(t)
        return Image.new("RGB", (200, 100), (200, 30, 30))

    monkeypatch.setattr("vision.film.frames.frame_at", frame_at)
    whole = rose.get(f"{PAGE}frames/{top.pk}.jpg")
    assert whole["Content-Type"] == "image/jpeg" and whole["Cache-Control"] == "private, max-age=3600"
    cut = rose.get(f"{PAGE}frames/{top.pk}.jpg?crop=1")
    assert whole["ETag"] != cut["ETag"] and whole.content != cut.content
    rose.get(f"{PAGE}frames/{top.pk}.jpg")
    assert len(read) == 2
    assert rose.get(f"{PAGE}frames/{top.pk}.jpg", headers={"If-None-Match": whole["ETag"]}).status_code == 304


def test_a_film_without_files_has_no_frame(rose: SiteClient, top: Garment) -> None:
    assert rose.get(f"{PAGE}frames/{top.pk}.jpg").status_code == 404
    assert rose.get(f"{PAGE}frames/999999.jpg").status_code == 404
    with pytest.raises(UserError):
        frames.frame_jpeg(top)


def test_the_largest_rendition_that_is_small_enough_is_read(film: Video) -> None:
    film.renditions = [{"height": 360}, {"height": 540}, {"height": 1080}]
    assert frames.rendition_of(film) == 1
    film.renditions = [{"height": 720}]
    assert frames.rendition_of(film) == 0


def test_the_list_of_matches_leads_to_the_screen(alice: User, film: Video) -> None:
    assert PAGE in reviewer(alice, *RIGHTS).get("/admin/shopping/match/").content.decode()
