"""A whole site with the demo library, as `make run` makes it, and a browser that looks at it."""

import json
import re
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
from tests.sites import ROOT, copied, environment, manage, migrated, seeded
from trendflix.bench.browsers import chromium
from trendflix.demo.story import LAST_FERRY
from trendflix.site.supervisor import WORKER, site_command

PATIENCE_MS = 15_000
ADMIN_PASSWORD = "admin-password"
expect.set_options(timeout=PATIENCE_MS)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a site that was seeded."""
    return copied("demo", seeded, tmp_path_factory.mktemp("demo"))


@contextmanager
def process(data: Path, command: list[str]) -> Iterator[None]:
    """A process of the site, such as its worker, until the tests are done."""
    running = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment(data))
    yield
    running.terminate()
    try:
        running.wait(10)
    except subprocess.TimeoutExpired:
        running.kill()


@contextmanager
def served(data: Path) -> Iterator[str]:
    """The web server over a data folder; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with process(data, site_command("127.0.0.1", port)):
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{address}/readyz", timeout=2)  # noqa: S310 - our own server
                break
            except OSError:
                time.sleep(0.2)
        yield address


@pytest.fixture(scope="session")
def site(demo: Path) -> Iterator[str]:
    """The address of the seeded site."""
    with served(demo) as address:
        yield address


@pytest.fixture(scope="session")
def empty_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a site with nothing in it but the user ``admin``."""
    data = tmp_path_factory.mktemp("empty")
    user = "from django.contrib.auth.models import User; "
    user += f"User.objects.create_superuser('admin', password='{ADMIN_PASSWORD}')"
    copied("migrated", migrated, data)
    manage(data, ["shell", "-v0", "-c", user])
    return data


@pytest.fixture(scope="session")
def empty_site(empty_data: Path) -> Iterator[str]:
    """The address of that site, which has a worker."""
    with served(empty_data) as address, process(empty_data, WORKER):
        yield address


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
    """The process that answers viewers' questions, with the bundled models."""
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


@pytest.fixture
def admin(browser: Browser, empty_site: str) -> Iterator[Page]:
    """The administrator of the empty site, signed in; the upload and what the worker makes of it are real.

    The console may tell of a file that is no film: 415.
    """
    with viewer(browser, empty_site, 1440, 900, expected=r"415 \(Unsupported Media Type\)") as opened:
        opened.goto("/admin/")
        opened.get_by_label("User name or e-mail address").fill("admin")
        opened.get_by_label("Password").fill(ADMIN_PASSWORD)
        opened.get_by_role("button", name="Sign in").click()
        expect(opened.get_by_role("heading", name="Library, shop and jobs")).to_be_visible()
        yield opened
