"""tus 1.0.0 by its clauses: the core protocol, creation, expiration, termination, checksum."""

import fcntl
import hashlib
from base64 import b64encode
from datetime import timedelta
from uuid import UUID

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django import Settings

from playback.uploads.beginning import Chosen, uploads_begin
from playback.uploads.models import UploadFile
from playback.uploads.parts import part_path
from tests.clients import SiteClient, TokenlessClient
from tests.playback.uploads.conftest import MP4, TUS, TusClient, kept, nothing_is_kept, staff_with
from trendflix.jobs.models import Job

pytestmark = pytest.mark.django_db
SIZE = len(MP4)


def part(address: str) -> bytes:
    """What the disk holds of an upload."""
    return part_path(UUID(address.rstrip("/").rsplit("/", 1)[-1])).read_bytes()


def checksum(algorithm: str, data: bytes) -> str:
    """The header."""
    return f"{algorithm} {b64encode(hashlib.new(algorithm, data).digest()).decode()}"


def test_options_names_version_extensions_largest_size_and_checksums(tus: TusClient, settings: Settings) -> None:
    settings.FILM_MAX_BYTES = 1234
    answer = tus.send("OPTIONS", TUS, Tus_Resumable=None)
    assert answer.status_code == 204 and answer["Tus-Version"] == answer["Tus-Resumable"] == "1.0.0"
    assert answer["Tus-Extension"] == "creation,expiration,termination,checksum"
    assert answer["Tus-Max-Size"] == "1234" and answer["Tus-Checksum-Algorithm"] == "sha1,sha256"


@pytest.mark.parametrize("version", [None, "0.2.2"])
def test_another_version_is_refused_with_the_one_that_is_spoken(tus: TusClient, version: str | None) -> None:
    answer = tus.send("POST", TUS, Tus_Resumable=version, Upload_Length=5)
    assert answer.status_code == 412 and answer["Tus-Version"] == "1.0.0" and nothing_is_kept()


def test_creation_answers_with_the_address_and_the_time_of_expiry(tus: TusClient) -> None:
    answer = tus.create(SIZE)
    assert answer.status_code == 201 and answer["Location"].startswith(TUS) and answer["Upload-Expires"].endswith("GMT")
    told = tus.send("HEAD", answer["Location"])
    assert (told.status_code, told["Upload-Offset"], told["Upload-Length"]) == (200, "0", str(SIZE))
    assert (
        told["Cache-Control"] == "no-store" and f"filename {b64encode(b'film.mp4').decode()}" in told["Upload-Metadata"]
    )


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 400),
        ({"Upload_Length": "-1"}, 400),
        ({"Upload_Length": "many"}, 400),
        ({"Upload_Length": "9" * 40}, 400),
        ({"Upload_Defer_Length": "1"}, 400),
        ({"Upload_Length": "5", "Upload_Metadata": "filename not-base64!"}, 400),
        ({"Upload_Length": "5", "Upload_Metadata": "filename Zg==,filename Zg=="}, 400),
        ({"Upload_Length": "5", "Upload_Metadata": "filename /w=="}, 400),
        ({"Upload_Length": "5", "Upload_Metadata": "filename Zi5tcDQ=,head eno="}, 400),
        ({"Upload_Length": "5", "Upload_Metadata": "filename Zi5tcDQ=,film MTIz"}, 404),
    ],
)
def test_a_malformed_creation_is_refused(tus: TusClient, headers: dict[str, str], status: int) -> None:
    assert tus.send("POST", TUS, b"", **headers).status_code == status and nothing_is_kept()


def test_pieces_are_appended_and_the_offset_follows(tus: TusClient) -> None:
    address = tus.begin(SIZE)
    first = tus.patch(address, 0, MP4[:200])
    assert (first.status_code, first["Upload-Offset"]) == (204, "200") and tus.offset(address) == 200
    assert tus.patch(address, 200, MP4[200:])["Upload-Offset"] == str(SIZE) and part(address) == MP4


def test_a_piece_at_another_offset_is_refused_and_changes_nothing(tus: TusClient) -> None:
    address = tus.begin(SIZE)
    tus.patch(address, 0, MP4[:100])
    for offset in (0, 50, 101):
        assert tus.patch(address, offset, MP4[:10]).status_code == 409
    assert part(address) == MP4[:100]


def test_a_piece_of_another_type_is_refused(tus: TusClient) -> None:
    address = tus.begin(SIZE)
    answer = tus.send("PATCH", address, MP4, Upload_Offset=0, **{"Content-Type": "application/octet-stream"})
    assert answer.status_code == 415 and part(address) == b""


@pytest.mark.parametrize("offset", [None, "-1", "x"])
def test_a_piece_needs_its_offset(tus: TusClient, offset: str | None) -> None:
    address, kind = tus.begin(SIZE), {"Content-Type": "application/offset+octet-stream"}
    assert tus.send("PATCH", address, MP4, Upload_Offset=offset, **kind).status_code == 400


def test_more_than_was_announced_is_refused_and_not_kept(tus: TusClient) -> None:
    address = tus.begin(100)
    assert tus.patch(address, 0, MP4).status_code == 413 and part(address) == b""


def test_a_piece_larger_than_proxies_let_through_is_refused_unread(tus: TusClient, settings: Settings) -> None:
    settings.UPLOAD_CHUNK_BYTES = 100
    address = tus.begin(SIZE)
    answer = tus.patch(address, 0, MP4)
    assert answer.status_code == 413 and "at most 100 bytes" in answer.content.decode() and part(address) == b""


def test_a_file_that_is_whole_takes_an_empty_piece_as_often_as_it_comes(tus: TusClient) -> None:
    address = tus.begin(SIZE)
    tus.patch(address, 0, MP4)
    for _ in range(2):
        assert (again := tus.patch(address, SIZE, b"")).status_code == 204 and again["Upload-Offset"] == str(SIZE)
    assert tus.patch(address, 0, MP4).status_code == 409 and part(address) == MP4


def test_a_post_that_means_another_method_is_one(tus: TusClient) -> None:
    address, kind = tus.begin(SIZE), {"Content-Type": "application/offset+octet-stream"}
    answer = tus.send("POST", address, MP4, Upload_Offset=0, X_HTTP_Method_Override="PATCH", **kind)
    assert answer.status_code == 204 and part(address) == MP4
    assert tus.send("GET", address, X_HTTP_Method_Override="PATCH").status_code == 405


def test_a_second_writer_waits_until_the_first_is_done(tus: TusClient) -> None:
    address = tus.begin(SIZE)
    with kept()[0].open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert tus.patch(address, 0, MP4).status_code == 423 and part(address) == b""
    assert tus.patch(address, 0, MP4).status_code == 204


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_piece_is_kept_where_its_checksum_is_right(tus: TusClient, algorithm: str) -> None:
    address = tus.begin(SIZE)
    assert tus.patch(address, 0, MP4, Upload_Checksum=checksum(algorithm, MP4)).status_code == 204
    assert part(address) == MP4


def test_a_piece_is_dropped_where_its_checksum_is_wrong(tus: TusClient) -> None:
    address = tus.begin(SIZE)
    tus.patch(address, 0, MP4[:100])
    answer = tus.patch(address, 100, MP4[100:], Upload_Checksum=checksum("sha1", b"other bytes"))
    assert answer.status_code == 460 and part(address) == MP4[:100]
    assert tus.patch(address, 100, MP4[100:], Upload_Checksum=checksum("sha1", MP4[100:])).status_code == 204


@pytest.mark.parametrize("header", ["md4 AAAA", "sha1 !", "sha1"])
def test_a_checksum_that_cannot_be_checked_is_refused(tus: TusClient, header: str) -> None:
    address = tus.begin(SIZE)
    answer = tus.patch(address, 0, MP4, Upload_Checksum=header)
    assert answer.status_code in (400, 460) and part(address) == b""


def test_termination_leaves_nothing(tus: TusClient) -> None:
    address = tus.begin(SIZE)
    tus.patch(address, 0, MP4[:50])
    assert tus.send("DELETE", address).status_code == 204 and nothing_is_kept()
    assert tus.send("HEAD", address).status_code == tus.patch(address, 50, MP4[50:]).status_code == 404


def test_an_expired_upload_is_gone_and_each_piece_puts_that_off(tus: TusClient, settings: Settings) -> None:
    settings.UPLOAD_HOURS = 1
    address = tus.begin(SIZE)
    UploadFile.objects.update(expires=timezone.now() + timedelta(minutes=1))
    tus.patch(address, 0, MP4[:50])
    assert UploadFile.objects.get().expires > timezone.now() + timedelta(minutes=50)
    UploadFile.objects.update(expires=timezone.now() - timedelta(seconds=1))
    answer = tus.patch(address, 50, MP4[50:])
    assert answer.status_code == 410 and "film.mp4: the upload has expired" in answer.content.decode()


def test_an_upload_whose_part_is_lost_says_so(tus: TusClient) -> None:
    address = tus.begin(SIZE)
    kept()[0].unlink()
    assert tus.send("HEAD", address).status_code == tus.patch(address, 0, MP4).status_code == 410


def test_anothers_upload_is_not_there(tus: TusClient, other_tus: TusClient) -> None:
    address = tus.begin(SIZE)
    for method in ("HEAD", "DELETE"):
        assert other_tus.send(method, address).status_code == 404
    assert other_tus.patch(address, 0, MP4).status_code == 404 and part(address) == b""


def test_an_upload_whose_owner_changed_is_the_new_owners_alone(tus: TusClient, other_tus: TusClient, bob: User) -> None:
    address = tus.begin(SIZE)
    tus.patch(address, 0, MP4[:100])
    UploadFile.objects.update(owner=bob)
    assert tus.patch(address, 100, MP4[100:]).status_code == 404 and part(address) == MP4[:100]
    assert other_tus.patch(address, 100, MP4[100:]).status_code == 204 and part(address) == MP4


def test_a_superuser_sees_everybodys(tus: TusClient, admin_client: SiteClient) -> None:
    assert TusClient(admin_client).offset(tus.begin(SIZE)) == 0


@pytest.mark.parametrize("codenames", [(), ("view_video", "add_title")])
def test_staff_who_may_not_add_or_change_films_can_send_nothing(bob: User, codenames: tuple[str, ...]) -> None:
    answer = TusClient(staff_with(bob, *codenames)).create(SIZE)
    assert answer.status_code == 403 and "may not upload films" in answer.content.decode() and nothing_is_kept()


def test_who_lost_the_right_in_the_middle_can_send_no_more(tus: TusClient, alice: User) -> None:
    address = tus.begin(SIZE)
    User.objects.filter(pk=alice.pk).update(is_staff=False)
    assert tus.patch(address, 0, MP4).status_code == 403 and part(address) == b""


def test_nobody_sends_without_the_token_or_signed_out(tus: TusClient, client: SiteClient, alice: User) -> None:
    assert TusClient(client).create(SIZE).status_code == 403
    stranger = TokenlessClient()
    stranger.force_login(alice)
    answer = stranger.generic("POST", TUS, headers={"Tus-Resumable": "1.0.0", "Upload-Length": "5"})
    assert answer.status_code == 403 and nothing_is_kept()


class NeverRead:
    """A body that must not be read."""

    def read(self, size: int = -1) -> bytes:
        """Fail."""
        raise AssertionError("the body was read")

    readline = read


def test_the_body_of_who_may_not_send_it_is_never_read(client: SiteClient, bob: User, tus: TusClient) -> None:
    address = tus.begin(SIZE)
    client.force_login(bob)
    kind = {"CONTENT_TYPE": "application/offset+octet-stream", "CONTENT_LENGTH": str(30 * 2**20)}
    token = {"HTTP_X_CSRFTOKEN": client.csrf_token(), "HTTP_TUS_RESUMABLE": "1.0.0", "HTTP_UPLOAD_OFFSET": "0"}
    answer = client.request(PATH_INFO=address, REQUEST_METHOD="PATCH", **{"wsgi.input": NeverRead()}, **kind, **token)
    assert answer.status_code == 403 and part(address) == b""


def test_a_film_whose_last_piece_came_as_the_process_died_is_handed_over_when_it_is_asked_about(
    tus: TusClient, alice: User
) -> None:
    (begun,) = uploads_begin(alice.pk, [Chosen("Ferry.mkv", SIZE)])
    assert begun.upload is not None
    part_path(begun.upload.pk).write_bytes(MP4)  # all of it, and nobody was told
    assert tus.offset(f"{TUS}{begun.upload.pk}/") == SIZE
    assert Job.objects.get().kind == "add_film"
    assert tus.offset(f"{TUS}{begun.upload.pk}/") == SIZE and Job.objects.count() == 1
