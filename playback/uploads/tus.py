"""The addresses of tus 1.0.0: ``tus/`` (OPTIONS, POST) and ``tus/<id>/`` (OPTIONS, HEAD, PATCH, DELETE).

Bodies are read in pieces and never by Django itself; who may not send them is answered before the first is read.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext

from playback.uploads import protocol
from playback.uploads.errors import Gone, NoRoom, Refused
from playback.uploads.models import FilmUpload, UploadFile
from playback.uploads.parts import part_offset
from playback.uploads.permissions import files_of, films_of, sending_check
from playback.uploads.services import expiry, upload_append, upload_create, upload_end, upload_remove
from trendflix.core.errors import disk_full

Address = Callable[[UUID], str]
"""The address of an upload."""
BAD_METHOD = 405
CLIENT_LEFT = 408


def answered(request: HttpRequest, methods: dict[str, Callable[[], HttpResponse]]) -> HttpResponse:
    """What the meant method answers, with the headers that every answer has; errors as one line of text."""
    method = protocol.method_of(request)
    try:
        sending_check(request.user)
        if method != "OPTIONS":
            protocol.version_check(request)
        response = methods[method]() if method in methods else _plain(BAD_METHOD, gettext("There is no such method."))
    except Refused as refused:
        response = _plain(refused.status, str(refused))
    except Http404:
        response = _plain(404, gettext("There is no such upload."))
    except PermissionDenied as denied:
        response = _plain(403, str(denied))
    except (DatabaseError, OSError) as fault:
        if (full := disk_full(fault)) is None:
            raise
        response = _plain(NoRoom.status, str(full))
    response["Tus-Resumable"] = protocol.VERSION
    response["Cache-Control"] = "no-store"
    if response.status_code == protocol.WrongVersion.status:
        response["Tus-Version"] = protocol.VERSION
    return response


def uploads(request: HttpRequest, address: Address) -> HttpResponse:
    """``OPTIONS`` tells what the server can do, ``POST`` begins an upload."""
    return answered(request, {"OPTIONS": options, "POST": lambda: _create(request, address)})


def upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One upload: how far it is (``HEAD``), more of it (``PATCH``), its end (``DELETE``)."""
    methods = {
        "OPTIONS": options,
        "HEAD": lambda: _head(_found(request, pk)),
        "PATCH": lambda: _patch(request, _found(request, pk)),
        "DELETE": lambda: _delete(_found(request, pk)),
    }
    return answered(request, methods)


def options() -> HttpResponse:
    """What the server can do."""
    response = HttpResponse(status=204)
    response["Tus-Version"] = protocol.VERSION
    response["Tus-Extension"] = protocol.EXTENSIONS
    response["Tus-Max-Size"] = str(settings.FILM_MAX_BYTES)
    response["Tus-Checksum-Algorithm"] = ",".join(protocol.ALGORITHMS)
    return response


def _create(request: HttpRequest, address: Address) -> HttpResponse:
    size, told = protocol.number(request, "Upload-Length"), protocol.metadata(request)
    made = upload_create(
        request.user.pk or 0,
        told.get("filename") or told.get("name") or "film",
        size,
        told.get("role") or UploadFile.Role.FILM,
        film=_film(request, told),
        head=_bytes(told.get("head", "")),
    )
    response = HttpResponse(status=201)
    response["Location"] = address(made.pk)
    response["Upload-Expires"] = http_date(made.expires.timestamp())
    return response


def _film(request: HttpRequest, told: dict[str, str]) -> FilmUpload | None:
    """The film whose subtitles or picture are sent, where the client names one."""
    number = told.get("film", "")
    if not number:
        return None
    film = films_of(request.user).filter(pk=number if number.isdecimal() else 0, state="uploading").first()
    if film is None:
        raise Http404
    return film


def _bytes(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError as error:
        raise Refused(gettext("head: hexadecimal digits.")) from error


def _found(request: HttpRequest, pk: UUID) -> UploadFile:
    """An upload of this person's. ``Http404`` for all others, ``Gone`` when its time is over."""
    found = files_of(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    if found.expires < timezone.now():
        raise Gone(gettext("%(name)s: the upload has expired; choose the file again.") % {"name": found.name})
    return found


def _head(found: UploadFile) -> HttpResponse:
    response = HttpResponse(status=200)
    offset = part_offset(found.pk)
    upload_end(found, offset)  # the process that took the last piece may have died before it handed the film over
    values: dict[str, Any] = {
        "Upload-Offset": offset,
        "Upload-Length": found.size,
        "Upload-Metadata": protocol.metadata_header({"filename": found.name, "role": found.role}),
        "Upload-Expires": http_date(found.expires.timestamp()),
    }
    for name, value in values.items():
        response[name] = str(value)
    return response


def _patch(request: HttpRequest, found: UploadFile) -> HttpResponse:
    offset = protocol.number(request, "Upload-Offset")
    length = protocol.body_length(request, settings.UPLOAD_CHUNK_BYTES)
    checksum = protocol.checksum(request)
    _give_up_on_silence(request)
    try:
        after = upload_append(found, offset, length, request.read, checksum)
    except UnreadablePostError:
        return _plain(CLIENT_LEFT, gettext("The connection broke; what arrived was kept."))
    response = HttpResponse(status=204)
    response["Upload-Offset"] = str(after)
    response["Upload-Expires"] = http_date(expiry().timestamp())
    return response


def _give_up_on_silence(request: HttpRequest) -> None:
    """Let a read end with ``TimeoutError`` when nothing has come for a while: the upload is free for another try."""
    socket = request.environ.get("gunicorn.socket")  # type: ignore[attr-defined]  # a WSGIRequest
    if socket is not None:
        socket.settimeout(settings.UPLOAD_STALL_SECONDS)


def _delete(found: UploadFile) -> HttpResponse:
    upload_remove(found)
    return HttpResponse(status=204)


def _plain(status: int, words: str) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
