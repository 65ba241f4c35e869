"""One frame of a rendition at a time."""

import subprocess
from pathlib import Path

import imageio_ffmpeg
import pytest
from PIL import Image

from tests.films import make_film
from trendflix.core.errors import UserError
from vision.film.frames import frame_at
from vision.film.playlist import Segment, read_playlist

PLAYLIST = """#EXTM3U
#EXT-X-VERSION:7
#EXT-X-MAP:URI="0.m4s",BYTERANGE="800@0"
#EXTINF:4.000000,
#EXT-X-BYTERANGE:5000@800
0.m4s
#EXTINF:2.500000,
#EXT-X-BYTERANGE:3000
0.m4s
#EXT-X-ENDLIST
"""


@pytest.fixture(scope="module")
def rendition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Red for three seconds, then blue, packaged as films are: one file, two-second segments, a playlist beside it."""
    folder = tmp_path_factory.mktemp("rendition")
    film = make_film(folder / "film.mp4", seconds=6.0, sound=False)
    words = "-v error -y -c:v libx264 -g 48 -keyint_min 48 -sc_threshold 0 -hls_time 2 -hls_playlist_type vod"
    shape = "-hls_segment_type fmp4 -hls_flags single_file -hls_segment_filename"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-i", str(film), *words.split(), *shape.split()]
    subprocess.run([*command, str(folder / "0.m4s"), str(folder / "0.m3u8")], check=True, timeout=60)
    return folder / "0.m4s"


def colour(picture: Image.Image) -> str:
    """Which colour a frame is of."""
    red, _, blue = picture.resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]
    return "red" if red > blue else "blue"


def test_a_playlist_says_where_each_segment_lies() -> None:
    assert read_playlist(PLAYLIST) == (800, [Segment(0.0, 4.0, 800, 5000), Segment(4.0, 6.5, 5800, 3000)])
    assert read_playlist("#EXTM3U\n") == (0, [])


@pytest.mark.parametrize(
    ("t", "expected"), [(0.0, "red"), (2.95, "red"), (3.05, "blue"), (5.9, "blue"), (60.0, "blue")]
)
def test_the_frame_is_the_one_on_screen_at_that_time(rendition: Path, t: float, expected: str) -> None:
    frame = frame_at(rendition, t)
    assert frame.size == (320, 240) and frame.mode == "RGB" and colour(frame) == expected


def test_only_the_segment_around_the_time_is_read(rendition: Path, tmp_path: Path) -> None:
    data = rendition.read_bytes()
    header, segments = read_playlist(rendition.with_suffix(".m3u8").read_text())
    torn = tmp_path / "0.m4s"
    torn.write_bytes(data[: segments[0].offset + segments[0].size].ljust(len(data), b"\0"))
    torn.with_suffix(".m3u8").write_text(rendition.with_suffix(".m3u8").read_text())
    assert header > 0 and len(segments) == 3 and colour(frame_at(torn, 1.0)) == "red"
    with pytest.raises(UserError, match="at 5.0 s"):
        frame_at(torn, 5.0)


def test_a_plain_file_without_a_playlist_is_read_too(tmp_path: Path) -> None:
    film = make_film(tmp_path / "film.mp4", seconds=4.0, sound=False)
    assert [colour(frame_at(film, t)) for t in (1.0, 3.0)] == ["red", "blue"]


def test_a_film_that_is_gone_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="frame at 1.0 s cannot be read"):
        frame_at(tmp_path / "none.m4s", 1.0)
