"""An analysis that was broken off goes on where it was, and comes to what it would have come to."""

import logging
from pathlib import Path

import numpy as np
import pytest

from tests.fakes import FakeEmbedder, FakeParser
from tests.vision.film.made import GREEN, RED, MadeFilm, frame
from vision.film import checkpoints
from vision.film.analysis import Reading, read_film
from vision.film.checkpoints import Checkpoint, State

SHOTS = 8


class BrokenOffError(Exception):
    """The worker died."""


@pytest.fixture(autouse=True)
def kept_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A state is kept at each shot."""
    monkeypatch.setattr(checkpoints, "EVERY_SECONDS", 0.0)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where states are kept."""
    return tmp_path / "analysis" / "7.state"


def film() -> MadeFilm:
    """Eight shots of four seconds, which begin between key frames: two people in turn, and nobody in the fourth."""
    things = [(RED, 50), (GREEN, 150)]
    shown = [frame(ground=9) if n == 3 else frame(things[n % 2], ground=n) for n in range(SHOTS)]
    pictures = [(2.0 * half, shown[half // 2]) for half in range(2 * SHOTS)]
    return MadeFilm(*pictures, cuts=[4.0 * number for number in range(1, SHOTS)])


def read(made: MadeFilm, checkpoint: Checkpoint | None, *, dies_at: float = 1e9) -> Reading:
    """Read a film; the worker dies at a time of the film, in seconds."""

    def progress(stage: str, part: float) -> None:
        if part * 32 >= dies_at:
            raise BrokenOffError

    return read_film(made, 32.0, FakeParser(), FakeEmbedder(), progress, checkpoint)


def assert_same(one: Reading, other: Reading) -> None:
    """All of two readings."""
    assert one.shots == other.shots and one.frames == other.frames and len(one.garments) == len(other.garments) == 2
    for found, there in zip(one.garments, other.garments, strict=True):
        assert (found.category, found.attributes, found.best_at) == (there.category, there.attributes, there.best_at)
        assert found.appearances == there.appearances and found.picture == there.picture
        assert np.allclose(found.vector, there.vector)


@pytest.mark.parametrize("dies_at", [0.5, 5.0, 9.0, 15.0, 20.5, 31.0])
def test_what_was_broken_off_anywhere_comes_to_the_same(file: Path, dies_at: float) -> None:
    with pytest.raises(BrokenOffError):
        read(film(), Checkpoint(file, "key"), dies_at=dies_at)
    assert_same(read(film(), Checkpoint(file, "key")), read(film(), None))


def test_what_was_read_is_not_looked_at_again(file: Path) -> None:
    with pytest.raises(BrokenOffError):
        read(film(), Checkpoint(file, "key"), dies_at=21.0)
    again = film()
    read(again, Checkpoint(file, "key"))
    assert again.asked and min(again.asked) >= 20.0 and min(after for after, _ in again.runs) >= 18.0


def test_an_analysis_that_dies_twice_goes_on_from_the_second_time(file: Path) -> None:
    for dies_at in (9.0, 25.0):
        with pytest.raises(BrokenOffError):
            read(film(), Checkpoint(file, "key"), dies_at=dies_at)
    again = film()
    assert_same(read(again, Checkpoint(file, "key")), read(film(), None))
    assert min(again.asked) >= 24.0


def test_nothing_is_taken_from_another_film_or_other_models(file: Path) -> None:
    with pytest.raises(BrokenOffError):
        read(film(), Checkpoint(file, "key"), dies_at=21.0)
    again = film()
    read(again, Checkpoint(file, "another"))
    assert min(again.asked) < 4.0


@pytest.mark.parametrize("size", [0, 20, 400])
def test_a_damaged_state_is_as_none(file: Path, size: int, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(BrokenOffError):
        read(film(), Checkpoint(file, "key"), dies_at=21.0)
    file.write_bytes(file.read_bytes()[:size])
    assert Checkpoint(file, "key").load() is None and "from its beginning" in caplog.text
    assert_same(read(film(), Checkpoint(file, "key")), read(film(), None))


def test_a_state_that_cannot_be_kept_ends_no_analysis(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    file.parent.write_text("no folder")
    with caplog.at_level(logging.WARNING):
        assert_same(read(film(), Checkpoint(file, "key")), read(film(), None))
    assert "cannot be kept" in caplog.text


def test_a_state_is_not_kept_more_often_than_it_should_be(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "EVERY_SECONDS", 60.0)
    read(film(), Checkpoint(file, "key"))
    assert not file.exists()
    checkpoint = Checkpoint(file, "key")
    checkpoint.save(State(1.0, [], [], [], 1, 0))
    assert not checkpoint.is_due and file.exists()
    checkpoint.remove()
    assert not file.exists()
