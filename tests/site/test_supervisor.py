"""The site and its worker side by side: started, started again, stopped."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from trendflix.core.errors import UserError
from trendflix.site import supervisor
from trendflix.site.supervisor import Supervisor, port_check, site_command

SLEEP = ["-c", "import time; time.sleep(60)"]
DEAF = [
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)",
]


def soon(true: Callable[[], bool]) -> bool:
    """Whether something comes true within seconds."""
    end = time.monotonic() + 10
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return true()


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Supervisor:
    """A supervisor of one child, watching in a thread, that reaps nothing."""
    monkeypatch.setattr(supervisor, "jobs_reap", dict)
    monkeypatch.setattr(supervisor, "pending_write", lambda limit: {})
    monkeypatch.setattr(supervisor, "due_enqueue", list)
    started = Supervisor({"child": SLEEP})
    started.start("child")
    threading.Thread(target=started._watch, daemon=True).start()
    return started


def test_a_child_that_dies_is_started_again(running: Supervisor) -> None:
    first = running.children["child"].pid
    os.kill(first, signal.SIGKILL)
    assert soon(lambda: running.children["child"].pid != first and running.children["child"].poll() is None)
    running.stopping = True
    running.stop()


def test_stopping_ends_every_child(running: Supervisor) -> None:
    running.stopping = True
    running.stop()
    assert running.children["child"].poll() is not None


def test_a_child_that_will_not_stop_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "STOP_SECONDS", 0.3)
    started = Supervisor({"deaf": DEAF})
    started.children["deaf"] = child = subprocess.Popen([sys.executable, *DEAF], stdout=subprocess.PIPE)
    assert child.stdout is not None and child.stdout.readline()
    started.stop()
    assert child.returncode == -signal.SIGKILL


def test_long_work_yields_to_those_who_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    started = Supervisor({"worker": SLEEP, "look": SLEEP})
    for name in started.commands:
        started.start(name)
    niceness = {name: os.getpriority(os.PRIO_PROCESS, child.pid) for name, child in started.children.items()}
    started.stop()
    assert niceness["worker"] > niceness["look"]


def test_a_taken_port_is_said_before_anything_starts() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(UserError, match=f"127.0.0.1:{port} cannot be used"):
            port_check("127.0.0.1", port)
        with pytest.raises(CommandError, match="choose another with PORT"):
            call_command("serve", port=port, stdout=StringIO())


def test_the_site_listens_where_it_was_told() -> None:
    command = site_command("0.0.0.0", 8080)
    assert command[command.index("--bind") + 1] == "0.0.0.0:8080" and "gunicorn" in command


@pytest.mark.django_db
def test_serving_prepares_then_says_where_the_site_is(monkeypatch: pytest.MonkeyPatch, data_folder: Path) -> None:
    served: list[Supervisor] = []
    monkeypatch.setattr(Supervisor, "run", lambda self: served.append(self))
    (data_folder / "admin-password.txt").write_text("secret\n")
    out = StringIO()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    monkeypatch.setattr("trendflix.management.commands.serve.call_command", lambda *args, **kwargs: None)
    call_command("serve", port=port, stdout=out)
    assert set(served[0].commands) == {"site", "worker", "look"} and f"http://localhost:{port}/" in out.getvalue()
    assert "admin-password.txt" in out.getvalue() and "secret" not in out.getvalue()


def test_old_jobs_sessions_and_files_are_cleared_once_a_day(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    done: list[str] = []
    mark = tmp_path / "collected"
    monkeypatch.setattr(supervisor, "FIRST_DAILY_SECONDS", 0.0)
    monkeypatch.setattr(supervisor, "jobs_reap", dict)
    monkeypatch.setattr(supervisor, "pending_write", lambda limit: {})
    monkeypatch.setattr(supervisor, "due_enqueue", list)
    monkeypatch.setattr(supervisor, "jobs_prune", lambda: done.append("pruned"))
    monkeypatch.setattr(supervisor, "call_command", done.append)
    monkeypatch.setattr(supervisor, "COLLECT", ["-c", f"open({str(mark)!r}, 'w')"])
    running = Supervisor({"child": SLEEP})
    running.start("child")
    threading.Thread(target=running._watch, daemon=True).start()
    assert soon(mark.exists)
    time.sleep(1.2)
    running.stopping = True
    running.stop()
    assert done == ["pruned", "clearsessions"]


def test_pending_documents_are_written_beside_reaping(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(supervisor, "jobs_reap", dict)
    monkeypatch.setattr(supervisor, "due_enqueue", list)
    monkeypatch.setattr(supervisor, "pending_write", asked.append)
    running = Supervisor({})
    threading.Thread(target=running._watch, daemon=True).start()
    assert soon(lambda: asked == [supervisor.PENDING_AT_ONCE])
    running.stopping = True


@pytest.mark.parametrize("error", [OperationalError("database is locked"), OSError(28, "No space left on device")])
def test_a_database_that_is_locked_or_a_full_disk_ends_nothing(
    monkeypatch: pytest.MonkeyPatch, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    done = []

    def fails() -> None:
        done.append("failed")
        raise error

    monkeypatch.setattr(supervisor, "close_old_connections", lambda: None)
    monkeypatch.setattr(supervisor, "jobs_reap", fails)
    monkeypatch.setattr(supervisor, "due_enqueue", lambda: done.append("enqueued"))
    monkeypatch.setattr(supervisor, "pending_write", lambda limit: done.append("written"))
    watching = Supervisor({})
    watching.housekeep()
    watching.housekeep()
    assert done == ["failed", "enqueued", "written"] * 2 and "tried again later" in caplog.text
