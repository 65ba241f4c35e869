"""A client that speaks tus 1.0.0 to the site, and people who may and may not upload."""

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.http import HttpResponse

from playback.uploads.models import FilmUpload, UploadFile
from playback.uploads.parts import parts_folder
from tests.clients import SiteClient

ROOT = "/admin/uploads/filmupload/"
TUS = f"{ROOT}tus/"
MP4 = b"\x00\x00\x00\x18ftypisom" + bytes(500)
"""The beginning of a film, as far as its first bytes tell."""


class TusClient:
    """Sends what tus-js-client does, step by step."""

    def __init__(self, client: SiteClient) -> None:
        self.client = client

    def send(self, method: str, address: str, data: bytes = b"", **headers: Any) -> HttpResponse:
        """Any request of the protocol; ``headers`` are named with underscores, ``None`` leaves one away."""
        given = {name.replace("_", "-"): str(value) for name, value in headers.items() if value is not None}
        sent = ({} if "Tus_Resumable" in headers else {"Tus-Resumable": "1.0.0"}) | given
        kind = sent.get("Content-Type", "application/octet-stream")
        length = {"Content-Length": str(len(data))} if method in ("PATCH", "POST") else {}
        answer: HttpResponse = self.client.generic(method, address, data, kind, headers=sent | length)
        return answer

    def create(self, size: int, name: str = "film.mp4", **metadata: str) -> HttpResponse:
        """Begin an upload of some bytes."""
        told = {"filename": name, **metadata}
        text = ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in told.items())
        return self.send("POST", TUS, Upload_Length=size, Upload_Metadata=text)

    def begin(self, size: int, name: str = "film.mp4", **metadata: str) -> str:
        """The same; the upload's address."""
        answer = self.create(size, name, **metadata)
        assert answer.status_code == 201, answer.content
        return answer["Location"]

    def patch(self, address: str, offset: int, data: bytes, **headers: Any) -> HttpResponse:
        """Send a piece."""
        kind = {"Content-Type": "application/offset+octet-stream"}
        return self.send("PATCH", address, data, Upload_Offset=offset, **kind, **headers)

    def offset(self, address: str) -> int:
        """How far an upload is."""
        return int(self.send("HEAD", address)["Upload-Offset"])


def kept() -> list[Path]:
    """Every part on the disk."""
    return sorted(parts_folder().glob("*")) if parts_folder().is_dir() else []


def nothing_is_kept() -> bool:
    """Neither a byte nor a row."""
    return kept() == [] and not UploadFile.objects.exists() and not FilmUpload.objects.exists()


def staff_with(user: User, *codenames: str) -> SiteClient:
    """The browser of a member of staff with these permissions alone."""
    User.objects.filter(pk=user.pk).update(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = SiteClient()
    client.force_login(User.objects.get(pk=user.pk))
    return client


ADDS = ("add_video", "add_title", "change_title")


@pytest.fixture
def editor(alice: User) -> SiteClient:
    """Alice, who may add films and publish them."""
    return staff_with(alice, *ADDS)


@pytest.fixture
def tus(editor: SiteClient) -> TusClient:
    """Alice's uploads."""
    return TusClient(editor)


@pytest.fixture
def other_tus(bob: User) -> TusClient:
    """Those of Bob, who may do the same."""
    return TusClient(staff_with(bob, *ADDS))


@pytest.fixture
def ask(editor: SiteClient) -> Callable[..., Any]:
    """POST JSON to an address of the page, as Alice; the answer."""

    def post(address: str, **words: Any) -> Any:
        return editor.post(ROOT + address, words, content_type="application/json")

    return post
