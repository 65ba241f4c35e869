"""What lies beside HLS: the plain file, the thumbnails."""

import re
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from playback.media.extras import interval, progressive_make, thumbnails_make, thumbnails_vtt
from tests.fidelity import package
from tests.odd_films import FAST, noise, picture, render

CUE = re.compile(r"([\d:.]+) --> ([\d:.]+)\n(sheet\d+\.jpg)#xywh=(\d+),(\d+),(\d+),(\d+)")


def silent(part: float) -> None:
    """A report that tells nobody."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A packaged film of 130 s whose grey rises from black to white, with sound."""
    home = tmp_path_factory.mktemp("grey")
    grey = "color=black:s=160x90:r=4:d=130,geq=lum='16+210*T/130':cb=128:cr=128"
    source = render(home / "grey.mkv", *picture(grey), *noise(130), *FAST, "-pix_fmt", "yuv420p")
    out = home / "out"
    out.mkdir()
    package(source, out)
    return out


def thumb(folder: Path, cue: tuple[str, ...]) -> Image.Image:
    """The picture a cue points to."""
    x, y, width, height = map(int, cue[3:])
    return Image.open(folder / cue[2]).crop((x, y, x + width, y + height))


def test_thumbnails_show_the_film_at_their_time(folder: Path) -> None:
    from playback.media.ladder import Rendition

    count = thumbnails_make(folder, [Rendition(160, 90, 400)], 130.0, silent)
    cues = CUE.findall((folder / "thumbnails.vtt").read_text())
    assert count == len(cues) == 26 and cues[25][2] == "sheet1.jpg" and cues[-1][1] == "00:02:10.000"
    greys = [float(np.asarray(thumb(folder, cue)).mean()) for cue in cues]
    expected = [255 * (210 * min(5 * number, 128) / 130) / 219 for number in range(26)]
    assert np.abs(np.array(greys) - np.array(expected)).max() < 12
    assert Image.open(folder / "sheet0.jpg").size == (800, 450)


@pytest.mark.parametrize(("seconds", "step"), [(0.04, 2), (60, 2), (120, 5), (3000, 5), (7200, 12)])
def test_long_films_have_no_more_thumbnails_than_can_be_loaded(seconds: float, step: float) -> None:
    assert interval(seconds) == step


def test_every_moment_has_one_thumbnail() -> None:
    cues = CUE.findall(thumbnails_vtt(27, 2.0, 53.5, 160, 90))
    assert [cue[0] for cue in cues[1:]] == [cue[1] for cue in cues[:-1]]
    assert cues[26][:3] == ("00:00:52.000", "00:00:53.500", "sheet1.jpg") and cues[6][3:5] == ("160", "90")


def test_the_plain_file_holds_picture_and_sound_and_its_index_in_front(folder: Path) -> None:
    from playback.media.ladder import Rendition

    rungs = [Rendition(160, 90, 400)]
    progressive_make(folder, rungs, "audio0", 130.0, silent)
    data = (folder / "progressive.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    with av.open(str(folder / "progressive.mp4")) as container:
        assert container.streams.video[0].codec_context.name == "h264"
        assert container.streams.audio[0].codec_context.name == "aac"
        assert float(container.duration or 0) / 1e6 == pytest.approx(130, abs=0.2)
        starts = [float((stream.start_time or 0) * (stream.time_base or 0)) for stream in container.streams]
    assert abs(starts[0] - starts[1]) < 0.06


def test_the_plain_file_is_a_middle_rung(tmp_path: Path) -> None:
    source = render(tmp_path / "hd.mkv", *picture("testsrc2=s=1280x720:r=24:d=0.3"), *FAST, "-pix_fmt", "yuv420p")
    _, made = package(source, tmp_path)
    progressive_make(tmp_path, made.rungs, "", 0.3, silent)
    with av.open(str(tmp_path / "progressive.mp4")) as container:
        assert container.streams.video[0].height == 480 and not container.streams.audio
