"""Nothing is stretched, whatever crops a film and wherever its shape changes: measured on what is drawn in it."""

from pathlib import Path

import numpy as np
import pytest

from playback.media.probe import Probe
from tests.fidelity import package
from tests.fidelity_pictures import frames, pixels
from tests.odd_films import FAST, render
from tests.odd_pictures import joined, matroska_crop, mp4_crop, square

MPEG2 = ["-c:v", "mpeg2video", "-b:v", "4M", "-g", "12"]
WOVEN = [*MPEG2, "-flags", "+ilme+ildct"]
STRETCH = 0.03
"""By how much a shape may be off."""


def packaged(film: Path, out: Path) -> tuple[Probe, Path]:
    """Package a film; its probe and its largest rendition."""
    found, made = package(film, out)
    return found, out / f"{len(made.rungs) - 1}.m4s"


def shapes(rung: Path) -> list[float]:
    """Width by height of the white square in each frame."""
    found = []
    for frame in frames(rung, 0):
        rows, columns = np.nonzero(pixels(frame)[:, :, 0] > 190)
        found.append((int(np.ptp(columns)) + 1) / (int(np.ptp(rows)) + 1))
    return found


def size(rung: Path) -> tuple[int, int]:
    """Width and height."""
    frame = next(frames(rung, 0))
    return frame.width, frame.height


def test_a_crop_that_matroska_asks_for_is_made(tmp_path: Path) -> None:
    found, rung = packaged(matroska_crop(tmp_path / "crop.mkv", 60, 60), tmp_path)
    assert (found.width, found.height) == size(rung) == (640, 360)
    assert shapes(rung)[0] == pytest.approx(1, rel=STRETCH)


@pytest.mark.parametrize(("width", "height"), [(480, 480), (640, 360), (600, 480)])
def test_a_clean_aperture_of_mp4_is_kept_to(tmp_path: Path, width: int, height: int) -> None:
    found, rung = packaged(mp4_crop(tmp_path / "clap.mp4", width, height), tmp_path)
    assert (found.width, found.height) == size(rung) == (width, height)
    assert shapes(rung)[0] == pytest.approx(1, rel=STRETCH)


@pytest.mark.parametrize(("codec", "tool"), [("libx264", "h264_metadata"), ("libx265", "hevc_metadata")])
def test_a_crop_in_the_stream_is_made(tmp_path: Path, codec: str, tool: str) -> None:
    words = ["-c:v", codec, "-preset", "ultrafast", "-pix_fmt", "yuv420p"]
    whole = square(tmp_path / "whole.mkv", "640x480", "1", 0.4, *words)
    film = render(tmp_path / "film.mkv", "-i", str(whole), "-c", "copy", "-bsf:v", f"{tool}=crop_top=60:crop_bottom=60")
    found, rung = packaged(film, tmp_path)
    assert (found.width, found.height) == size(rung) == (640, 360)
    assert shapes(rung)[0] == pytest.approx(1, rel=STRETCH)


@pytest.mark.parametrize("words", [[], MPEG2, WOVEN], ids=["h264", "mpeg2", "interlaced"])
@pytest.mark.parametrize("container", ["ts", "mkv", "mp4", "vob"])
def test_a_film_that_goes_from_4_3_to_16_9_is_not_stretched(tmp_path: Path, words: list[str], container: str) -> None:
    first = square(tmp_path / "a.ts", "720x576", "16/15", 1, *words)
    second = square(tmp_path / "b.ts", "720x576", "64/45", 2, *words, start=1)
    film = joined(tmp_path / "film.ts", first, second)
    if container != "ts":
        film = render(tmp_path / f"film.{container}", "-i", str(film), "-c", "copy")
    _, rung = packaged(film, tmp_path)
    assert size(rung) == (1024, 576)  # what most of it is shown in
    found = shapes(rung)
    assert found[5] == pytest.approx(16 / 15, rel=STRETCH) and found[-5] == pytest.approx(64 / 45, rel=STRETCH)
    odd = [shape for shape in found if min(abs(shape / true - 1) for true in (16 / 15, 64 / 45)) > STRETCH]
    assert not odd and len(found) == pytest.approx(75, abs=2)


def test_the_bars_are_black_and_the_picture_stands_in_the_middle(tmp_path: Path) -> None:
    parts = [
        square(tmp_path / "a.ts", "720x576", "64/45", 2),
        square(tmp_path / "b.ts", "720x576", "16/15", 1, start=2),
    ]
    _, rung = packaged(joined(tmp_path / "film.ts", *parts), tmp_path)
    shown = pixels(list(frames(rung, 0))[-5])
    assert shown[288, :120].max() < 8 and shown[288, -120:].max() < 8
    assert shown[288, 512].min() > 240 and abs(int(shown[288, 140].max()) - int(shown[288, -140].max())) < 4


@pytest.mark.parametrize("sizes", [("320x240", "640x360"), ("640x360", "320x240"), ("320x180", "640x360")])
def test_a_film_whose_resolution_changes_keeps_its_shape_and_its_length(tmp_path: Path, sizes: tuple[str, str]) -> None:
    parts = [square(tmp_path / "a.ts", sizes[0], "1", 1), square(tmp_path / "b.ts", sizes[1], "1", 2, start=1)]
    _, rung = packaged(joined(tmp_path / "film.ts", *parts), tmp_path)
    assert size(rung) == tuple(int(side) for side in sizes[1].split("x"))
    found = shapes(rung)
    assert len(found) == pytest.approx(75, abs=2) and all(shape == pytest.approx(1, rel=STRETCH) for shape in found)


def test_a_shape_that_changes_in_a_film_of_high_dynamic_range_is_kept(tmp_path: Path) -> None:
    words = [*FAST, "-pix_fmt", "yuv420p10le", "-color_primaries", "bt2020", "-colorspace", "bt2020nc"]
    words += ["-color_trc", "arib-std-b67", "-vf", "setparams=color_trc=arib-std-b67:colorspace=bt2020nc"]
    parts = [
        square(tmp_path / "a.ts", "320x240", "1", 1, *words),
        square(tmp_path / "b.ts", "640x360", "1", 2, *words, start=1),
    ]
    found, rung = packaged(joined(tmp_path / "film.ts", *parts), tmp_path)
    assert found.picture.hdr == "hlg" and size(rung) == (640, 360)
    assert all(shape == pytest.approx(1, rel=STRETCH) for shape in shapes(rung))


def test_a_container_that_overrules_the_streams_pixels_is_believed(tmp_path: Path) -> None:
    plain = square(tmp_path / "plain.mp4", "320x240", "1", 0.4)
    film = render(tmp_path / "film.mp4", "-i", str(plain), "-c", "copy", "-aspect", "16:9")
    found, rung = packaged(film, tmp_path)
    assert (found.width, found.height) == (427, 240)
    assert shapes(rung)[0] == pytest.approx(4 / 3, rel=STRETCH)
