"""The form of one film, whose file was sent in pieces before the form."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.auth.models import User

from catalog.models import Title
from playback.models import Video
from playback.services import video_ingest
from playback.uploads.models import UploadFile
from tests.catalog.admin.test_show_form import form as show
from tests.catalog.admin.test_show_form import row
from tests.clients import SiteClient
from tests.playback.uploads.conftest import ADDS, MP4, TusClient, kept, staff_with
from trendflix.jobs.models import Job

pytestmark = pytest.mark.django_db
ADD = "/admin/playback/video/add/"
INLINES = {"subtitles-TOTAL_FORMS": "0", "subtitles-INITIAL_FORMS": "0"}
CHAPTERS = {"chapters-TOTAL_FORMS": "0", "chapters-INITIAL_FORMS": "0"}


@pytest.fixture
def editor(alice: User) -> SiteClient:
    """Alice, who adds films to titles that are there, and replaces them."""
    return staff_with(alice, "add_video", "change_video", "view_title", "view_video")


def sent(tus: TusClient, data: bytes, name: str = "My Film.mp4") -> str:
    """Send a film whole; its id."""
    address = tus.begin(len(data), name)
    tus.patch(address, 0, data)
    return address.rstrip("/").rsplit("/", 1)[-1]


def save(client: SiteClient, address: str, **words: object) -> str:
    """Send the form; the page that comes."""
    page: str = client.post(address, {**INLINES, **words}, follow=True).content.decode()
    return page


def test_a_film_that_was_sent_before_is_taken_in_where_it_lies(
    editor: SiteClient, tus: TusClient, title: Title, small: Path
) -> None:
    key = sent(tus, small.read_bytes())
    inode = kept()[0].stat().st_ino
    save(editor, ADD, title=title.pk, film_upload=key)

    video = Video.objects.get()
    assert video.original_name == "My Film.mp4" and Path(video.source.path).stat().st_ino == inode
    assert kept() == [] and not UploadFile.objects.exists() and Job.objects.get(kind="package")


def test_a_film_takes_the_place_of_another(editor: SiteClient, tus: TusClient, film: Path, small: Path) -> None:
    video, _ = video_ingest(Title.objects.create(name="Reel", slug="reel"), film)
    address = f"/admin/playback/video/{video.pk}/change/"
    save(editor, address, title=video.title_id, film_upload=sent(tus, small.read_bytes()), **CHAPTERS)
    video.refresh_from_db()
    assert Path(video.source.path).read_bytes() == small.read_bytes()


def test_a_film_that_is_no_film_is_said_at_its_field_and_not_kept(
    editor: SiteClient, tus: TusClient, title: Title
) -> None:
    page = save(editor, ADD, title=title.pk, film_upload=sent(tus, MP4))
    assert "My Film.mp4: no video that can be read" in page and not Video.objects.exists() and kept() == []
    assert 'name="film_upload" id="id_film_upload"' in page.replace('type="hidden" ', "")


def test_a_film_that_has_not_arrived_whole_is_not_taken(editor: SiteClient, tus: TusClient, title: Title) -> None:
    key = tus.begin(5000, "My Film.mp4").rstrip("/").rsplit("/", 1)[-1]
    assert "has not arrived whole" in save(editor, ADD, title=title.pk, film_upload=key)


def test_anothers_film_or_none_is_not_taken(
    editor: SiteClient, tus: TusClient, other_tus: TusClient, title: Title, small: Path
) -> None:
    for key in (sent(other_tus, small.read_bytes()), str(uuid4())):
        assert "on the server no more" in save(editor, ADD, title=title.pk, film_upload=key)
    assert not Video.objects.exists() and len(kept()) == 1


@pytest.mark.django_db(transaction=True)
def test_films_of_episodes_are_sent_before_the_form_of_their_show(
    alice: User, other_tus: TusClient, small: Path
) -> None:
    desk = staff_with(alice, *ADDS, "add_season", "view_title", "change_title", "change_season")
    address = "/admin/catalog/title/add/"
    key, anothers = sent(TusClient(desk), small.read_bytes()), sent(other_tus, small.read_bytes())
    page = desk.post(address, show("Fjord", ({"number": 1}, [row(1, "Ice", film_upload=anothers)]))).content.decode()
    assert "on the server no more" in page and anothers not in page and not Video.objects.exists()
    rows = [row(1, "Ice", film_upload=key), row(2, "Snow")]
    page = desk.post(address, show("Fjord", ({"number": 1}, rows)), follow=True).content.decode()
    assert "Ice: the film is taken in." in page
    assert Video.objects.get().title.name == "Ice" and not UploadFile.objects.filter(pk=key).exists()


def test_the_field_says_where_pieces_go_and_works_without_scripts(editor: SiteClient) -> None:
    page = editor.get(ADD).content.decode()
    assert 'data-tus="/admin/uploads/filmupload/tus/"' in page and 'type="file" name="film"' in page
    assert "js/uploads/film-field.js" in page and "vendor/tus.min.js" in page and "messages/de.js" not in page
    german = editor.get(ADD, headers={"accept-language": "de"}).content.decode()
    assert german.index("messages/de.js") < german.index("film-field.js")
