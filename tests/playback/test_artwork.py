"""Posters, backdrops and stills made of a film, and chosen by an editor."""

from pathlib import Path

import cv2
import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from catalog.models import Title
from catalog.services import episode_get_or_create, show_get_or_create
from playback.media.artwork.boxes import Area
from playback.models import Artwork, ArtworkFrame, Video
from playback.services import people
from playback.services.artwork import artwork_choose, frames_chosen
from playback.services.garbage import films_collect
from tests.playback.lifecycle import run
from tests.playback.media.artwork.drawn import film_of, plain, view
from trendflix.jobs.models import Job
from trendflix.jobs.services import job_queue

Shape = Artwork.Shape


def packaged_film(title: Title, frames: int = 6) -> Video:
    """A title with a film of drawn views that is packaged as far as rows and its one rendition go."""
    video = Video.objects.create(
        title=title, package_key="abc", duration=2.0 * frames, renditions=[{"width": 640, "height": 360}]
    )
    home = video.folder / "hls" / "abc"
    home.mkdir(parents=True)
    film_of(home / "film.mp4", [view(n) for n in range(frames)]).rename(home / "0.m4s")
    return video


@pytest.fixture
def reel(title: Title) -> Video:
    """A film of six views."""
    return packaged_film(title)


def made(video: Video) -> dict[str, object]:
    """Run the job; its result."""
    job_queue("artwork", video.pk)
    job = run("artwork", video.pk)
    assert job.status == Job.Status.DONE, job.error
    result: dict[str, object] = job.result
    return result


def test_a_film_without_pictures_gets_one_of_each_shape(reel: Video) -> None:
    assert made(reel) == {"frames": 5, "made": ["poster", "backdrop", "still"]}
    title = Title.objects.get(pk=reel.title_id)
    for field, (width, height) in {"poster": (240, 360), "backdrop": (640, 360), "still": (640, 360)}.items():
        picture = cv2.imread(getattr(title, field).path)
        assert picture is not None and picture.shape == (height, width, 3), field
    assert {frame.path.is_file() for frame in reel.artwork_frames.all()} == {True}


def test_a_picture_that_was_uploaded_stays(reel: Video) -> None:
    reel.title.poster.save("mine.jpg", ContentFile(b"mine"))
    assert made(reel)["made"] == ["backdrop", "still"]
    assert Title.objects.get(pk=reel.title_id).poster.name == reel.title.poster.name


def test_the_same_film_again_changes_nothing_and_another_packaging_is_looked_at_anew(
    reel: Video, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    made(reel)
    before = Title.objects.values_list("poster", "backdrop", "still").get()
    assert made(reel) == {"frames": 5, "made": []}
    assert Title.objects.values_list("poster", "backdrop", "still").get() == before
    (reel.folder / "hls" / "abc").rename(reel.folder / "hls" / "def")
    Video.objects.update(package_key="def")
    with django_capture_on_commit_callbacks(execute=True):
        assert made(reel)["made"] == ["poster", "backdrop", "still"]
    keys = set(reel.artwork_frames.values_list("key", flat=True))
    assert [path.name for path in (reel.folder / "artwork").iterdir()] == list(keys)
    posters = list((Path(Title.objects.get().poster.path).parent).iterdir())
    assert len(posters) == 1, "what was replaced is removed"


def test_where_people_are_found_later_the_film_is_looked_at_again(reel: Video, monkeypatch: pytest.MonkeyPatch) -> None:
    made(reel)
    found = {6.0: [Area(0.6, 0.1, 0.3, 0.8)]}
    monkeypatch.setattr(people, "_finders", [lambda pk: ("seen", found)])
    assert made(reel)["made"] == ["poster", "backdrop", "still"]
    first = reel.artwork_frames.get(place=0)
    assert first.time == 6.0 and first.people == [0.6, 0.1, 0.3, 0.8]


def test_what_an_editor_chose_stays_when_the_film_is_looked_at_again(reel: Video) -> None:
    made(reel)
    frame = reel.artwork_frames.get(place=4)
    row = artwork_choose(frame, Shape.POSTER)
    assert row.is_chosen and row.time == frame.time and Title.objects.get().poster.name == row.name
    (reel.folder / "hls" / "abc").rename(reel.folder / "hls" / "def")
    Video.objects.update(package_key="def")
    assert made(reel)["made"] == ["backdrop", "still"]
    assert Title.objects.get().poster.name == row.name


def test_an_episode_gives_its_show_pictures_once(db: None) -> None:
    show, _ = show_get_or_create("Shore")
    first, second = (packaged_film(episode_get_or_create(show, 1, number)[0]) for number in (1, 2))
    assert made(first)["made"] == ["backdrop", "still", "poster", "backdrop", "still"]
    poster = Title.objects.get(pk=show.pk).poster.name
    assert made(second)["made"] == ["backdrop", "still"]
    assert Title.objects.get(pk=show.pk).poster.name == poster != ""


def test_a_film_that_shows_nothing_or_is_gone_is_no_failure(reel: Video) -> None:
    home = reel.folder / "hls" / "abc"
    film_of(home / "black.mp4", [plain(0), plain(0)]).rename(home / "0.m4s")
    assert made(reel) == {"frames": 0, "made": [], "note": "No frame of the film shows anything."}
    (home / "0.m4s").unlink()
    assert "its frames cannot be read" in str(made(reel)["note"])
    Video.objects.update(package_key="")
    assert made(reel) == {"frames": 0, "made": []}


def test_shapes_are_cut_from_frames_that_suit_them() -> None:
    left, right = [0.1, 0.1, 0.2, 0.3], [0.7, 0.1, 0.2, 0.3]
    frames = [
        ArtworkFrame(place=0, score=3.0, people=left),
        ArtworkFrame(place=1, score=2.9, people=right),
        ArtworkFrame(place=2, score=2.0, people=left, is_faces=True),
        ArtworkFrame(place=3, score=1.0),
    ]
    for number, frame in enumerate(frames):
        frame.pk = number + 1
    chosen = frames_chosen(frames)
    assert [chosen[shape].place for shape in (Shape.POSTER, Shape.BACKDROP, Shape.STILL)] == [2, 1, 0]
    assert {frame.place for frame in frames_chosen(frames[:1]).values()} == {0}


def test_frames_that_no_row_names_are_collected(reel: Video) -> None:
    made(reel)
    old = reel.folder / "artwork" / "0123456789abcdef"
    old.mkdir()
    Job.objects.all().delete()
    found = list(films_collect())
    assert old in found and not any(frame.path.parent in found for frame in reel.artwork_frames.all())


def test_an_editor_chooses_another_frame_in_the_admin(admin_client: Client, reel: Video) -> None:
    made(reel)
    url = f"/admin/playback/video/{reel.pk}/artwork/"
    page = admin_client.get(url).content.decode()
    assert page.count("Use the frame at") == 5 * 3 and "frame at" in page
    frame = reel.artwork_frames.get(place=3)
    picture = admin_client.get(f"{url}{frame.pk}.jpg")
    assert picture.status_code == 200 and picture["Content-Type"] == "image/jpeg"
    before = Title.objects.get().still.name
    page = admin_client.post(url, {"choose": f"still:{frame.pk}"}, follow=True).content.decode()
    assert f"The still now shows {frame.time:.0f} s of the film." in page and "(chosen)" in page
    assert Title.objects.get().still.name != before


@pytest.mark.parametrize("choose", ["", "still:", "still:x", "cover:1", "still:99999999999999999999"])
def test_a_choice_that_means_nothing_changes_nothing(admin_client: Client, reel: Video, choose: str) -> None:
    made(reel)
    before = Title.objects.values_list("poster", "backdrop", "still").get()
    assert admin_client.post(f"/admin/playback/video/{reel.pk}/artwork/", {"choose": choose}).status_code in (302, 404)
    assert Title.objects.values_list("poster", "backdrop", "still").get() == before


def test_frames_are_looked_for_again_when_asked(admin_client: Client, reel: Video) -> None:
    admin_client.post(f"/admin/playback/video/{reel.pk}/artwork/", {"choose": "again"})
    assert Job.objects.get().kind == "artwork"


def test_frames_are_the_editors_alone(client: Client, viewing_staff: Client, reel: Video) -> None:
    made(reel)
    url = f"/admin/playback/video/{reel.pk}/artwork/"
    frame = reel.artwork_frames.get(place=0)
    assert client.get(f"{url}{frame.pk}.jpg").status_code == client.get(url).status_code == 302
    page = viewing_staff.get(url)
    assert page.status_code == 200 and "Use the frame at" not in page.content.decode()
    assert viewing_staff.post(url, {"choose": f"still:{frame.pk}"}).status_code == 403
    assert not Artwork.objects.filter(is_chosen=True).exists()


def test_a_frame_of_another_film_is_not_used(admin_client: Client, reel: Video, db: None) -> None:
    made(reel)
    other = packaged_film(Title.objects.create(name="Other", slug="other"))
    frame = reel.artwork_frames.get(place=0)
    url = f"/admin/playback/video/{other.pk}/artwork/"
    assert admin_client.post(url, {"choose": f"still:{frame.pk}"}).status_code == 404
    assert admin_client.get(f"{url}{frame.pk}.jpg").status_code == 404


def test_a_preview_whose_file_is_gone_is_said(admin_client: Client, reel: Video) -> None:
    made(reel)
    frame = reel.artwork_frames.get(place=0)
    frame.path.unlink()
    url = f"/admin/playback/video/{reel.pk}/artwork/"
    assert admin_client.get(f"{url}{frame.pk}.jpg").status_code == 404
    page = admin_client.post(url, {"choose": f"still:{frame.pk}"}, follow=True).content.decode()
    assert "the frame is not there any more" in page
    assert made(reel)["frames"] == 5 and frame.path.is_file()
