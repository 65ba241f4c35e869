"""An address works for the viewer it was made for, for a while, and for the one film, whatever kind of file it is."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth.models import User
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from catalog.models import Title
from playback.models import Video
from playback.streaming.access import stream_url, token_for
from trendflix.accounts.visitors import Visitor

FILES = {
    "hls/abc/master.m3u8": "application/vnd.apple.mpegurl",
    "hls/abc/0.m3u8": "application/vnd.apple.mpegurl",
    "hls/abc/0.m4s": "video/iso.segment",
    "hls/abc/audio1.m4s": "video/iso.segment",
    "hls/abc/progressive.mp4": "video/mp4",
    "hls/abc/thumbnails.vtt": "text/vtt; charset=utf-8",
    "hls/abc/sheet0.jpg": "image/jpeg",
    "hls/abc/still.jpg": "image/jpeg",
    "subtitles/7.vtt": "text/vtt; charset=utf-8",
    "garments/k/3.webp": "image/webp",
}
NEVER = ["source/secret.mp4", "source/subtitles/7.vtt", "hls/abc/package.json", "hls/.new/0.m4s", "subtitles/7.new"]
TRICKS = [
    "hls/../source/secret.mp4",
    "hls/..%2Fsource/secret.mp4",
    "hls/..%2fsource%2fsecret.mp4",
    "hls/%2e%2e/source/secret.mp4",
    "hls/%252e%252e/source/secret.mp4",
    "hls/..%5Csource%5Csecret.mp4",
    "hls/..%c0%afsource/secret.mp4",
    "hls/abc/0.m4s%00.mp4",
    "hls/%00/../source/secret.mp4",
    "hls//source/secret.mp4",
    "hls/abc/../../../../outside.mp4",
    "%2Fetc/passwd",
    "/etc/passwd",
    "hls/%2Fetc%2Fpasswd",
    "hls/abc/link.mp4",
    "hls/linked/secret.mp4",
    "hls/abc/0.m4s/",
    "hls/abc/",
    "hls",
    "HLS/abc/0.m4s",
    "",
]


@pytest.fixture
def full(video: Video, tmp_path: Path) -> Video:
    """A film with a file of every kind, those that are never served, and links that lead out of its folder."""
    for name in (*FILES, *NEVER):
        path = video.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    outside = video.folder.parent.parent / "outside.mp4"
    outside.write_bytes(b"outside")
    (video.folder / "hls/abc/link.mp4").symlink_to(outside)
    (video.folder / "hls/linked").symlink_to(video.folder / "source")
    return video


def ask(client: Client, url: str) -> HttpResponseBase:
    """One request."""
    return client.get(url)


@pytest.mark.parametrize(("path", "kind"), FILES.items())
def test_no_kind_of_file_can_be_shared(
    client: Client, full: Video, alice: User, bob: User, carol: User, path: str, kind: str
) -> None:
    url = stream_url(full, Visitor(alice.pk, ""), path)
    assert ask(client, url).status_code == 404
    for other in (bob, carol):
        client.force_login(other)
        assert ask(client, url).status_code == 404
    client.force_login(alice)
    answer = ask(client, url)
    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert "private" in answer["Cache-Control"]


@pytest.mark.parametrize("path", FILES)
def test_every_kind_of_address_expires(
    client: Client, full: Video, alice: User, settings: Settings, path: str
) -> None:  # fmt: skip
    url = stream_url(full, Visitor(alice.pk, ""), path)
    later = timezone.now() + timedelta(seconds=settings.STREAM_URL_SECONDS + 1)
    with time_machine.travel(later):
        client.force_login(alice)
        assert ask(client, url).status_code == 404


@pytest.mark.parametrize("path", FILES)
def test_an_address_of_one_film_opens_no_other(client: Client, full: Video, alice: User, path: str) -> None:
    other = Video.objects.create(title=Title.objects.create(name="Other", slug="other"), package_key="abc")
    client.force_login(alice)
    assert ask(client, stream_url(other, Visitor(alice.pk, ""), path)).status_code == 404


@pytest.mark.parametrize("way", ["range", "x-accel"])
@pytest.mark.parametrize("path", [*TRICKS, *NEVER])
def test_no_trick_reaches_a_file(
    client: Client, full: Video, alice: User, settings: Settings, path: str, way: str
) -> None:
    settings.SENDFILE = way
    client.force_login(alice)
    answer = ask(client, f"/stream/{token_for(full.pk, Visitor(alice.pk, ''))}/{path}")
    assert answer.status_code in (301, 404) and "X-Accel-Redirect" not in answer


def test_a_session_that_ended_takes_its_addresses_along(client: Client, full: Video, alice: User) -> None:
    url = stream_url(full, Visitor(alice.pk, ""), "hls/abc/0.m4s")
    client.force_login(alice)
    assert ask(client, url).status_code == 200
    client.logout()
    assert ask(client, url).status_code == 404


@pytest.mark.parametrize("change", [slice(0, -1), slice(1, None), slice(0, 5), slice(0, 0)])
def test_a_changed_token_opens_nothing(client: Client, full: Video, alice: User, change: slice) -> None:
    client.force_login(alice)
    token = token_for(full.pk, Visitor(alice.pk, ""))[change] or "x"
    assert ask(client, f"/stream/{token}/hls/abc/0.m4s").status_code == 404
