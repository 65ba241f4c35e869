"""Progress for a person at a terminal, and in a log."""

from io import StringIO

import pytest

from trendflix.core.console import Reporter


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Yes."""
        return True


def test_a_log_gets_a_line_a_stage() -> None:
    stream = StringIO()
    report = Reporter("Reel", stream)
    for stage, part in (("reading", 0.0), ("reading", 0.5), ("writing", 0.0)):
        report(stage, part)
    report.finish()
    assert stream.getvalue() == "Reel: reading …\nReel: writing …\n"


def test_a_terminal_gets_a_bar_that_fills() -> None:
    stream = Terminal()
    report = Reporter(stream=stream)
    report("reading", 0.5)
    assert "50 %" in stream.getvalue() and "█" * 14 + "░" * 14 in stream.getvalue()


def test_a_stage_that_ends_leaves_its_time() -> None:
    stream = Terminal()
    report = Reporter(stream=stream)
    report("reading", 1.0)
    report.finish()
    report.finish()
    assert stream.getvalue().count(" s\n") == 1


def test_a_terminal_is_told_the_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("trendflix.core.timeleft.monotonic", lambda: now[0])
    stream = Terminal()
    report = Reporter(stream=stream)
    report("packaging", 0.1)
    now[0] = 60.0
    report("packaging", 0.5)
    assert "1 min left" in stream.getvalue()
