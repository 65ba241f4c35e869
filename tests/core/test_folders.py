"""Who may read the data folder."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from trendflix.core.folders import data_folder_protect, replacing, work_folder
from trendflix.site.garbage import temporary_uploads_collect


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    """What a test changes of this process ends with it."""
    known = os.umask(0o022)
    yield
    os.umask(known)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder as it was made before: everybody may read it."""
    folder = tmp_path / "data"
    for name in ("media", "static", "broker", "cache"):
        (folder / name).mkdir(parents=True)
        (folder / name / "file").touch(0o644)
    for name in ("secret-key.txt", "trendflix.sqlite3"):
        (folder / name).write_text("x")
    return folder


def mode(path: Path) -> int:
    """What users may do with a file."""
    return path.stat().st_mode & 0o777


def test_a_folder_that_the_site_alone_reads_is_closed_with_what_lies_in_it(data: Path) -> None:
    data_folder_protect(data, is_shared=False)
    assert mode(data) == 0o700
    assert {mode(data / name) for name in ("secret-key.txt", "trendflix.sqlite3")} == {0o600}
    (data / "broker" / "message").write_text("x")
    (data / "exports").mkdir()
    assert mode(data / "broker" / "message") == 0o600 and mode(data / "exports") == 0o700


def test_nginx_still_reaches_films_and_static_files_and_nothing_else(data: Path) -> None:
    data_folder_protect(data, is_shared=True)
    (data / "media" / "film").write_text("x")
    assert mode(data) == 0o711 and mode(data / "media") == mode(data / "static") == 0o755
    assert mode(data / "media" / "film") == mode(data / "static" / "file") == 0o644
    assert mode(data / "broker") == mode(data / "cache") == 0o700
    assert mode(data / "secret-key.txt") == mode(data / "trendflix.sqlite3") == 0o600


def test_a_folder_where_everybody_may_write_is_left_alone(data: Path) -> None:
    data.chmod(0o1777)
    data_folder_protect(data, is_shared=False)
    assert data.stat().st_mode & 0o7777 == 0o1777 and mode(data / "secret-key.txt") == 0o644


def test_what_a_link_leads_to_is_left_alone(data: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(0o755)
    (data / "library").symlink_to(tmp_path / "elsewhere")
    data_folder_protect(data, is_shared=False)
    assert mode(tmp_path / "elsewhere") == 0o755


def test_a_folder_that_a_killed_process_left_is_found_by_the_sweep_of_uploads(data_folder: Path) -> None:
    with work_folder("feed-") as folder:
        assert Path(folder).parent == data_folder
        assert list(temporary_uploads_collect()) == [Path(folder)]
    assert not list(temporary_uploads_collect())


def test_a_file_is_replaced_whole_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "note.json"
    for text in ("old", "new"):
        with replacing(file) as scratch:
            scratch.write_text(text)
    assert file.read_text() == "new" and list(file.parent.iterdir()) == [file]


def test_a_fault_while_it_is_written_leaves_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "note.json"
    file.write_text("old")
    with pytest.raises(OSError, match="disk full"), replacing(file) as scratch:
        scratch.write_text("ne")
        raise OSError("disk full")
    assert file.read_text() == "old" and list(tmp_path.iterdir()) == [file]


def test_two_who_write_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    file = tmp_path / "note.json"
    with replacing(file) as one, replacing(file) as two:
        one.write_text("one")
        two.write_text("two")
    assert file.read_text() == "one" and list(tmp_path.iterdir()) == [file]
