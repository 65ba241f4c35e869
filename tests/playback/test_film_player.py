"""The small player on a film's page in the admin."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from playback.models import Subtitle, Video

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(video: Video) -> str:
    """The address of the film's page; the film is there in one file."""
    Video.objects.filter(pk=video.pk).update(package={"progressive": True})
    return f"/admin/playback/video/{video.pk}/change/"


def test_the_page_of_a_film_plays_it_with_its_subtitles(client: Client, carol: User, video: Video, page: str) -> None:
    Subtitle.objects.create(video=video, language="en", label="English")
    client.force_login(carol)
    text = client.get(page).content.decode()
    assert "data-film-player" in text and "/hls/abc/progressive.mp4" in text
    assert 'srclang="en"' in text and '<option value="0">English</option>' in text


def test_a_film_that_is_not_there_in_one_file_has_no_player(
    client: Client, carol: User, video: Video, page: str
) -> None:
    client.force_login(carol)
    Video.objects.update(package={})
    assert "data-film-player" not in client.get(page).content.decode()
    Video.objects.update(package={"progressive": True}, package_key="")
    assert "data-film-player" not in client.get(page).content.decode()


def test_a_new_film_has_no_player(client: Client, carol: User) -> None:
    client.force_login(carol)
    assert "data-film-player" not in client.get("/admin/playback/video/add/").content.decode()


def test_the_player_is_for_who_looks_and_carries_no_session_key(viewing_staff: Client, page: str) -> None:
    text = viewing_staff.get(page).content.decode()
    assert "data-film-player" in text and "the button beside a time" not in text
    assert viewing_staff.session.session_key and viewing_staff.session.session_key not in text
