"""Whatever a source's colours are and however badly it tells them, they come out as BT.709: measured on the pixels."""

from pathlib import Path

import av
import numpy as np
import pytest

from playback.media.filters import can_tone_map
from playback.media.probe import Probe
from tests.fidelity import package
from tests.fidelity_pictures import TAGS, frames, measure_picture, pixels
from tests.odd_films import FAST, picture, render
from tests.odd_pictures import CARD, NO_TAGS, SHARP, coded, greys, retagged, rgb, ten_bits, wide

NEAR = 3
"""Levels by which a colour may be off."""
PAPER = {"smpte2084": 0.5807, "arib-std-b67": 0.75}
"""Signals of white paper, 203 cd/m² (ITU-R BT.2408), by transfer."""


def packaged(film: Path, out: Path) -> tuple[Probe, Path]:
    """Package a film; its probe, and its largest rendition, which must be tagged."""
    found, made = package(film, out)
    rung = out / f"{len(made.rungs) - 1}.m4s"
    for each in range(len(made.rungs)):
        frame = next(frames(out / f"{each}.m4s", 0))
        tags = (int(frame.colorspace), int(frame.color_primaries), int(frame.color_trc), int(frame.color_range))
        assert (frame.format.name, tags) == ("yuv420p", TAGS)
    return found, rung


def columns(film: Path) -> list[list[int]]:
    """The colours in the middle of the card's three columns."""
    shown = pixels(next(frames(film, 0)))
    height, width = shown.shape[:2]
    across = [width * (2 * number + 1) // 6 for number in range(3)]
    return [
        [int(level) for level in np.median(shown[height // 4 : -height // 4, x - 4 : x + 4], (0, 1))] for x in across
    ]


def assert_card(film: Path) -> None:
    """The card's colours within some levels."""
    assert np.abs(np.array(columns(film)) - np.array(CARD)).max() <= NEAR, columns(film)


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize(("matrix", "size"), [("bt601", "320x180"), ("bt601", "1280x720"), ("bt709", "320x180")])
def test_a_film_that_tells_its_matrix_and_range_keeps_its_colours(
    tmp_path: Path, matrix: str, size: str, full: bool
) -> None:
    film = coded(tmp_path / "film.mp4", matrix, size=size, full=full)
    found, rung = packaged(film, tmp_path)
    assert_card(rung)
    got = measure_picture(film, found, rung)
    assert got.is_tagged and got.levels is not None and got.levels <= NEAR


@pytest.mark.parametrize(
    ("matrix", "size"),
    [("bt601", "320x180"), ("bt601", "720x576"), ("bt709", "1280x720"), ("bt709", "1280x534"), ("bt709", "720x1280")],
)
def test_a_film_without_tags_is_taken_for_television_of_its_size(tmp_path: Path, matrix: str, size: str) -> None:
    found, rung = packaged(coded(tmp_path / "film.mp4", matrix, size=size, tagged=False), tmp_path)
    assert "matrix" in found.picture.colours.assumed
    assert_card(rung)


def test_full_range_is_full_range_though_the_matrix_is_not_given(tmp_path: Path) -> None:
    _, rung = packaged(coded(tmp_path / "film.mp4", "bt601", full=True, tagged=False), tmp_path)
    assert_card(rung)


@pytest.mark.parametrize(
    ("codec", "name"),
    [("libx264rgb", "film.mp4"), ("png", "film.mov"), ("qtrle", "film.mov"), ("rawvideo", "film.nut")],
)
def test_a_film_in_rgb_keeps_its_colours(tmp_path: Path, codec: str, name: str) -> None:
    _, rung = packaged(rgb(tmp_path / name, codec), tmp_path)
    assert_card(rung)


@pytest.mark.parametrize("wrong", [0, 8, 14], ids=["gbr", "ycgco", "ictcp"])
def test_a_matrix_that_cannot_be_meant_is_taken_for_none(tmp_path: Path, wrong: int) -> None:
    whole = render(
        tmp_path / "whole.mkv", "-i", str(coded(tmp_path / "card.mp4", "bt601")), *SHARP, "-pix_fmt", "yuv420p"
    )
    film = retagged(tmp_path / "film.ts", whole, f"matrix_coefficients={wrong}")
    _, rung = packaged(film, tmp_path)
    assert_card(rung)


def test_ten_bits_of_a_standard_range_stay_what_they_are(tmp_path: Path) -> None:
    found, rung = packaged(ten_bits(tmp_path / "film.mp4"), tmp_path)
    assert found.picture.hdr == ""
    assert_card(rung)


def test_wide_colours_of_a_standard_range_are_not_shown_pale(tmp_path: Path) -> None:
    if not can_tone_map():
        pytest.skip("this ffmpeg has no zscale")
    found, rung = packaged(wide(tmp_path / "film.mp4"), tmp_path)
    assert found.picture.hdr == ""
    assert_card(rung)


@pytest.mark.parametrize("curve", list(PAPER))
@pytest.mark.parametrize(
    ("name", "tags"),
    [
        ("whole.mp4", ""),
        ("stream-only.ts", ""),
        ("transfer-only.ts", "colour_primaries=2:matrix_coefficients=2"),
        ("no-matrix.ts", "matrix_coefficients=2"),
        ("no-primaries.ts", "colour_primaries=2"),
        ("container-only.mkv", NO_TAGS),
        ("container-only.mp4", NO_TAGS),
    ],
)
def test_high_dynamic_range_is_found_and_white_paper_is_as_light_however_little_is_told(
    tmp_path: Path, curve: str, name: str, tags: str
) -> None:
    if not can_tone_map():
        pytest.skip("this ffmpeg has no zscale and tonemap")
    whole = greys(tmp_path / "grey.mp4", curve, PAPER[curve])
    film = retagged(tmp_path / name, whole, tags or "video_full_range_flag=0")
    found, rung = packaged(film, tmp_path)
    assert found.picture.hdr == {"smpte2084": "pq", "arib-std-b67": "hlg"}[curve]
    assert any("High dynamic range" in note for note in found.picture.notes)
    shown = pixels(next(frames(rung, 0)))[45, 80]
    assert np.abs(shown.astype(int) - 193).max() <= NEAR


@pytest.mark.parametrize("size", ["320x180", "1280x720"])
def test_a_grey_film_stays_grey_and_as_light(tmp_path: Path, size: str) -> None:
    drawn = f"color=0x808080:s={size}:r=25:d=0.4,format=gray,setparams=range=unknown"
    film = render(tmp_path / "grey.mkv", *picture(drawn), *FAST, "-pix_fmt", "gray")
    with av.open(str(film)) as container:
        luma = int(next(container.decode(video=0)).to_ndarray(format="gray")[45, 80])
    _, rung = packaged(film, tmp_path)
    shown = pixels(next(frames(rung, 0)))[45, 80]
    assert int(shown.max()) - int(shown.min()) <= 1
    with av.open(str(rung)) as container:
        assert abs(int(next(container.decode(video=0)).to_ndarray(format="gray")[45, 80]) - luma) <= NEAR


def test_colours_hold_where_the_tags_begin_in_the_middle(tmp_path: Path) -> None:
    first = coded(tmp_path / "a.ts", "bt709", size="1280x720", tagged=False)
    second = render(tmp_path / "b.ts", "-i", str(coded(tmp_path / "b.mp4", "bt709", size="1280x720")), "-c", "copy")
    later = render(tmp_path / "c.ts", "-i", str(second), "-c", "copy", "-output_ts_offset", "0.4")
    film = tmp_path / "film.ts"
    film.write_bytes(first.read_bytes() + later.read_bytes())
    _, rung = packaged(film, tmp_path)
    shown = [pixels(frame) for frame in frames(rung, 0)]
    assert len(shown) == pytest.approx(20, abs=1)
    assert np.abs(shown[2].astype(int) - shown[-2].astype(int)).max() <= 6
