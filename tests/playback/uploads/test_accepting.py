"""What is taken: kinds of files by name and first bytes, sizes, quotas, the disk's room."""

import shutil
import subprocess
from pathlib import Path

import imageio_ffmpeg
import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from playback.uploads.accepting import head_check, in_words, is_film, kind_of_name
from playback.uploads.errors import NoRoom, Refused, TooLarge, WrongType
from playback.uploads.models import UploadFile
from playback.uploads.services import upload_create
from tests.films import make_film
from tests.playback.uploads.conftest import MP4, TusClient, kept, nothing_is_kept

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Film.MKV", "film"), ("a.b.m2ts", "film"), ("a.de.srt", "subtitles"), ("poster.JPG", "picture")],
)
def test_the_ending_of_a_name_tells_its_kind(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind


@pytest.mark.parametrize("name", ["setup.exe", "film.mp4.zip", "film", ".mp4", "list.m3u8", "page.html", "pic.svg"])
def test_other_endings_are_refused_with_those_that_are_taken(name: str) -> None:
    with pytest.raises(WrongType, match=r"\.mkv.*\.mp4"):
        kind_of_name(name)


@pytest.mark.parametrize("ending", ["mp4", "mov", "mkv", "webm", "avi", "mpg", "ts", "m2ts", "wmv", "flv", "ogv"])
def test_the_beginning_of_every_container_that_is_taken_is_known(ending: str, tmp_path: Path) -> None:
    film = make_film(tmp_path / "film.mp4", seconds=0.5, sound=False)
    other = tmp_path / f"other.{ending}"
    words = {"webm": ["-c:v", "libvpx"], "ogv": ["-c:v", "libtheora"], "wmv": ["-c:v", "wmv2"]}
    codec = words.get(ending, ["-c", "copy"] if ending not in ("mpg", "avi") else ["-c:v", "mpeg2video"])
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(film), *codec, str(other)]
    subprocess.run(command, check=True, timeout=60)
    assert is_film(other.read_bytes()[:512])


@pytest.mark.parametrize(
    "head",
    [b"PK\x03\x04" + bytes(500), b"%PDF-1.7" + bytes(500), b"\x7fELF" + bytes(500), b"MZ" + bytes(500)]
    + [b"#EXTM3U\n#EXT-X", b"<html>", PNG, b"GGGG" * 20, b"", b"RIFF\x00\x00\x00\x00WAVE"],
)
def test_other_files_are_not_taken_for_films(head: bytes) -> None:
    assert not is_film(head)


@pytest.mark.parametrize(
    ("role", "head", "fits"),
    [
        ("subtitles", b"1\n00:00:01,000 --> 00:00:02,000\nHi\n", True),
        ("subtitles", "WEBVTT".encode("utf-16"), True),
        ("subtitles", MP4, False),
        ("poster", PNG, True),
        ("still", b"RIFF\x10\x00\x00\x00WEBPVP8 ", True),
        ("poster", b"<svg onload=alert(1)>", False),
    ],
)
def test_subtitles_and_pictures_are_known_by_their_beginning_too(role: str, head: bytes, fits: bool) -> None:
    if fits:
        head_check("a", role, head)
        return
    with pytest.raises(WrongType, match="not what its name says"):
        head_check("a", role, head)


@pytest.mark.parametrize(
    ("size", "words"), [(10, "1 KiB"), (2048, "2 KiB"), (2**20, "1.0 MiB"), (3 * 2**30, "3.0 GiB")]
)
def test_sizes_are_told_in_words(size: int, words: str) -> None:
    assert in_words(size) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "size", "role", "error", "words"),
    [
        ("film.exe", 10, "film", WrongType, "no film, subtitles or picture"),
        ("film.srt", 10, "film", WrongType, "cannot be used here"),
        ("film.mp4", 0, "film", WrongType, "empty"),
        ("film.mp4", 2 * 2**20, "film", TooLarge, "it has 2.0 MiB; the site takes up to 1.0 MiB"),
        ("film.srt", 6 * 2**20, "subtitles", TooLarge, "takes up to 5.0 MiB"),
    ],
)
def test_what_is_not_taken_is_refused_before_a_byte_moves(
    alice: User, settings: Settings, name: str, size: int, role: str, error: type[Refused], words: str
) -> None:
    settings.FILM_MAX_BYTES = 2**20
    with pytest.raises(error, match=words):
        upload_create(alice.pk, name, size, role)
    assert nothing_is_kept()


@pytest.mark.django_db
def test_a_name_climbs_out_of_no_folder(alice: User) -> None:
    upload = upload_create(alice.pk, "..\\..//etc/../../Mein\x00 Film.mp4", 10)
    assert upload.name == "Mein Film.mp4" and [path.name for path in kept()] == [f"{upload.pk.hex}.part"]


@pytest.mark.django_db
def test_more_than_a_persons_quota_is_refused_and_others_have_theirs(
    alice: User, bob: User, settings: Settings
) -> None:
    settings.UPLOAD_QUOTA_BYTES = 100
    upload_create(alice.pk, "a.mp4", 60)
    with pytest.raises(TooLarge, match="your unfinished uploads leave 1 KiB"):
        upload_create(alice.pk, "b.mp4", 50)
    upload_create(bob.pk, "b.mp4", 100)
    assert UploadFile.objects.count() == len(kept()) == 2


@pytest.mark.django_db
def test_too_many_unfinished_files_are_refused(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playback.uploads.limits.MAX_FILES", 1)
    upload_create(alice.pk, "a.mp4", 6)
    with pytest.raises(TooLarge, match="1 unfinished uploads"):
        upload_create(alice.pk, "b.mp4", 6)


@pytest.mark.django_db
def test_the_disks_room_is_promised_once(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)
    first = upload_create(alice.pk, "a.mp4", 700)
    with pytest.raises(NoRoom, match="has room for 1 KiB"):
        upload_create(alice.pk, "b.mp4", 400)
    (kept()[0]).write_bytes(bytes(700))
    upload_create(alice.pk, "b.mp4", 400)
    assert UploadFile.objects.exclude(pk=first.pk).get().size == 400


@pytest.mark.django_db
def test_a_beginning_that_is_told_is_looked_at_before_a_byte_moves(tus: TusClient) -> None:
    answer = tus.create(5000, "film.mp4", head=b"%PDF-1.7".hex())
    assert answer.status_code == 415 and "not what its name says" in answer.content.decode() and nothing_is_kept()


@pytest.mark.django_db
@pytest.mark.parametrize("pieces", [(5000,), (100, 4900), (512, 4488)])
def test_a_file_of_a_forbidden_kind_is_gone_with_its_first_bytes(tus: TusClient, pieces: tuple[int, ...]) -> None:
    address, offset, statuses = tus.begin(5000, "film.mp4"), 0, []
    for size in pieces:
        statuses.append(tus.patch(address, offset, (b"MZ" + bytes(4998))[offset : offset + size]).status_code)
        offset += size
    assert 415 in statuses and nothing_is_kept()
