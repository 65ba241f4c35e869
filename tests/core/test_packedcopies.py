"""Packed copies of static files: made where there is none of the file as it is."""

from pathlib import Path

import pytest

from trendflix.core.packedcopies import OwnFilesCompressor

TEXT = b"body { color: red }\n" * 50


@pytest.fixture
def style(tmp_path: Path) -> Path:
    """A file of our pages with its packed copies."""
    (tmp_path / "css").mkdir()
    path = tmp_path / "css" / "page.css"
    path.write_bytes(TEXT)
    pack(path)
    return path


def pack(path: Path) -> list[str]:
    """The suffixes of the copies that packing a file leaves beside it."""
    compressor = OwnFilesCompressor(str(path.parent.parent), quiet=True)
    return [Path(copy).suffix for copy in compressor.compress(str(path))]


def test_copies_of_the_file_as_it_is_are_kept(style: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OwnFilesCompressor, "compress_brotli", lambda data: pytest.fail("packed again"))
    assert pack(style) == [".br", ".gz"]


@pytest.mark.parametrize("suffix", [".br", ".gz"])
@pytest.mark.parametrize("wrong", [b"", b"half"])
def test_a_copy_that_is_broken_is_made_anew(style: Path, suffix: str, wrong: bytes) -> None:
    copy = style.with_name(style.name + suffix)
    whole = copy.read_bytes()
    copy.write_bytes(wrong)
    assert pack(style) == [".br", ".gz"] and copy.read_bytes() == whole


def test_a_file_that_changed_is_packed_anew(style: Path) -> None:
    before = style.with_name("page.css.br").read_bytes()
    style.write_bytes(TEXT * 2)
    assert pack(style) == [".br", ".gz"] and style.with_name("page.css.br").read_bytes() != before


def test_files_of_others_are_packed_with_gzip_alone(tmp_path: Path) -> None:
    (tmp_path / "admin").mkdir()
    path = tmp_path / "admin" / "base.css"
    path.write_bytes(TEXT)
    assert pack(path) == pack(path) == [".gz"]
