"""A whole site with the demo library, as `make run` makes it, and a browser that looks at it."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.services import need
from trendflix.bench.browsers import chromium
from trendflix.demo.story import LAST_FERRY
from trendflix.supervisor import site_command

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_MS = 15_000
expect.set_options(timeout=PATIENCE_MS)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def environment(data: Path) -> dict[str, str]:
    """Variables of the site."""
    return {
        **os.environ,
        "TRENDFLIX_DATA": str(data),
        "DATABASE_URL": "",
        "CELERY_BROKER_URL": "filesystem://localhost//",
    }


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a site that was seeded; a copy of ``TEST_DEMO_DATA`` where that names one, to save minutes."""
    data = tmp_path_factory.mktemp("demo")
    if kept := os.environ.get("TEST_DEMO_DATA"):
        shutil.copytree(kept, data, dirs_exist_ok=True)
    for words in (["migrate", "-v0"], ["collectstatic", "-v0", "--no-input"], ["seed_demo", "--wait"]):
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(command, cwd=ROOT, env=environment(data), capture_output=True, text=True, timeout=600)
        assert done.returncode == 0, done.stderr
    return data


@pytest.fixture(scope="session")
def site(demo: Path) -> Iterator[str]:
    """The address of the seeded site."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, *site_command("127.0.0.1", port)], cwd=ROOT, env=environment(demo))
    address = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=2)  # noqa: S310 - our own server
            break
        except OSError:
            time.sleep(0.2)
    yield address
    server.terminate()
    server.wait(10)


@pytest.fixture(scope="session")
def timeline(demo: Path) -> dict[str, Any]:
    """The demo film's timeline as scripts get it."""
    command = [sys.executable, "manage.py", "export_timeline", LAST_FERRY.slug]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(demo), capture_output=True, text=True, timeout=60, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="session")
def look(demo: Path, site: str) -> Iterator[None]:
    """The process that answers viewers' questions, with the carried models."""
    command = [sys.executable, "manage.py", "answer_lookups"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(demo), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline().strip() == "Looking."
    yield
    process.terminate()
    process.wait(30)


@pytest.fixture(scope="session")
def series(demo: Path, site: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The first of two episodes, with a recap and credits; the address of its watch page."""
    words = f"from tests.e2e import series; print(series.make({str(tmp_path_factory.mktemp('series'))!r}))"
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", words]
    done = subprocess.run(command, cwd=ROOT, env=environment(demo), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return f"/watch/{done.stdout.split()[-1]}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a screen."""
    path = chromium()
    need(path is not None, "Chromium")
    with sync_playwright() as play:
        yield play.chromium.launch(executable_path=path, args=ARGUMENTS)


@contextmanager
def viewer(
    browser: Browser, site: str, width: int, height: int, *, expected: str = "(?!)", **more: Any
) -> Iterator[Page]:
    """A fresh viewer with a window of a size; whatever the console complains of, but ``expected``, fails the test."""
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=site, **more)
    context.set_default_timeout(PATIENCE_MS)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert [line for line in complaints if not re.search(expected, line)] == []


@pytest.fixture(params=[(1440, 810), (390, 844)], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """A viewer at each size."""
    with viewer(browser, site, *request.param) as opened:
        yield opened


@pytest.fixture
def desk(browser: Browser, site: str) -> Iterator[Page]:
    """A viewer at a desk."""
    with viewer(browser, site, 1440, 810) as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """A viewer with a telephone, and fingers."""
    with viewer(browser, site, 390, 844, has_touch=True, is_mobile=True) as opened:
        yield opened
