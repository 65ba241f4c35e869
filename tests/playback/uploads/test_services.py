"""Uploads from the choice of files to the job that adds them, and their end where nobody goes on."""

import errno
import hashlib
from datetime import timedelta
from typing import BinaryIO

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from catalog.models import Title
from playback.models import Video
from playback.uploads import parts
from playback.uploads.beginning import Begun, Chosen, uploads_begin
from playback.uploads.errors import Busy, Conflict, NoRoom
from playback.uploads.garbage import parts_collect
from playback.uploads.models import FilmUpload, UploadFile
from playback.uploads.parts import part_append, part_locked, part_path
from playback.uploads.services import (
    film_add_again,
    film_hand_over,
    film_remove,
    upload_append,
    upload_create,
    upload_remove,
    uploads_expire_job,
)
from tests.playback.uploads.conftest import MP4, kept, nothing_is_kept
from trendflix.jobs.models import Job
from trendflix.jobs.progress import silent

pytestmark = pytest.mark.django_db
SRT = b"1\n00:00:01,000 --> 00:00:02,000\nHi\n"


def begin(owner: User, *paths: str, size: int = len(MP4)) -> list[Begun]:
    """Choose files."""
    return uploads_begin(owner.pk, [Chosen(path, len(SRT) if path.endswith("srt") else size) for path in paths])


def send(upload: UploadFile | None, data: bytes) -> None:
    """All of a file."""
    assert upload is not None
    view = memoryview(data)

    def read(size: int) -> bytes:
        nonlocal view
        piece, view = bytes(view[:size]), view[size:]
        return piece

    upload_append(upload, 0, len(data), read)


def test_files_that_are_chosen_together_become_films(alice: User) -> None:
    begun = begin(alice, "Harbour s01e02.mkv", "Ferry (2020).mkv", "Ferry (2020).de.srt", "notes.txt")
    assert [one.upload.name if one.upload else one.problem.split(":")[0] for one in begun] == [
        "Harbour s01e02.mkv",
        "Ferry (2020).mkv",
        "Ferry (2020).de.srt",
        "notes.txt",
    ]
    values = FilmUpload.objects.order_by("pk").values_list("kind", "name", "year", "show", "season", "number")
    assert list(values) == [("episode", "", None, "Harbour", 1, 2), ("film", "Ferry", 2020, "", None, None)]
    assert list(FilmUpload.objects.order_by("pk").values_list("files_expected", flat=True)) == [1, 2]


def test_a_film_is_handed_over_when_all_its_files_are_there_and_once(alice: User) -> None:
    film, track = begin(alice, "Ferry.mkv", "Ferry.de.srt")
    send(film.upload, MP4)
    assert not Job.objects.exists()
    send(track.upload, SRT)
    row = FilmUpload.objects.get()
    assert row.state == "adding" and Job.objects.get().kind == "add_film"
    assert not film_hand_over(row.pk) and Job.objects.count() == 1


def test_a_film_waits_for_the_name_that_it_lacks(alice: User) -> None:
    (film,) = begin(alice, "Ferry.mkv")
    FilmUpload.objects.update(name=" ")
    send(film.upload, MP4)
    assert not Job.objects.exists()
    FilmUpload.objects.update(name="Ferry")
    assert film_hand_over(FilmUpload.objects.get().pk)


def test_the_same_file_again_goes_on_and_another_of_that_name_is_another(alice: User, bob: User) -> None:
    (first,) = begin(alice, "Ferry.mkv")
    (again,) = begin(alice, "folder/Ferry.mkv")
    assert again.again and again.upload == first.upload
    assert not begin(alice, "Ferry.mkv", size=9)[0].again and not begin(bob, "Ferry.mkv")[0].again
    assert FilmUpload.objects.count() == 3


def test_a_film_that_is_in_the_library_is_not_uploaded_again_until_it_leaves_the_list(alice: User, bob: User) -> None:
    begin(alice, "Ferry.mkv")
    UploadFile.objects.all().delete()
    video = Video.objects.create(title=Title.objects.create(name="Ferry", slug="ferry"))
    FilmUpload.objects.update(state="added", video=video)
    begun = begin(alice, "Ferry.mkv", "Ferry.de.srt", "Night.mkv")
    assert [one.done for one in begun] == [True, True, False] and FilmUpload.objects.count() == 2
    assert not begin(bob, "Ferry.mkv")[0].done
    FilmUpload.objects.filter(state="added").delete()
    assert not begin(alice, "Ferry.mkv")[0].done


def test_a_film_that_is_refused_takes_its_subtitles_along_and_leaves_others_be(alice: User, settings: Settings) -> None:
    settings.UPLOAD_QUOTA_BYTES = 1000
    begun = begin(alice, "Ferry.mkv", "Night.mkv", "Night.srt", size=600)
    assert [one.upload is not None for one in begun] == [True, False, False]
    assert "your unfinished uploads leave" in begun[1].problem and FilmUpload.objects.count() == 1 == len(kept())


def test_choosing_many_files_asks_few_queries_for_those_that_were_begun(
    alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    names = [f"Film {number}.mkv" for number in range(20)]
    begin(alice, *names)
    with django_assert_num_queries(3):
        assert all(one.again for one in begin(alice, *names))


def test_subtitles_that_are_cancelled_are_not_waited_for(alice: User) -> None:
    film, track = begin(alice, "Ferry.mkv", "Ferry.de.srt")
    send(film.upload, MP4)
    assert track.upload is not None
    upload_remove(track.upload)
    assert Job.objects.get().kind == "add_film" and UploadFile.objects.count() == 1


def test_a_film_that_is_cancelled_leaves_nothing(alice: User) -> None:
    film, _track = begin(alice, "Ferry.mkv", "Ferry.de.srt")
    assert film.upload is not None
    upload_remove(film.upload)
    assert nothing_is_kept()


def test_a_film_that_is_being_added_is_stopped_before_it_is_removed(alice: User) -> None:
    (film,) = begin(alice, "Ferry.mkv")
    send(film.upload, MP4)
    row = FilmUpload.objects.get()
    with pytest.raises(Conflict, match="is being added"):
        film_remove(row)
    Job.objects.update(status="failed")
    film_remove(row)
    assert nothing_is_kept()


def test_adding_is_tried_again_while_there_is_something_to_add(alice: User) -> None:
    (film,) = begin(alice, "Ferry.mkv")
    with pytest.raises(Conflict):
        film_add_again(FilmUpload.objects.get())
    send(film.upload, MP4)
    Job.objects.update(status="failed")
    film_add_again(FilmUpload.objects.get())
    assert Job.objects.filter(status="queued").count() == 1


def test_uploads_that_nobody_went_on_with_expire(alice: User) -> None:
    begin(alice, "Old.mkv")
    UploadFile.objects.update(expires=timezone.now() - timedelta(minutes=1))
    begin(alice, "New.mkv")
    done = uploads_expire_job(Job(kind="expire_uploads"), silent)
    assert done["files"] == 1 and [one.name for one in FilmUpload.objects.all()] == ["New"] and len(kept()) == 1


def test_what_is_being_added_does_not_expire(alice: User) -> None:
    (film,) = begin(alice, "Ferry.mkv")
    send(film.upload, MP4)
    UploadFile.objects.update(expires=timezone.now() - timedelta(minutes=1))
    uploads_expire_job(Job(kind="expire_uploads"), silent)
    assert len(kept()) == 1 and UploadFile.objects.exists()


def test_what_was_added_long_ago_leaves_the_list(alice: User) -> None:
    for days in (1, 40):
        row = FilmUpload.objects.create(owner=alice, state="added")
        FilmUpload.objects.filter(pk=row.pk).update(created=timezone.now() - timedelta(days=days))
    uploads_expire_job(Job(kind="expire_uploads"), silent)
    assert FilmUpload.objects.count() == 1


def test_parts_without_a_row_are_garbage(alice: User) -> None:
    upload = upload_create(alice.pk, "a.mp4", 10)
    stray = part_path(upload.pk).with_name("stray.part")
    stray.touch()
    assert list(parts_collect()) == [stray]


def test_bytes_that_arrived_are_kept_when_the_client_leaves(alice: User) -> None:
    upload = upload_create(alice.pk, "a.mp4", 1000)
    pieces = [MP4[:300], b""]
    assert upload_append(upload, 0, 900, lambda size: pieces.pop(0)) == 300
    assert part_path(upload.pk).stat().st_size == 300


def test_a_film_that_is_cut_at_its_last_hundredth_is_added_once_when_the_rest_has_come(alice: User) -> None:
    most = len(MP4) * 99 // 100
    upload = begin(alice, "Ferry.mkv")[0].upload
    pieces = [MP4[:most], b""]
    assert upload is not None and upload_append(upload, 0, len(MP4), lambda size: pieces.pop(0)) == most
    assert not film_hand_over(upload.film_id or 0) and not Job.objects.exists()
    again = begin(alice, "Ferry.mkv")[0]
    assert again.again and again.upload == upload
    upload_append(upload, most, len(MP4) - most, lambda size: MP4[most:])
    assert part_path(upload.pk).read_bytes() == MP4
    assert not film_hand_over(upload.film_id or 0) and Job.objects.get().kind == "add_film"


def test_a_piece_with_a_checksum_is_dropped_when_the_client_leaves(alice: User) -> None:
    upload = upload_create(alice.pk, "a.mp4", 1000)
    pieces = [MP4[:300]]

    def read(size: int) -> bytes:
        if not pieces:
            raise OSError("connection reset")
        return pieces.pop()

    with pytest.raises(OSError, match="reset"):
        upload_append(upload, 0, 900, read, (hashlib.sha1(usedforsecurity=False), b"x"))
    assert part_path(upload.pk).stat().st_size == 0


def test_a_lock_ends_with_the_request_that_holds_it(alice: User) -> None:
    upload = upload_create(alice.pk, "a.mp4", 10)
    with part_locked(upload.pk), pytest.raises(Busy), part_locked(upload.pk):
        pass
    with pytest.raises(RuntimeError), part_locked(upload.pk):
        raise RuntimeError("the process died")
    with part_locked(upload.pk) as part:
        assert part_append(part, lambda size: MP4[:size], 10) == 10


def test_a_disk_that_is_full_is_named_and_what_arrived_is_kept(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = upload_create(alice.pk, "a.mp4", 1000)
    write = parts._write

    def fill(part: BinaryIO, piece: bytes) -> None:
        if part.tell():
            raise OSError(errno.ENOSPC, "No space left on device")
        write(part, piece)

    monkeypatch.setattr(parts, "_write", fill)
    monkeypatch.setattr(parts, "PIECE", 100)
    with pytest.raises(NoRoom, match=r"a\.mp4: the disk is full"):
        upload_append(upload, 0, 500, lambda size: MP4[:size])
    assert part_path(upload.pk).stat().st_size == 100
