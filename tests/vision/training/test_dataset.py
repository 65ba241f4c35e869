"""What the parser is shown while it learns."""

import argparse
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import torch
from PIL import Image

from tests.vision.training.bands import person
from vision.language.categories import PARTS
from vision.training import dataset, pseudo_labels
from vision.training.dataset import Scenes, batches, shares_of

TOP, TIE = PARTS.index("top"), PARTS.index("tie")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two street photos in shirts, one of them held out."""
    for name in ("photos", "masks"):
        (tmp_path / "ccp" / name).mkdir(parents=True)
    for number in (1001, 1005):
        shown = person(1)
        Image.fromarray(shown.photo).save(tmp_path / "ccp" / "photos" / f"{number}.jpg")
        Image.fromarray(shown.parts).save(tmp_path / "ccp" / "masks" / f"{number}.png")
    (tmp_path / "ccp" / "labels.json").write_text(json.dumps(["null", "shirt"]))
    return tmp_path


def scenes(data: Path, step: int = 0, **changes: Any) -> Scenes:
    """Small scenes of ``data``, nothing drawn."""
    given = {
        "data": data,
        "out": data,
        "start": None,
        "seed": 1,
        "batch": 3,
        "size": 56,
        "drawn": 0.0,
        "pseudo_labels": 0.0,
    }
    return Scenes(argparse.Namespace(**given | changes), step)


def first(some: Scenes, processes: int = 0, count: int = 1) -> list[torch.Tensor]:
    """The photos of the first batches."""
    return [photos for photos, _ in islice(batches(some, processes), count)]


def test_photos_that_hold_what_few_do_are_shown_more_often() -> None:
    shares = shares_of([person(TOP)] * 30 + [person(TOP, TIE)])
    assert np.isclose(shares.sum(), 1) and shares[-1] > 2 * shares[0]


def test_a_batch_has_a_part_for_every_pixel_and_nothing_that_is_held_out(data: Path) -> None:
    shown = scenes(data)
    photos, parts = next(batches(shown, 0))
    assert len(shown.photos) == 1
    assert photos.shape == (3, 56, 56, 3) and parts.shape == (3, 56, 56)
    assert photos.dtype == parts.dtype == torch.uint8 and set(parts.flatten().tolist()) <= {0, TOP}


def test_a_seed_makes_the_same_batches_and_a_later_step_others(data: Path) -> None:
    again, later, other = scenes(data), scenes(data, step=5), scenes(data, seed=2)
    (ours,) = first(scenes(data))
    assert torch.equal(ours, first(again)[0])
    assert not torch.equal(ours, first(later)[0]) and not torch.equal(ours, first(other)[0])


@pytest.fixture
def _threads_of_opencv() -> Iterator[None]:
    """OpenCV has its threads at work, as after guessing masks, and has them back afterwards."""
    count = cv2.getNumThreads()
    cv2.setNumThreads(4)
    cv2.GaussianBlur(np.zeros((2000, 2000, 3), dtype=np.uint8), (9, 9), 0)
    yield
    cv2.setNumThreads(count)


@pytest.mark.usefixtures("_threads_of_opencv")
def test_processes_make_other_batches_than_each_other(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataset, "TIMEOUT_SECONDS", 30)
    one, two = first(scenes(data), processes=2, count=2)
    assert one.shape == two.shape == (3, 56, 56, 3) and not torch.equal(one, two)


def test_photos_without_masks_take_their_part_of_what_is_shown(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataset, "BundledParser", lambda weights: None)
    monkeypatch.setattr(pseudo_labels, "load", lambda data, teacher: [person(TIE, TIE, TIE)])
    shown = scenes(data, start=data / "weights", pseudo_labels=1.0)
    _, parts = next(batches(shown, 0))
    assert (parts == TIE).any() and not (parts == TOP).any()
    assert (data / dataset.PSEUDO_LABELS).exists()


def test_most_drawn_frames_are_shown_more_than_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataset, "FRAMES", 4)
    shown = [id(frame) for frame in islice(dataset.drawn_people(np.random.default_rng(0)), 40)]
    assert len(set(shown[:4])) == 4 < len(set(shown)) < 20
