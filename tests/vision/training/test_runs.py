"""What a run keeps beside its checkpoint."""

from pathlib import Path

import numpy as np
import pytest

from vision.training.people import Labelled
from vision.training.runs import kept, once


def photos() -> list[Labelled]:
    """Two of one size, which must not become one array."""
    return [Labelled(np.full((6, 4, 3), shade, np.uint8), np.zeros((6, 4), np.uint8)) for shade in (1, 2)]


def never() -> list[Labelled]:
    """Stands for hours of work."""
    raise AssertionError("made a second time")


def test_what_was_made_once_is_not_made_again(tmp_path: Path) -> None:
    made = once(tmp_path / "photos.npy", photos)
    again = once(tmp_path / "photos.npy", never)
    assert [one.photo.max() for one in made] == [one.photo.max() for one in again] == [1, 2]
    assert [file.name for file in tmp_path.iterdir()] == ["photos.npy"]


def test_what_broke_off_is_made_from_the_start(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="second"):
        once(tmp_path / "photos.npy", never)
    assert len(once(tmp_path / "photos.npy", photos)) == 2


def test_what_was_never_made_is_missed(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"photos\.npy"):
        kept(tmp_path / "photos.npy")
