"""Headers of tus 1.0.0 (https://tus.io/protocols/resumable-upload), read and checked."""

import binascii
import hashlib
from base64 import b64decode, b64encode

from django.http import HttpRequest
from django.utils.translation import gettext

from playback.uploads.errors import Refused, TooLarge, WrongType
from playback.uploads.parts import Digest

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,termination,checksum"
ALGORITHMS = ("sha1", "sha256")
BODY_TYPE = "application/offset+octet-stream"
MAX_DIGITS = 18
METADATA_BYTES = 8_192


class LengthRequired(Refused):
    """A body whose length nobody tells."""

    status = 411


class WrongVersion(Refused):
    """Another version of the protocol."""

    status = 412


def version_check(request: HttpRequest) -> None:
    """Raise ``WrongVersion`` where the client speaks another version."""
    if request.headers.get("Tus-Resumable") != VERSION:
        raise WrongVersion(gettext("Send Tus-Resumable: %(version)s.") % {"version": VERSION})


def method_of(request: HttpRequest) -> str:
    """The method that is meant: a POST may name another one, where something between lets only that through."""
    override = request.headers.get("X-HTTP-Method-Override", "")
    return override.upper() if request.method == "POST" and override else (request.method or "")


def number(request: HttpRequest, name: str) -> int:
    """A header that is a whole number of bytes. Raises ``Refused`` where it is missing or is none."""
    text = request.headers.get(name, "")
    if not (text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS):
        raise Refused(gettext("%(header)s must be a number of bytes.") % {"header": name})
    return int(text)


def body_length(request: HttpRequest, limit: int) -> int:
    """Bytes of the body. Raises ``LengthRequired``, ``WrongType`` and ``TooLarge`` (over ``limit``), all unread."""
    if request.headers.get("Content-Type") != BODY_TYPE:
        raise WrongType(gettext("Send bytes as %(type)s.") % {"type": BODY_TYPE})
    if not request.META.get("CONTENT_LENGTH"):
        raise LengthRequired(gettext("Say how long the piece is (Content-Length)."))
    length = number(request, "Content-Length")
    if length > limit:
        raise TooLarge(gettext("A piece has at most %(limit)d bytes.") % {"limit": limit})
    return length


def metadata(request: HttpRequest) -> dict[str, str]:
    """``Upload-Metadata``: keys and values, which are base64 of UTF-8. Raises ``Refused`` where it is malformed."""
    text = request.headers.get("Upload-Metadata", "")
    pairs = [pair.strip().split(" ") for pair in text.split(",") if pair.strip()]
    keys = [pair[0] for pair in pairs]
    try:
        if len(text) > METADATA_BYTES or len(set(keys)) != len(keys) or any(len(pair) > 2 for pair in pairs):
            raise ValueError(text)
        return {pair[0]: b64decode("".join(pair[1:]), validate=True).decode() for pair in pairs}
    except ValueError as error:  # of base64 and of UTF-8 too
        raise Refused(gettext("Upload-Metadata: a key and base64, separated by commas.")) from error


def metadata_header(values: dict[str, str]) -> str:
    """The same for an answer."""
    return ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in values.items())


def checksum(request: HttpRequest) -> tuple[Digest, bytes] | None:
    """``Upload-Checksum``: a fresh hash and what it must come to. Raises ``Refused`` for what is not known."""
    text = request.headers.get("Upload-Checksum")
    if text is None:
        return None
    algorithm, _space, wanted = text.partition(" ")
    if algorithm not in ALGORITHMS:
        raise Refused(gettext("Upload-Checksum: one of %(names)s.") % {"names": ", ".join(ALGORITHMS)})
    try:
        return hashlib.new(algorithm, usedforsecurity=False), b64decode(wanted, validate=True)
    except binascii.Error as error:
        raise Refused(gettext("Upload-Checksum: the algorithm, a space, base64.")) from error
