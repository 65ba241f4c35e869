"""ffmpeg as a process: what it says, and how it is stopped. Python stands in for it."""

import sys
import time

import pytest

from playback.media import ffmpeg
from trendflix.core.errors import UserError
from trendflix.jobs.errors import JobCancelled


def program(text: str) -> list[str]:
    """A command that runs a line of Python."""
    return [sys.executable, "-c", text]


def silent(part: float) -> None:
    """A report that tells nobody."""


def test_progress_is_told_as_a_part_of_the_whole() -> None:
    told: list[float] = []
    lines = "out_time_us=1000000\\nout_time_us=N/A\\nspeed=2x\\nout_time_us=9000000\\n"
    ffmpeg.run(program(f"print('{lines}')"), 4.0, told.append, limit=60)
    assert told == [0.25, 1.0]


def test_the_last_words_are_the_error_without_addresses_in_memory() -> None:
    words = "import sys; sys.stderr.write('first\\n[libx264 @ 0x55ff] width not divisible by 2\\n'); sys.exit(1)"
    with pytest.raises(UserError) as caught:
        ffmpeg.run(program(words), 1.0, silent, limit=60)
    assert str(caught.value) == "ffmpeg failed: width not divisible by 2"


BROKEN_PIPE = "import sys; sys.stderr.write('Error closing file: Broken pipe\\n'); sys.exit(1)"


def test_a_source_may_find_its_pipe_closed_by_a_reader_that_has_all_it_wanted() -> None:
    ffmpeg.run(program(""), 1.0, silent, limit=60, source=program(BROKEN_PIPE))


def test_a_reader_that_fails_is_blamed_also_where_its_source_finds_the_pipe_closed() -> None:
    with pytest.raises(UserError):
        ffmpeg.run(program("import sys; sys.exit(1)"), 1.0, silent, limit=60, source=program(BROKEN_PIPE))


def test_a_source_that_fails_is_told_though_its_reader_does_not() -> None:
    failing = "import sys; sys.stderr.write('no such stream\\n'); sys.exit(1)"
    with pytest.raises(UserError, match="no such stream"):
        ffmpeg.run(program(""), 1.0, silent, limit=60, source=program(failing))


def test_a_film_that_is_mostly_damaged_is_called_so() -> None:
    with pytest.raises(UserError, match="Most of the film cannot be decoded"):
        ffmpeg.run(program("import sys; sys.exit(69)"), 1.0, silent, limit=60)


def test_what_takes_too_long_is_killed() -> None:
    began = time.monotonic()
    with pytest.raises(ffmpeg.TooSlow, match="stopped after"):
        ffmpeg.run(program("import time; time.sleep(300)"), 1.0, silent, limit=0.5)
    assert time.monotonic() - began < 120


def test_a_report_that_raises_stops_it() -> None:
    def cancel(part: float) -> None:
        raise JobCancelled("stop")

    began = time.monotonic()
    with pytest.raises(JobCancelled):
        ffmpeg.run(program("import time; print('out_time_us=1', flush=True); time.sleep(300)"), 1.0, cancel, limit=600)
    assert time.monotonic() - began < 120


def test_a_look_aside_has_an_end() -> None:
    assert ffmpeg.output_of(program("print('x')")).strip() == "x"
    assert ffmpeg.output_of(program("import time; time.sleep(300)"), limit=0.5) == ""


def test_the_filters_are_known_by_name() -> None:
    assert {"scale", "fps", "bwdif", "tile"} <= ffmpeg.filters()
