"""Sends files with Range support (RFC 9110, section 14), or hands them to nginx (X-Accel-Redirect)."""

import gzip
import re
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_vary_headers

from trendflix.core.compression import accepts_gzip

TYPES = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".m4s": "video/iso.segment",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt; charset=utf-8",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".png": "image/png",
}
TEXTS = (".m3u8", ".vtt")
MIN_PACKED_BYTES = 1024
"""A playlist of two hours is 110 KB, and a tenth of that packed."""
CHUNK = 256 * 1024
RANGE = re.compile(r"^bytes=(?!-$)([0-9]{0,18})-([0-9]{0,18})$")


def file_below(root: Path, path: str) -> Path:
    """The regular file at ``path`` below ``root``. Raises ``Http404`` for anything that leads elsewhere.

    Refused: absolute paths, ``..``, backslashes, null bytes, hidden parts, links that leave the folder, and suffixes
    that we do not serve.
    """
    parts = path.split("/")
    if "\\" in path or "\0" in path or "%" in path or any(part in ("", ".", "..") or part[0] == "." for part in parts):
        raise Http404("No such file.")
    found = root.joinpath(*parts)
    if found.suffix not in TYPES or not found.is_file() or not found.resolve().is_relative_to(root.resolve()):
        raise Http404("No such file.")
    return found


def file_response(request: HttpRequest, path: Path, *, max_age: int, public: bool = False) -> HttpResponseBase:
    """The file at ``path``: whole (200), a part (206), nothing new (304), or an impossible part (416)."""
    if settings.SENDFILE == "x-accel":
        response: HttpResponseBase = _by_nginx(path)
    else:
        response = _by_ourselves(request, path)
    response["Cache-Control"] = f"{'public' if public else 'private'}, max-age={max_age}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _by_nginx(path: Path) -> HttpResponse:
    response = HttpResponse(content_type=TYPES[path.suffix])
    inner = quote(str(path.relative_to(settings.MEDIA_ROOT)))
    response["X-Accel-Redirect"] = f"{settings.SENDFILE_X_ACCEL_PREFIX}{inner}"
    return response


def _by_ourselves(request: HttpRequest, path: Path) -> HttpResponseBase:
    state = path.stat()
    is_packed = path.suffix in TEXTS and state.st_size >= MIN_PACKED_BYTES and _takes_packed(request)
    etag, kind = f'"{state.st_mtime_ns:x}-{state.st_size:x}{"-gzip" if is_packed else ""}"', TYPES[path.suffix]
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponseBase = HttpResponse(status=304)
    elif is_packed:
        response = HttpResponse(gzip.compress(path.read_bytes()), content_type=kind)
        response["Content-Encoding"] = "gzip"
    else:
        asked = request.headers.get("Range", "") if request.headers.get("If-Range", etag) == etag else ""
        response = _body(request, path, state.st_size, asked, kind)
    response["ETag"] = etag
    response["Last-Modified"] = formatdate(state.st_mtime, usegmt=True)
    response["Accept-Ranges"] = "bytes"
    if path.suffix in TEXTS:
        patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _takes_packed(request: HttpRequest) -> bool:
    """Whether the whole file is asked for, and may come in gzip."""
    return "Range" not in request.headers and accepts_gzip(request.headers.get("Accept-Encoding", ""))


def _body(request: HttpRequest, path: Path, size: int, asked: str, kind: str) -> HttpResponseBase:
    span = byte_range(asked, size)
    if span is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = span
    partial = bool(RANGE.match(asked))
    body = () if request.method == "HEAD" else _pieces(path, first, last)
    response = StreamingHttpResponse(body, status=206 if partial else 200, content_type=kind)
    response["Content-Length"] = str(last - first + 1)
    if partial:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def byte_range(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a Range header; the whole file where it asks for none we serve; ``None`` if impossible.

    Several ranges in one header are answered with the whole file, as the RFC allows.
    """
    match = RANGE.match(asked)
    if match is None:
        return 0, size - 1
    first, last = match.groups()
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) and size else None
    end = min(int(last), size - 1) if last else size - 1
    return (int(first), end) if int(first) <= end else None


def _pieces(path: Path, first: int, last: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (piece := file.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece
