"""Uploads: to a file on disk, and refused before a byte is kept from whoever may not send them."""

import shutil
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from trendflix.core import uploads

FILMS, LOGIN = "/admin/playback/video/add/", "/accounts/login/"


def sent(client: Client, address: str, size: int = 8) -> tuple[int, str]:
    """Upload a file of so many bytes; status and text of the answer."""
    answer = client.post(address, {"film": SimpleUploadedFile("film.mp4", b"x" * size)})
    return answer.status_code, answer.content.decode()


def kept(folder: Path) -> list[Path]:
    """Temporary files of uploads."""
    return list(folder.glob("*.upload*"))


@pytest.mark.django_db
def test_somebody_not_signed_in_can_upload_nowhere(client: Client, data_folder: Path) -> None:
    status, page = sent(client, LOGIN)
    assert status == 403 and "takes no files" in page
    status, page = sent(client, FILMS)
    assert status == 403 and "Sign in as staff" in page and kept(data_folder) == []


def test_staff_who_may_only_look_can_upload_nothing(viewing_staff: Client, data_folder: Path) -> None:
    status, page = sent(viewing_staff, FILMS)
    assert status == 403 and "not upload files" in page and kept(data_folder) == []


def test_a_large_body_is_refused_by_its_announced_size(
    viewing_staff: Client, admin_client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    settings.FILM_MAX_BYTES = settings.FEED_MAX_BYTES = 2000
    monkeypatch.setattr(uploads, "FORM_BYTES", 1000)
    assert sent(viewing_staff, FILMS, 4000)[0] == 403
    status, page = sent(admin_client, FILMS, 4000)
    assert status == 413 and "this site takes up to 0.0 MiB" in page and "Back to the start" in page


def test_a_body_for_which_the_disk_has_no_room_is_refused(
    admin_client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    usage = shutil.disk_usage("/")._replace(free=3000)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)
    status, page = sent(admin_client, FILMS, 4000)
    assert status == 413 and "the server&#x27;s disk has room for 0.0 MiB" in page


@pytest.mark.django_db
def test_a_large_upload_of_who_may_send_it_reaches_the_form(admin_client: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    status, page = sent(admin_client, FILMS, 4000)
    assert status == 200 and "film.mp4: no video that can be read" in page
