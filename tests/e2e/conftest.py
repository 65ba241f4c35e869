"""A whole site with the demo library, as `make run` makes it, and a browser that looks at it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.services import chromium, need
from trendflix.supervisor import site_command

ROOT = Path(__file__).resolve().parent.parent.parent
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
    """The data folder of a site that was seeded."""
    data = tmp_path_factory.mktemp("demo")
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
def browser() -> Iterator[Browser]:
    """Chromium without a screen."""
    path = chromium()
    need(path is not None, "Chromium")
    with sync_playwright() as play:
        yield play.chromium.launch(executable_path=path, args=ARGUMENTS)


@pytest.fixture(params=[(1440, 810), (390, 844)], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """A fresh viewer at each size; whatever the console complains of fails the test."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=site)
    context.set_default_timeout(15_000)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []
