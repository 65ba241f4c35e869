"""Feeds in archives, and archives that are refused."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from shopping.feeds import unpack
from tests.shopping.feeds.helpers import cells, good, save, table
from trendflix.core.errors import UserError

FEED = table(cells(1))


def zipped(*members: tuple[str | zipfile.ZipInfo, str | bytes]) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    """A member that is a symbolic link."""
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o120777 << 16
    return info


def encrypted() -> bytes:
    """A zip archive whose members say that they are encrypted."""
    content = bytearray(zipped(("feed.csv", FEED)))
    content[6] |= 1
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def test_a_gzipped_feed_is_read(tmp_path: Path) -> None:
    path = save(tmp_path, gzip.compress(FEED.encode()), "feed.csv.gz")
    assert unpack(path, tmp_path / "out").read_text() == FEED and good(path)[0].product_id == "P1"


def test_pictures_of_a_zip_lie_beside_its_feed(tmp_path: Path) -> None:
    content = zipped(
        ("shop/feed.csv", FEED), ("shop/i/a.jpg", b"picture"), ("shop/readme.txt", "x"), ("__MACOSX/._f.csv", "")
    )
    path = save(tmp_path, content, "feed.zip")
    feed = unpack(path, tmp_path / "out")
    assert feed == tmp_path / "out/shop/feed.csv" and (feed.parent / "i/a.jpg").read_bytes() == b"picture"
    assert not (tmp_path / "out/shop/readme.txt").exists() and len(good(path)) == 1


def test_a_file_that_is_no_archive_is_the_feed_itself(tmp_path: Path) -> None:
    path = save(tmp_path, FEED)
    assert unpack(path, tmp_path / "out") == path and not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (zipped(("feed.csv", FEED), ("../../evil.jpg", b"x")), "leads out of"),
        (zipped(("feed.csv", FEED), ("/etc/evil.jpg", b"x")), "leads out of"),
        (zipped(("feed.csv", FEED), ("..\\evil.jpg", b"x")), "leads out of"),
        (zipped(("feed.csv", FEED), (link("a.jpg"), "/etc/passwd")), "is a link"),
        (encrypted(), "encrypted"),
        (zipped(("feed.zip", zipped(("feed.csv", FEED)))), "archive inside an archive"),
        (zipped(("feed.csv", gzip.compress(FEED.encode()))), "archive inside an archive"),
        (zipped(("a.csv", FEED), ("b.csv", FEED)), "holds 2 feeds"),
        (zipped(("a.jpg", b"x")), "holds no feed"),
        (zipped(), "holds no feed"),
        (zipped(("xl/workbook.xml", "<workbook/>"), ("feed.csv", FEED)), "an Excel workbook"),
        (zipped(("feed.csv", FEED))[:-30], "cannot be unpacked"),
        (gzip.compress(FEED.encode())[:-9], "cut short"),
        (gzip.compress(gzip.compress(FEED.encode())), "archive inside an archive"),
        (b"\x1f\x8bnonsense", "broken gzip"),
    ],
)
def test_an_archive_that_is_not_safe_or_no_feed_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(UserError, match=f"^export: .*{reason}"):
        unpack(save(tmp_path, content), tmp_path / "out")
    assert not list(tmp_path.rglob("evil*"))


@pytest.mark.parametrize("kind", ["zip", "gzip"])
def test_a_bomb_is_refused_before_it_fills_the_disk(tmp_path: Path, settings: object, kind: str) -> None:
    settings.FEED_MAX_BYTES = 100_000  # type: ignore[attr-defined]  # pytest-django's wrapper has any setting
    zeros = bytes(50_000_000)
    content = zipped(("feed.csv", zeros)) if kind == "zip" else gzip.compress(zeros)
    with pytest.raises(UserError, match="unpacks to more than a feed may have"):
        unpack(save(tmp_path, content), tmp_path / "out")
    assert sum(path.stat().st_size for path in tmp_path.rglob("*")) < 10_000_000


def test_a_member_without_a_name_is_passed_over(tmp_path: Path) -> None:
    nameless = zipfile.ZipInfo("x")
    nameless.filename = ""
    found = unpack(save(tmp_path, zipped((nameless, "x"), ("feed.csv", FEED))), tmp_path / "out")
    assert found.read_text() == FEED
