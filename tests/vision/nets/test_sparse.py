"""The parser on a processor: a glance, then the patches that matter."""

import numpy as np
import pytest
import torch
from PIL import Image

from vision.nets.parsers import sparse
from vision.nets.parsers.network import ParserNetwork, normalised
from vision.nets.parsers.sizes import GLANCE_PIXELS, MAX_PATCHES, MIN_PIXELS, PIXELS, grid_of, pixels_for, resized
from vision.nets.parsers.sparse import SparseNetwork, patches_asked, quantised
from vision.types import FloatArray

PARTS = 4


@pytest.fixture(scope="module")
def network() -> ParserNetwork:
    """Random weights."""
    torch.manual_seed(0)
    return ParserNetwork(PARTS).eval()


def picture(width: int = 420, height: int = 280) -> Image.Image:
    """Noise."""
    return Image.fromarray(np.random.default_rng(0).integers(0, 255, (height, width, 3), dtype=np.uint8))


def chances(*there: tuple[slice, slice]) -> FloatArray:
    """Chances (4, 20, 30) of background, but for some rectangles."""
    found = np.zeros((PARTS, 20, 30), dtype=np.float32)
    found[0] = 1.0
    for rows, columns in there:
        found[0, rows, columns], found[1, rows, columns] = 0.1, 0.9
    return found


def test_what_is_seen_in_all_patches_is_what_is_seen_in_the_picture(network: ParserNetwork) -> None:
    pictures = normalised(torch.from_numpy(np.array(resized(picture()))).unsqueeze(0))
    rows, columns = grid_of(picture())
    with torch.inference_mode():
        whole = network.encoded(pictures)
        part = network.encoded_part(pictures, torch.arange(rows * columns))
    assert whole.shape[2:] == (rows, columns) and torch.allclose(whole.flatten(2), part, atol=1e-4)


def test_integers_say_nearly_what_floats_say(network: ParserNetwork) -> None:
    pictures = normalised(torch.from_numpy(np.array(resized(picture(), GLANCE_PIXELS))).unsqueeze(0))
    with torch.inference_mode():
        exact, rounded = network(pictures), quantised(network)(pictures)
    assert float((exact - rounded).abs().mean()) < 0.1 * float(exact.std())


def test_bfloat16_says_nearly_what_floats_say(network: ParserNetwork) -> None:
    small = resized(picture(), GLANCE_PIXELS)
    with torch.inference_mode():
        exact = network(normalised(torch.from_numpy(np.array(small)).unsqueeze(0)))
    wanted = sparse._chances(exact, small.size)
    assert np.abs(SparseNetwork(network, torch.bfloat16).glance(small) - wanted).max() < 0.05


def test_patches_of_people_and_those_beside_them_are_asked_for() -> None:
    asked = patches_asked(chances((slice(8, 12), slice(10, 14))), 20, 30)
    assert asked[7:13, 9:15].all() and asked.sum() == 36


def test_a_picture_without_people_is_not_looked_at_closely(
    network: ParserNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = SparseNetwork(network)
    monkeypatch.setattr(sparse, "_chances", lambda logits, size: chances())
    monkeypatch.setattr(ParserNetwork, "encoded_part", lambda *_: pytest.fail("looked closely"))
    found = made.probabilities(picture())
    assert found.shape[0] == PARTS and (found[0] == 1).all() and not found[1:].any()


def test_what_was_not_looked_at_is_background(network: ParserNetwork, monkeypatch: pytest.MonkeyPatch) -> None:
    made = SparseNetwork(network)
    glanced = chances((slice(8, 12), slice(10, 14)))
    real = sparse._chances
    calls = iter([lambda *_: glanced, real])
    monkeypatch.setattr(sparse, "_chances", lambda logits, size: next(calls)(logits, size))
    found = made.probabilities(picture())
    height, width = found.shape[1:]
    assert np.allclose(found.sum(axis=0), 1, atol=1e-4)
    assert (found[0, : height // 4] == 1).all() and (found[0, :, : width // 5] == 1).all()
    assert (found[0, height // 2 - 7 : height // 2, width * 11 // 30 : width * 13 // 30] < 1).all()


def test_people_who_fill_a_picture_are_read_at_fewer_pixels() -> None:
    assert pixels_for(0.0) == pixels_for(0.3) == PIXELS
    assert MIN_PIXELS < pixels_for(0.6) < PIXELS and pixels_for(1.0) == MIN_PIXELS
    rows, columns = grid_of(picture(1280, 720), pixels_for(0.6))
    assert 0.6 * rows * columns == pytest.approx(MAX_PATCHES, rel=0.05)


def test_small_pictures_are_enlarged_by_half_at_most_and_sides_are_whole_patches() -> None:
    assert resized(picture(280, 140)).size == (420, 210)
    assert resized(picture(8, 2000)).size[0] == 28
