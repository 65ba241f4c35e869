"""Uploaded films in the library: title, file, subtitles, pictures; what fails says why and loses nothing good."""

from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from django.contrib.auth.models import User
from PIL import Image

from catalog.models import Title
from playback.models import Subtitle, Video
from playback.services import ingest
from playback.uploads import adding
from playback.uploads.beginning import Chosen, uploads_begin
from playback.uploads.describing import film_describe
from playback.uploads.models import FilmUpload, UploadFile
from playback.uploads.parts import part_path
from playback.uploads.services import film_add_again, film_hand_over
from tests.films import make_film
from tests.playback.lifecycle import run
from tests.playback.uploads.conftest import MP4, kept
from trendflix.jobs.models import Job

pytestmark = pytest.mark.django_db
SRT = b"1\n00:00:00,100 --> 00:00:00,900\nGuten Abend.\n"


@pytest.fixture
def clip(tmp_path: Path) -> bytes:
    """A film of half a second."""
    return make_film(tmp_path / "clip.mp4", seconds=0.5, sound=False).read_bytes()


def picture(kind: str = "PNG") -> bytes:
    """A small one."""
    out = BytesIO()
    Image.new("RGB", (20, 30), "red").save(out, kind)
    return out.getvalue()


def uploaded(owner: User, **files: bytes) -> FilmUpload:
    """A film whose files, by their names, have all arrived; ``__`` stands for a point."""
    named = {name.replace("__", "."): data for name, data in files.items()}
    begun = uploads_begin(owner.pk, [Chosen(name, len(data)) for name, data in named.items()])
    for one, data in zip(begun, named.values(), strict=True):
        assert one.upload is not None, one.problem
        part_path(one.upload.pk).write_bytes(data)
    row = FilmUpload.objects.order_by("-pk")[0]
    assert film_hand_over(row.pk)
    return row


def added(row: FilmUpload) -> FilmUpload:
    """After its job."""
    run("add_film", row.pk)
    row.refresh_from_db()
    return row


def test_a_film_with_its_subtitles_and_poster_is_in_the_library_unpublished(alice: User, clip: bytes) -> None:
    files = {"Ferry (2020)__mp4": clip, "Ferry (2020)__de__srt": SRT, "poster__png": picture()}
    row = added(uploaded(alice, **files))
    video = Video.objects.get()
    assert (row.state, row.video, row.notes) == ("added", video, [])
    assert (video.title.name, video.title.year, video.title.published) == ("Ferry", 2020, False)
    assert Path(video.source.path).read_bytes() == clip and Subtitle.objects.get().language == "de"
    assert video.title.poster.read() == picture() and kept() == [] and not UploadFile.objects.exists()
    assert Job.objects.get(kind="package").subject_id == video.pk


def test_the_file_is_moved_not_copied(alice: User, clip: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    row = uploaded(alice, Ferry__mp4=clip)
    inode = kept()[0].stat().st_ino
    assert Path(added(row).video.source.path).stat().st_ino == inode  # type: ignore[union-attr]  # it was added


def test_an_episode_goes_to_its_show_and_its_poster_to_a_show_without_one(alice: User, clip: bytes) -> None:
    files = {"Harbour s01e02__mp4": clip, "Harbour s01e02-poster__jpg": picture("JPEG")}
    row = added(uploaded(alice, **files))
    assert row.video is not None
    episode = row.video.title
    assert (episode.number, episode.season.number if episode.season else None) == (2, 1)
    show = Title.objects.get(kind="show")
    assert show.poster and not show.published and not episode.published


def test_what_is_typed_while_it_is_added_reaches_the_title(
    alice: User, clip: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, real = uploaded(alice, Ferry__mp4=clip), ingest.film_probe

    def typed(path: Path, name: str) -> object:
        assert film_describe(FilmUpload.objects.get(), {"name": "The last ferry", "year": "2019"}) == {}
        return real(path, name)

    monkeypatch.setattr(ingest, "film_probe", typed)
    assert added(row).video is not None
    assert Title.objects.values_list("name", "year").get() == ("The last ferry", 2019)


def test_a_name_typed_later_renames_the_title_and_nothing_else_can_be_changed(alice: User, clip: bytes) -> None:
    row = added(uploaded(alice, Ferry__mp4=clip))
    film_describe(row, {"name": "The last ferry"})
    assert Title.objects.get().name == "The last ferry" and Title.objects.get().year is None


def test_a_file_that_is_no_film_fails_with_its_name_and_nothing_of_it_stays(alice: User) -> None:
    row = uploaded(alice, Ferry__mp4=MP4, Ferry__srt=SRT)
    job = run("add_film", row.pk)
    assert job.status == "failed" and job.error.startswith("Ferry.mp4: ")
    assert kept() == [] and not Title.objects.exists() and not UploadFile.objects.exists()


def test_an_episode_that_has_a_film_keeps_it_until_replacing_is_meant(alice: User, clip: bytes, film: Path) -> None:
    added(uploaded(alice, **{"Harbour s01e02__mp4": clip}))
    second = uploaded(alice, **{"Harbour s01e02__mkv": film.read_bytes()})
    job = run("add_film", second.pk)
    assert job.status == "failed" and "has a film already (Harbour s01e02.mp4)" in job.error and len(kept()) == 1
    assert film_describe(FilmUpload.objects.get(pk=second.pk), {"replace": True}) == {}
    film_add_again(FilmUpload.objects.get(pk=second.pk))
    assert added(second).state == "added" and Video.objects.get().original_name == "Harbour s01e02.mkv"


def test_bad_subtitles_and_pictures_are_noted_and_the_film_is_added(alice: User, clip: bytes) -> None:
    row = added(uploaded(alice, Ferry__mp4=clip, Ferry__srt=b"no times", poster__png=b"\x89PNG\r\n\x1a\nbroken"))
    assert row.state == "added" and len(row.notes) == 2
    assert "Ferry.srt" in row.notes[0] and row.notes[1] == "poster.png: it cannot be read as a picture."


def test_a_job_that_was_killed_after_the_film_was_added_ends_what_it_began(
    alice: User, clip: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = uploaded(alice, Ferry__mp4=clip, Ferry__srt=SRT)

    def killed(upload: FilmUpload, video: Video, notes: list[str]) -> list[UUID]:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(adding, "_settle", killed)
        with pytest.raises(KeyboardInterrupt):
            run("add_film", row.pk)
    assert added(row).state == "added" and Title.objects.count() == Video.objects.count() == 1 and kept() == []
    assert Subtitle.objects.count() == 1


def test_a_film_whose_part_was_lost_says_so(alice: User, clip: bytes) -> None:
    row = uploaded(alice, Ferry__mp4=clip)
    kept()[0].unlink()
    assert "not on the server any more" in run("add_film", row.pk).error
