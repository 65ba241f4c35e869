"""An editor uploads films on the admin's page for that, in a real browser, with a real worker and real faults."""

import hashlib
import socket
import struct
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import ADMIN_PASSWORD, process, viewer
from tests.films import make_film, make_moving_film
from trendflix.site.supervisor import site_command

pytestmark = pytest.mark.browser
PAGE = "/admin/uploads/filmupload/"
WORK_MS = 240_000
MIB = 2**20
SRT = b"1\n00:00:00,500 --> 00:00:01,500\nGuten Abend.\n"
NETWORK = r"net::ERR_|Failed to load resource"


@pytest.fixture
def films(tmp_path: Path) -> Path:
    """Three films, the first of six megabytes, with subtitles and a file that is none of these."""
    with make_moving_film(tmp_path / "Night Market (2021).mp4", seconds=3, size="640x360").open("ab") as film:
        film.write(struct.pack(">I4s", 6 * MIB, b"free") + bytes(6 * MIB - 8))
    make_film(tmp_path / "The Last Ferry (2019).mp4", seconds=4)
    make_film(tmp_path / "Pier - S01E02 - The arrival.mp4", seconds=5)
    (tmp_path / "Night Market (2021).de.srt").write_bytes(SRT)
    (tmp_path / "notes.txt").write_text("Dear Sir,")
    return tmp_path


@pytest.fixture
def editor(browser: Browser, empty_site: str) -> Iterator[Page]:
    """The administrator on the page; what the console says of the faults that we make is expected."""
    with viewer(browser, empty_site, 1440, 900, expected=NETWORK) as opened:
        sign_in(opened)
        yield opened


def sign_in(page: Page) -> None:
    """Open the page of uploads as the administrator."""
    page.on("dialog", lambda dialog: dialog.accept())  # leaving while a film is on its way
    page.goto(f"/admin/login/?next={PAGE}")
    page.get_by_label("User name or e-mail address").fill("admin")
    page.get_by_label("Password").fill(ADMIN_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("Choose files")).to_be_enabled()  # the page's script listens


class Line:
    """The network of a page: slower, or cut."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)
        self.session.send("Network.enable")

    def up(self, bytes_a_second: int = -1, *, is_cut: bool = False) -> None:
        """Let what the page sends take a while; -1: as fast as it can."""
        limits = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes_a_second}
        self.session.send("Network.emulateNetworkConditions", {"offline": is_cut, **limits})


def drop(page: Page, folder: Path) -> None:
    """Drag all files of a folder onto the page."""
    files = [[path.name, b64encode(path.read_bytes()).decode()] for path in sorted(folder.iterdir())]
    transfer = page.evaluate_handle(
        """(files) => {
            const transfer = new DataTransfer();
            for (const [name, data] of files) {
                const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
                transfer.items.add(new File([bytes], name, { lastModified: 1000 }));
            }
            return transfer;
        }""",
        files,
    )
    page.dispatch_event("#uploads-drop", "drop", {"dataTransfer": transfer})


def row(page: Page, name: str) -> Locator:
    """The row of a film."""
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=name))


def bar(page: Page, name: str) -> Locator:
    """The bar of a file."""
    return page.get_by_role("progressbar", name=name)


def percent(page: Page, name: str) -> float:
    """How far the bar of a file is."""
    return float(bar(page, name).get_attribute("value") or 0)


def serious(page: Page) -> list[str]:
    """What axe finds."""
    found = Axe().run(page).response["violations"]
    return [one["id"] for one in found if one["impact"] in ("serious", "critical")]


def test_dropped_films_survive_a_lost_connection_and_a_reload_and_are_published(editor: Page, films: Path) -> None:
    line = Line(editor)
    line.up(MIB)
    drop(editor, films)
    expect(editor.get_by_label("Files that were not taken")).to_contain_text("notes.txt: this is no film")
    market = row(editor, "Night Market")
    market.get_by_label("Year").fill("2022")
    expect(market).to_contain_text("/s")
    market.get_by_role("button", name="Pause: Night Market (2021).mp4").click()
    expect(market).to_contain_text("paused")
    market.get_by_role("button", name="Resume").click()
    line.up(is_cut=True)
    expect(market).to_contain_text("There is no connection to the server. It goes on by itself.", timeout=30_000)
    before = percent(editor, "Night Market (2021).mp4")
    assert 0 < before < 100 and serious(editor) == []
    line.up(MIB // 4)
    expect(market).not_to_contain_text("There is no connection", timeout=30_000)
    editor.reload()
    market = row(editor, "Night Market")
    expect(market).to_contain_text("Choose the same file again; it goes on where it stopped.")
    expect(market.get_by_label("Year")).to_have_value("2022")
    assert percent(editor, "Night Market (2021).mp4") > 0
    assert serious(editor) == []
    line.up()
    drop(editor, films)
    for name in ("Night Market", "The Last Ferry", "The arrival"):
        expect(row(editor, name)).to_contain_text("Can be watched; not published yet.", timeout=WORK_MS)
    expect(editor.get_by_role("listitem").filter(has=editor.get_by_role("heading", level=3))).to_have_count(3)
    watch_and_publish(editor)


def watch_and_publish(editor: Page) -> None:
    """The film plays for its editor, is published, and gets another poster."""
    market = row(editor, "Night Market")
    market.get_by_role("button", name="Publish").click()
    expect(market).to_contain_text("Published.")
    expect(editor.get_by_role("status").first).to_contain_text("Night Market: Published.")
    editor.get_by_role("button", name="Publish all that play").click()
    expect(row(editor, "The arrival")).to_contain_text("Published.")
    assert serious(editor) == []
    expect(market.locator("[data-kind=artwork]")).to_have_attribute("data-status", "done", timeout=WORK_MS)
    address = market.get_by_role("link", name="Watch as viewer").get_attribute("href")
    market.get_by_role("link", name="Artwork: Night Market").click()
    editor.get_by_role("button", name="as poster").first.click()
    expect(editor.locator(".messagelist")).to_contain_text("The poster now shows")
    editor.goto(address or "")
    expect(editor.locator("video")).to_be_attached()
    assert "de" in editor.locator("#watch-config").inner_text()


@contextmanager
def web(data: Path, port: int) -> Iterator[None]:
    """A web server that can be stopped and started again at its address."""
    with process(data, site_command("127.0.0.1", port)):
        yield


def test_a_restarted_server_goes_on_with_the_same_bytes(
    browser: Browser, empty_data: Path, empty_site: str, tmp_path: Path
) -> None:
    film = tmp_path / "Restart (1999).mp4"
    with make_film(film).open("ab") as file:
        file.write(struct.pack(">I4s", 8 * MIB, b"free") + hashlib.sha512(b"x").digest() * ((8 * MIB - 8) // 64))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with viewer(browser, f"http://127.0.0.1:{port}", 1440, 900, expected=NETWORK) as page:
        page.set_default_timeout(30_000)
        with web(empty_data, port):
            _until_it_answers(page)
            sign_in(page)
            line = Line(page)
            line.up(MIB)
            page.locator("#uploads-files").set_input_files(film)
            expect(row(page, "Restart")).to_contain_text("/s")
        expect(row(page, "Restart")).to_contain_text("It goes on by itself.", timeout=30_000)
        with web(empty_data, port):
            line.up()
            expect(row(page, "Restart")).to_contain_text("Can be watched", timeout=WORK_MS)
    kept = [path.read_bytes() for path in empty_data.glob("media/titles/*/source/*.film")]
    assert film.read_bytes() in kept


def _until_it_answers(page: Page) -> None:
    for _ in range(50):
        try:
            page.request.get("/healthz")
            return
        except Exception:  # noqa: BLE001 - whatever Playwright calls a refused connection
            page.wait_for_timeout(200)


def test_what_is_no_film_is_named_and_can_be_cancelled_by_keyboard(editor: Page) -> None:
    letter = {"name": "letter.mp4", "mimeType": "video/mp4", "buffer": b"Dear Sir,"}
    editor.locator("#uploads-files").set_input_files(letter)  # type: ignore[arg-type]  # a FilePayload
    expect(editor.get_by_label("Files that were not taken")).to_contain_text("letter.mp4: this is not what")
    Line(editor).up(1000)
    film = {"name": "Slow.mp4", "mimeType": "video/mp4", "buffer": b"\x00\x00\x00\x18ftypisom" + bytes(2 * MIB)}
    editor.locator("#uploads-files").set_input_files(film)  # type: ignore[arg-type]  # a FilePayload
    cancel = row(editor, "Slow").get_by_role("button", name="Cancel: Slow")
    cancel.focus()
    editor.keyboard.press("Enter")
    expect(row(editor, "Slow")).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1024, "dark"), (390, "dark")])
def test_the_page_is_accessible_and_fits(browser: Browser, empty_site: str, width: int, scheme: str) -> None:
    with viewer(browser, empty_site, width, 900, color_scheme=scheme) as page:
        sign_in(page)
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
