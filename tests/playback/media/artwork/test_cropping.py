"""Frames cut to shape."""

from pathlib import Path

import numpy as np
import pytest

from playback.media.artwork.boxes import Area
from playback.media.artwork.cropping import SHAPES, bars_off, crop, cut, lively_column, read_picture, written
from tests.playback.media.artwork.drawn import plain, view
from trendflix.core.errors import UserError


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (720, 576), (1280, 536), (406, 720), (3, 2)])
@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("people", [None, Area(0.9, 0.0, 0.1, 0.2), Area(0.0, 0.8, 1.0, 0.2)])
def test_a_crop_lies_inside_the_frame_and_has_the_shape(size: tuple[int, int], name: str, people: Area | None) -> None:
    ratio = SHAPES[name].ratio
    x, y, w, h = crop(*size, ratio, people, True)
    assert x >= 0 and y >= 0 and x + w <= size[0] + 1 and y + h <= size[1] + 1
    assert w / h == pytest.approx(ratio, abs=2 / h + 0.01)


@pytest.mark.parametrize("x", [0.05, 0.3, 0.5, 0.7, 0.88])
def test_a_poster_holds_the_face_above_its_middle(x: float) -> None:
    face = Area(x, 0.3, 0.06, 0.11)
    left, top, width, height = crop(1920, 1080, 2 / 3, face, True)
    assert left <= face.x * 1920 and (face.x + face.w) * 1920 <= left + width
    assert top <= face.y * 1080 and (face.centre[1] * 1080 - top) / height < 0.5
    assert height < 1080, "it comes closer to a small face"


def test_a_poster_of_two_faces_far_apart_stays_as_wide_as_it_can() -> None:
    both = Area(0.1, 0.2, 0.8, 0.2)
    assert crop(1920, 1080, 2 / 3, both, True)[3] == 1080


def test_without_people_the_lively_part_is_kept() -> None:
    frame = plain(100)
    frame[:, 500:600] = view(1)[:, 500:600]
    assert 0.75 < lively_column(frame) < 0.95
    x, _, w, _ = crop(640, 360, 2 / 3, None, False, lively_column(frame))
    assert x <= 500 and x + w >= 600


def test_black_bars_are_cut_off_and_a_dark_picture_keeps_its_edges() -> None:
    frame = view(2)
    frame[:45], frame[-45:] = 0, 0
    kept, area = bars_off(frame)
    assert kept.shape == (270, 640, 3) and (area.y, area.h) == (0.125, 0.75)
    dark = plain(10)
    dark[150:200, 300:350] = 200
    assert bars_off(dark)[0].shape == dark.shape and bars_off(plain(0))[0].shape == dark.shape


def test_a_picture_of_each_shape_is_cut_and_never_enlarged() -> None:
    for name, shape in SHAPES.items():
        part = cut(view(3), shape, Area(0.2, 0.2, 0.1, 0.2), True)
        assert part.shape[1] <= min(shape.most, 640) and part.shape[1] / part.shape[0] == pytest.approx(
            shape.ratio, abs=0.02
        ), name
    large = np.repeat(np.repeat(view(3), 6, axis=0), 6, axis=1)
    assert cut(large, SHAPES["poster"], None, False).shape == (1200, 800, 3)


def test_a_picture_is_written_as_a_progressive_jpeg() -> None:
    data = written(view(4))
    assert data[:3] == b"\xff\xd8\xff" and b"\xff\xc2" in data, "SOF2: progressive"


def test_a_picture_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not there any more"):
        read_picture(tmp_path / "0.jpg")
