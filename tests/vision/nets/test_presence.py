"""Whether somebody is in a picture, told by the small network."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from trendflix.demo import training_frames
from vision.errors import ModelError
from vision.nets import presence
from vision.nets.embedders.clip import BUNDLED, ClipEmbedder
from vision.nets.parsers.bundled import MIN_CELL, SURE_SHARE, BundledParser
from vision.types import FloatArray

WALL = Image.new("RGB", (320, 180), (120, 124, 128))


def test_its_weights_are_small() -> None:
    assert presence.WEIGHTS.stat().st_size < 2**20


@pytest.mark.parametrize(("size", "expected"), [((320, 180), (208, 112)), ((180, 320), (112, 208))])
def test_pictures_of_any_shape_are_read_at_as_many_pixels(size: tuple[int, int], expected: tuple[int, int]) -> None:
    assert presence.shape_of(*size) == expected


def test_its_layers_are_those_of_the_bundled_tower() -> None:
    tower = ClipEmbedder(str(BUNDLED))._model.vision_model
    network = presence.load()
    theirs, ours = tower.plain[0].reduce_1x1.convolution, network.layers[4].reduce_1x1.convolution
    assert np.allclose(theirs.weight.detach(), ours.weight.detach(), atol=1e-3)


def test_a_person_is_seen_where_the_person_is_and_a_wall_is_empty() -> None:
    network = presence.load()
    person, parts = next(pair for pair in training_frames(3, 8) if (pair[1] > 0).mean() > 0.1)
    seen = presence.chances(network, Image.fromarray(person))
    rows, columns = np.nonzero(seen > 0.5)
    middle = np.argwhere(parts > 0).mean(axis=0) / parts.shape
    assert abs((columns.mean() + 0.5) / seen.shape[1] - middle[1]) < 0.1
    assert presence.chances(network, WALL).max() < MIN_CELL


def finds_nobody(monkeypatch: pytest.MonkeyPatch) -> tuple[BundledParser, list[int]]:
    """The parser, whose own network sees nobody, and how many pictures it was asked each time."""
    parser, asked = BundledParser(), list[int]()

    def dense(pictures: list[Image.Image]) -> list[FloatArray]:
        asked.append(len(pictures))
        return [np.eye(21, 1, dtype=np.float32)[:, :, None]]

    monkeypatch.setattr(parser, "_sparse", None)
    monkeypatch.setattr(parser, "_dense", dense)
    return parser, asked


def test_the_parser_is_asked_only_where_it_is_unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    parser, asked = finds_nobody(monkeypatch)
    for cell, expected in ((0.1, 0), (0.35, 1), (0.9, 0)):
        cells = np.full((7, 13), cell if cell > 0.5 else 0.0)
        cells[3, 5] = cell
        monkeypatch.setattr(presence, "chances", lambda *_, found=cells: found)
        asked.clear()
        glance = parser.glance([WALL])[0]
        assert len(asked) == expected and (glance.share > 0) == (cell == 0.9)


@pytest.mark.parametrize(("seeming", "looks"), [(0.01, 0), (0.014, 0), (0.02, 1), (0.05, 0)])
def test_what_was_dismissed_is_looked_at_again_where_it_has_grown(
    monkeypatch: pytest.MonkeyPatch, seeming: float, looks: int
) -> None:
    parser, looked = finds_nobody(monkeypatch)
    monkeypatch.setattr(presence, "chances", lambda *_: spread(seeming))
    glance = parser.glance([WALL], dismissed=0.01)[0]
    assert len(looked) == looks
    if glance.share < SURE_SHARE:
        assert glance.dismissed == pytest.approx(seeming if looks else 0.01)


def spread(share: float) -> FloatArray:
    """Chances (100, 100) that somebody covers a part of a picture."""
    cells = np.zeros(10_000, dtype=np.float32)
    cells[: round(share * 10_000)] = 1.0
    return cells.reshape(100, 100)


def test_a_missing_head_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="where somebody is"):
        presence.load(tmp_path / "no.safetensors")
