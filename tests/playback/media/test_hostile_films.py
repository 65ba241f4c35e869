"""Files that are no film but lead to one: a playlist beside a real video is refused, whatever it is called."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytest_django import Settings

from playback.media import ffmpeg
from playback.media.inputs import reading
from playback.media.probe import probe
from tests.films import make_film
from trendflix.core.errors import UserError

HLS = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:4\n#EXTINF:2.0,\n{target}\n#EXT-X-ENDLIST\n"
DASH = (
    '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT2S" '
    'profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"><Period><AdaptationSet mimeType="video/mp4"><Representation '
    'id="1" bandwidth="1" width="64" height="64">'
    "<BaseURL>{target}</BaseURL></Representation></AdaptationSet></Period></MPD>"
)
CONCAT = "ffconcat version 1.0\nfile {target}\n"
SDP = "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\na=rtpmap:96 H264/90000\n"
KINDS = {"hls": HLS, "dash": DASH, "concat": CONCAT, "sdp": SDP}


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real video that is not the uploader's."""
    folder = tmp_path_factory.mktemp("secret")
    return make_film(folder / "secret.mp4")


@pytest.mark.parametrize("name", ["film.mp4", "film.mkv", "film", "film.m3u8"])
@pytest.mark.parametrize("is_absolute", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_leads_to_another_is_no_film(secret: Path, kind: str, is_absolute: bool, name: str) -> None:
    trap = secret.parent / name
    trap.write_text(KINDS[kind].format(target=secret if is_absolute else secret.name))
    with pytest.raises(UserError, match="no video that can be read|holds no"):
        probe(trap, name, max_bytes=10**9, max_seconds=10**5)
    said = ffmpeg.output_of([ffmpeg.binary(), "-hide_banner", "-nostdin", *reading(trap), "-f", "null", "-"])
    assert "Invalid" in said or "whitelist" in said, said
    trap.unlink()


def test_the_video_itself_is_read(secret: Path) -> None:
    assert probe(secret, "film.mp4", max_bytes=10**9, max_seconds=10**5).duration > 0


@pytest.mark.parametrize("kind", ["hls", "concat"])
def test_the_traps_would_work_without_the_list_of_containers(secret: Path, kind: str) -> None:
    trap = secret.parent / "trap.txt"
    trap.write_text(KINDS[kind].format(target=secret.name))
    command = [ffmpeg.binary(), "-hide_banner", "-nostdin", "-protocol_whitelist", "file", "-allowed_extensions", "ALL"]
    command = command if kind == "hls" else command[:-2]
    said = ffmpeg.output_of([*command, "-f", kind, "-i", f"file:{trap}", "-f", "null", "-"])
    assert "Video: h264" in said, said


def test_frames_that_are_too_large_are_refused_before_one_is_decoded(secret: Path, settings: Settings) -> None:
    settings.FILM_MAX_PIXELS = 100
    with pytest.raises(UserError, match="larger than this site takes"):
        probe(secret, "film.mp4", max_bytes=10**9, max_seconds=10**5)


def test_an_ffmpeg_that_wants_more_memory_than_it_may_have_fails_and_says_so(settings: Settings) -> None:
    settings.FFMPEG_MEMORY = 2**29
    command = [ffmpeg.binary(), "-hide_banner", "-nostdin", "-f", "lavfi", "-i", "color=s=16000x16000:d=1"]
    with pytest.raises(UserError, match="ffmpeg failed"):
        ffmpeg.run([*command, "-progress", "pipe:1", "-f", "null", "-"], 1.0, lambda part: None, limit=60)


PARENT = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "trendflix.settings"
from playback.media import ffmpeg
from playback.media.limits import started
child = started([ffmpeg.binary(), "-re", "-f", "lavfi", "-i", "testsrc=d=600", "-f", "null", "-"], stdin=-3)
print(child.pid, flush=True)
child.wait()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's parent death signal is Linux's")
def test_an_encoder_ends_with_a_worker_that_is_killed(tmp_path: Path) -> None:
    environment = {**os.environ, "TRENDFLIX_DATA": str(tmp_path)}
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, env=environment)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert _runs(child)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    for _ in range(200):
        if not _runs(child):
            return
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    pytest.fail("the encoder was left running")


def _runs(pid: int) -> bool:
    """Whether a process runs; one that ended and is not yet collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
