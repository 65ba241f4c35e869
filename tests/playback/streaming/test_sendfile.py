"""Serving files: ranges, and paths that lead elsewhere."""

import gzip
from pathlib import Path

import pytest
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from playback.streaming.sendfile import byte_range, file_below, file_response

DATA = bytes(range(256)) * 8


@pytest.fixture
def segment(settings: Settings) -> Path:
    """A media file of 2,048 known bytes."""
    path = Path(settings.MEDIA_ROOT) / "titles" / "1" / "hls" / "0.m4s"
    path.parent.mkdir(parents=True)
    path.write_bytes(DATA)
    return path


def ask(path: Path, method: str = "GET", **headers: str) -> HttpResponseBase:
    """One request for the file."""
    return file_response(RequestFactory(headers=headers).generic(method, "/"), path, max_age=60)


def body(response: HttpResponseBase) -> bytes:
    """All bytes of an answer."""
    assert isinstance(response, StreamingHttpResponse)
    return b"".join(response)


@pytest.mark.parametrize(
    ("asked", "span"),
    [
        ("bytes=0-9", (0, 9)),
        ("bytes=100-", (100, 2047)),
        ("bytes=-48", (2000, 2047)),
        ("bytes=2000-9999", (2000, 2047)),
        ("bytes=-9999", (0, 2047)),
    ],
)
def test_a_part_is_answered_byte_for_byte(segment: Path, asked: str, span: tuple[int, int]) -> None:
    response = ask(segment, range=asked)
    first, last = span
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/2048"
    assert body(response) == DATA[first : last + 1]
    assert response["Content-Length"] == str(last - first + 1)


@pytest.mark.parametrize("asked", ["", "bytes=", "bytes=-", "lines=1-2", "bytes=0-1,5-6"])
def test_no_range_that_we_serve_is_answered_with_the_whole(segment: Path, asked: str) -> None:
    response = ask(segment, range=asked)
    assert response.status_code == 200 and body(response) == DATA


@pytest.mark.parametrize("asked", ["bytes=2048-", "bytes=9-3", "bytes=-0"])
def test_an_impossible_part_is_416(segment: Path, asked: str) -> None:
    response = ask(segment, range=asked)
    assert response.status_code == 416 and response["Content-Range"] == "bytes */2048"


def test_head_says_the_length_and_sends_nothing(segment: Path) -> None:
    response = ask(segment, "HEAD")
    assert response["Content-Length"] == "2048" and body(response) == b""


def test_what_is_known_already_is_304(segment: Path) -> None:
    etag = ask(segment)["ETag"]
    assert ask(segment, **{"if-none-match": etag}).status_code == 304


def test_a_part_of_an_older_file_is_not_mixed_with_the_new(segment: Path) -> None:
    assert ask(segment, range="bytes=0-9", **{"if-range": '"old"'}).status_code == 200


def test_nginx_gets_the_path_and_we_send_no_byte(segment: Path, settings: Settings) -> None:
    settings.SENDFILE = "x-accel"
    response = ask(segment)
    assert response["X-Accel-Redirect"] == "/protected/titles/1/hls/0.m4s"
    assert response["Content-Type"] == "video/iso.segment"


@pytest.mark.parametrize(
    "path",
    ["../2/hls/0.m4s", "hls/../../2/0.m4s", "/etc/passwd", "hls//0.m4s", "hls\\0.m4s", "hls/0.m4s\0.m4s",
     "hls/%2e%2e/0.m4s", ".hidden/0.m4s", "hls/missing.m4s", "hls", ""],
)  # fmt: skip
def test_no_path_trick_reaches_a_file(segment: Path, path: str) -> None:
    with pytest.raises(Http404):
        file_below(segment.parent.parent, path)


def test_a_link_out_of_the_folder_is_not_followed(segment: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.mp4"
    outside.write_bytes(b"secret")
    (segment.parent / "link.mp4").symlink_to(outside)
    with pytest.raises(Http404):
        file_below(segment.parent.parent, "hls/link.mp4")


def test_only_kinds_of_files_that_we_make_are_served(segment: Path) -> None:
    (segment.parent / "notes.txt").write_text("x")
    with pytest.raises(Http404):
        file_below(segment.parent.parent, "hls/notes.txt")


def test_an_empty_file_has_no_part() -> None:
    assert byte_range("bytes=0-", 0) is None


def test_a_long_playlist_comes_packed_to_who_takes_it(segment: Path) -> None:
    playlist = segment.with_name("0.m3u8")
    playlist.write_text("#EXTM3U\n" + "#EXTINF:4.0,\n0.m4s\n" * 1800)
    plain, packed = ask(playlist), ask(playlist, accept_encoding="gzip")
    assert isinstance(packed, HttpResponse) and gzip.decompress(packed.content) == body(plain)
    assert len(packed.content) < playlist.stat().st_size / 10 and packed["Content-Encoding"] == "gzip"
    assert packed["ETag"] != plain["ETag"] and packed["Vary"] == plain["Vary"] == "Accept-Encoding"
    assert ask(playlist, accept_encoding="gzip", if_none_match=packed["ETag"]).status_code == 304


@pytest.mark.parametrize(
    ("name", "size", "headers"),
    [("0.m3u8", 100, {}), ("0.m3u8", 5000, {"range": "bytes=0-9"}), ("1.m4s", 5000, {})],
)
def test_parts_short_texts_and_media_are_never_packed(
    segment: Path, name: str, size: int, headers: dict[str, str]
) -> None:
    file = segment.with_name(name)
    file.write_bytes(b"x" * size)
    assert not ask(file, accept_encoding="gzip", **headers).has_header("Content-Encoding")
