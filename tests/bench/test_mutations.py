"""Damaged files: a short series of each kind is read, and what would be a fault is seen as one."""

import os
import random
import signal
import socket
import tempfile
import time
from itertools import count
from pathlib import Path

import pytest
from django.conf import settings

from trendflix.bench.mutations import guard, run
from trendflix.bench.mutations.damage import damaged
from trendflix.bench.mutations.trials import ACCEPTED, KINDS, REFUSED, input_of, tried
from trendflix.core.folders import work_folder

SEED = 2026


@pytest.mark.parametrize(("kind", "trials"), [("feeds", 200), ("subtitles", 200), ("pictures", 150), ("films", 8)])
def test_damaged_files_are_read_or_refused_in_words(kind: str, trials: int, tmp_path: Path) -> None:
    ends = set()
    for number in range(trials):
        folder = tmp_path / str(number)
        folder.mkdir()
        ends.add(tried(kind, SEED, number, folder))
    assert ends == {ACCEPTED, REFUSED}


@pytest.mark.parametrize("kind", ["feeds", "subtitles", "pictures"])
def test_samples_are_read_as_long_as_nothing_is_damaged(kind: str, tmp_path: Path) -> None:
    for name, data in KINDS[kind].samples():
        (tmp_path / name).write_bytes(data)
        KINDS[kind].read(tmp_path / name)


def test_a_seed_and_a_number_name_a_file() -> None:
    assert input_of("feeds", 1, 7) == input_of("feeds", 1, 7) != input_of("feeds", 2, 7)
    made = {damaged(b"0123456789" * 20, random.Random(seed)) for seed in range(50)}  # noqa: S311 - repeatable
    assert len(made) > 45


def _bad(number: int, folder: Path) -> str:
    """What each number does that a reader must not."""
    if number == 1:
        raise IndexError("past the end")
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 9:
        time.sleep(600)
    if number == 4:
        (folder.parent.parent / f"{folder.parent.name}.txt").write_text("elsewhere")
    if number == 5:
        (folder.parent / "tmp" / "forgotten").write_text("left")
    if number == 6:
        bytearray(4 * guard.MEMORY)
    if number == 7:
        with socket.socket() as line:
            line.connect_ex(("127.0.0.1", 9))
    return ACCEPTED


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No samples, and scratch folders of the test's own."""
    monkeypatch.setattr(run, "LOADED", ())
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def _unpacks(number: int, folder: Path) -> str:
    """Works in a folder for one piece of work, and leaves one behind."""
    with work_folder("feed-") as work:
        Path(work, "a.xml").write_text("unpacked")
    if number == 1:
        tempfile.mkdtemp(prefix="feed-", dir=settings.FILE_UPLOAD_TEMP_DIR)
    return ACCEPTED


@pytest.mark.usefixtures("quick")
def test_folders_for_work_are_no_place_elsewhere_and_must_not_stay() -> None:
    kept = run.Kept()
    run.chunk_run("feeds", 1, range(3), kept, trial=_unpacks)
    assert [number for number, end in kept.faults if "left feed-" in end] == [1] and kept.accepted == 2


@pytest.mark.usefixtures("quick")
def test_a_crash_a_death_and_writing_elsewhere_are_faults_and_the_rest_goes_on() -> None:
    kept = run.Kept()
    run.chunk_run("subtitles", 1, range(9), kept, trial=_bad)
    found = dict(kept.faults)
    assert list(found) == [1, 2, 4, 5, 6, 7] and (kept.accepted, kept.next) == (3, 9)
    assert found[1].startswith("IndexError") and found[2] == "the process ended with -9"
    assert "wrote to" in found[4] and "forgotten" in found[5] and "MemoryError" in found[6]
    assert "connected to" in found[7]


@pytest.mark.usefixtures("quick")
def test_a_trial_that_does_not_end_is_killed() -> None:
    kept = run.Kept(next=9)
    run.chunk_run("subtitles", 1, range(9, 10), kept, silent=1.0, trial=_bad)
    assert kept.faults == [(9, "hangs")]


@pytest.mark.usefixtures("quick")
def test_a_run_goes_on_where_the_last_one_stopped(
    monkeypatch: pytest.MonkeyPatch, data_folder: Path, tmp_path: Path
) -> None:
    done: list[range] = []

    def chunk(kind: str, seed: int, numbers: range, kept: run.Kept) -> None:
        done.append(numbers)
        for number in numbers:
            kept.note(number, "IndexError: x" if number == 250 else ACCEPTED)

    monkeypatch.setattr(run, "chunk_run", chunk)
    first = run.measure(feeds=300, films=0, pictures=0, subtitles=0)
    again = run.measure(feeds=450, films=0, pictures=0, subtitles=0)
    assert done == [range(0, 200), range(200, 300), range(300, 450)]
    assert first["feeds_faults"] == again["feeds_faults"] == 1.0 and again["feeds_tried"] == 450
    (file,) = (data_folder / "bench").glob("feeds-1-250-*")
    assert file.read_bytes() == input_of("feeds", 1, 250)[1]


def test_slow_trials_are_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ticks = count(0.0, 7.0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guard, "_spent", lambda: next(ticks))
        patch.setattr(guard, "_limit_memory", lambda: None)
        patch.setattr("sys.addaudithook", lambda hook: None)
        patch.setattr("tempfile.tempdir", None)
        with (tmp_path / "said").open("w") as say:
            (tmp_path / "scratch").mkdir()
            guard.run(lambda number, folder: ACCEPTED, iter([0]), tmp_path / "scratch", 5.0, say)
    assert "too slow: 7.0 s" in (tmp_path / "said").read_text()
