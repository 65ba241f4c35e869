"""Cut-outs as films would show them."""

import numpy as np
import pytest

from vision.colours import GROUND
from vision.training.damage import KINDS, damaged
from vision.types import ByteArray


@pytest.fixture
def cutout() -> ByteArray:
    """A striped garment on the neutral ground, 96 px a side."""
    picture = np.full((96, 96, 3), GROUND, dtype=np.uint8)
    picture[16:80, 16:80] = (200, 60, 40)
    picture[16:80, 16:80:4] = (240, 240, 240)
    return picture


@pytest.mark.parametrize("kind", KINDS)
def test_damage_changes_the_garment_and_leaves_the_ground(kind: str, cutout: ByteArray) -> None:
    changed = damaged(cutout, kind, np.random.default_rng(1))
    ground = (cutout == GROUND).all(axis=2)
    assert changed.shape == cutout.shape and changed.dtype == np.uint8
    assert (changed[ground] == GROUND).all()
    assert np.abs(changed[~ground].astype(int) - cutout[~ground]).mean() > 4


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_does_the_same_damage(kind: str, cutout: ByteArray) -> None:
    first, second = (damaged(cutout, kind, np.random.default_rng(7)) for _ in range(2))
    assert (first == second).all()


def test_far_and_moving_lose_stripes_and_keep_the_mean_colour(cutout: ByteArray) -> None:
    inner = np.s_[30:66, 30:66]
    for kind in ("far", "moving"):
        changed = damaged(cutout, kind, np.random.default_rng(1))[inner].astype(float)
        assert changed.std(axis=(0, 1)).max() < cutout[inner].std(axis=(0, 1)).max()
        assert np.abs(changed.mean(axis=(0, 1)) - cutout[inner].mean(axis=(0, 1))).max() < 12


def test_lamps_take_blue_and_shade_takes_red(cutout: ByteArray) -> None:
    white = np.full((32, 32, 3), 230, dtype=np.uint8)
    warm, cold = (damaged(white, kind, np.random.default_rng(1))[0, 0].astype(int) for kind in ("warm", "cold"))
    assert warm[0] > warm[1] > warm[2] and cold[0] < cold[1] < cold[2]
