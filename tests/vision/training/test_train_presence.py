"""Training the head that tells where somebody is."""

import numpy as np
import pytest
import torch

from vision.nets import presence
from vision.nets.presence import CELL
from vision.training.people import Labelled
from vision.training.presence_frames import HEIGHT, WIDTH, empty_part, far_people, of_scene
from vision.training.train_presence import learn, reached


@pytest.fixture
def photos() -> list[Labelled]:
    """A street with a person in its middle."""
    photo = np.random.default_rng(0).integers(0, 255, (420, 280, 3), dtype=np.uint8)
    parts = np.zeros((420, 280), dtype=np.uint8)
    parts[60:400, 110:170] = 1
    return [Labelled(photo, parts)]


def test_a_frame_says_which_cells_people_cover(photos: list[Labelled]) -> None:
    square = Labelled(photos[0].photo[:256, :256], photos[0].parts[:256, :256])
    picture, covered = of_scene(square, np.random.default_rng(0))
    assert picture.shape == (HEIGHT, WIDTH, 3) and covered.shape == (HEIGHT // CELL, WIDTH // CELL)
    assert covered[:, 0].max() == 0 and covered.max() == pytest.approx(1.0)


def test_parts_beside_people_show_nobody_and_far_people_are_small(photos: list[Labelled]) -> None:
    rng = np.random.default_rng(1)
    empty, far = empty_part(photos, rng), far_people(photos, rng)
    assert empty is not None and empty[1].max() == 0
    assert far is not None and far[1].mean() < 0.3


def test_a_street_full_of_people_has_no_empty_part(photos: list[Labelled]) -> None:
    crowded = Labelled(photos[0].photo, np.ones_like(photos[0].parts))
    assert empty_part([crowded], np.random.default_rng(0)) is None


def test_the_head_learns_where_people_are() -> None:
    torch.manual_seed(0)
    network = presence.load(None)
    covered = (torch.rand(64, 4, 4) > 0.5).float() * (torch.arange(64) % 2)[:, None, None]
    seen = torch.randn(64, presence.FEATURES, 4, 4)
    seen[:, 0] += 6 * covered
    learn(network, (seen, covered), 20)
    found = reached(network, (seen, covered))
    assert found["found"] > 0.95 and found["false"] < found["found"]
