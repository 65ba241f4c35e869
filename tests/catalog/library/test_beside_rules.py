"""What lies beside a film: shapes by names, owners by the longest name; and what a walk counts and passes over."""

import os
from itertools import permutations
from pathlib import Path

import pytest

from catalog.library import walk
from catalog.library.beside import is_of, is_other_subtitle, is_picture, is_subtitle, owner_of, season_art, shape_of
from catalog.library.entries import Entry, path_key, shown_path
from catalog.library.planning import folder_plan
from catalog.library.walk import folder_walk
from trendflix.core.errors import UserError


def entry(name: str) -> Entry:
    """A file of one byte."""
    return Entry(Path("/library") / name, 1, 2, 3)


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("poster", ("", "poster")), ("Folder", ("", "poster")), ("COVER", ("", "poster")), ("fanart", ("", "backdrop")),
        ("fanart3", ("", "backdrop")), ("fanart12", ("", "")), ("background", ("", "backdrop")),
        ("thumb", ("", "still")),
        ("landscape", ("", "still")), ("banner", ("", "unused")), ("clearlogo", ("", "unused")),
        ("Fog-poster", ("Fog", "poster")), ("Fog.fanart", ("Fog", "backdrop")), ("Fog thumb", ("Fog", "still")),
        ("Fog (2020)_backdrop1", ("Fog (2020)", "backdrop")), ("Fog", ("", "")), ("", ("", "")),
        ("poster-Fog", ("", "")), ("clearart", ("", "unused")), ("Fog-discart", ("Fog", "unused")),
    ],
)  # fmt: skip
def test_the_end_of_a_picture_s_name_is_its_shape(stem: str, expected: tuple[str, str]) -> None:
    assert shape_of(stem) == expected


@pytest.mark.parametrize(
    ("stem", "is_season"),
    [
        ("season01-poster", True), ("Season 1", True), ("season-specials-poster", True), ("season-all-banner", True),
        ("season2019", True), ("season", False), ("seasonal", False), ("my season01", False),
    ],
)  # fmt: skip
def test_pictures_of_seasons_are_known(stem: str, is_season: bool) -> None:
    assert season_art(stem) == is_season


@pytest.mark.parametrize(
    ("file", "film", "belongs"),
    [
        ("Fog.srt", "Fog.mkv", True), ("FOG.de.srt", "fog.mkv", True), ("Fog-poster.jpg", "Fog.mkv", True),
        ("Fog (2020).nfo", "Fog.mkv", True), ("Foghorn.srt", "Fog.mkv", False), ("Fog2.srt", "Fog.mkv", False),
        ("Fogé.srt", "Fog.mkv", False), ("Fo.srt", "Fog.mkv", False), ("The Fog.srt", "Fog.mkv", False),
    ],
)  # fmt: skip
def test_a_file_is_a_film_s_whose_name_it_begins_with_and_goes_on_with_a_sign(
    file: str, film: str, belongs: bool
) -> None:
    assert is_of(entry(file), entry(film)) == belongs


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_of_several_films_the_longest_name_owns_a_file_in_whatever_order(order: tuple[int, ...]) -> None:
    films = [entry(name) for name in ("Fog.mkv", "Fog - 4k.mkv", "Fog - 4k - Cut.mkv")]
    owner = owner_of(entry("Fog - 4k - de.srt"), [films[place] for place in order])
    assert owner == films[1] and owner_of(entry("Ash.srt"), films) is None


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("a.SRT", (True, False, False)), ("a.ass", (True, False, False)), ("a.sub", (False, True, False)),
        ("a.JPEG", (False, False, True)), ("a.gif", (False, False, False)), ("srt", (False, False, False)),
    ],
)  # fmt: skip
def test_a_file_s_kind_is_its_extension_in_any_case(name: str, kinds: tuple[bool, bool, bool]) -> None:
    assert tuple(is_kind(entry(name)) for is_kind in (is_subtitle, is_other_subtitle, is_picture)) == kinds


@pytest.mark.parametrize(
    ("film", "picture", "shape"),
    [
        ("Fog.mkv", "Fog.jpg", "poster"),
        ("Heart.mkv", "Heart.jpg", "poster"),  # its name is no shape: he-art
        ("The Logo.mkv", "The Logo.jpg", "poster"),
        ("The Show.mkv", "The Show-fanart.jpg", "backdrop"),
        ("Harbour/Season 1/S01E01 - Heart.mkv", "Harbour/Season 1/S01E01 - Heart.jpg", "still"),
        ("Harbour/Season 1/S01E01 - The Show.mkv", "Harbour/Season 1/S01E01 - The Show.jpg", "still"),
        ("Harbour/Season 1/S01E01.mkv", "Harbour/Season 1/S01E01-poster.jpg", "poster"),
    ],
)
def test_a_picture_of_a_film_s_own_name_is_its_poster_and_an_episode_s_still(
    tmp_path: Path, film: str, picture: str, shape: str
) -> None:
    for path in (film, picture):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"x")
    (item,) = (one for one in folder_plan(tmp_path).items if one.film)
    assert list(item.beside.pictures) == [shape]


def identity(path: Path) -> str:
    """What another scan knows a file by."""
    folder, _ = folder_walk(path.parent)
    (found,) = (one for one in folder.files if one.path == path)
    return found.identity


def test_a_file_that_is_renamed_is_the_same_and_one_that_is_rewritten_or_touched_is_another(tmp_path: Path) -> None:
    path = tmp_path / "a.mkv"
    path.write_bytes(b"1234")
    os.utime(path, ns=(5, 7_000_000_001))
    known = identity(path)
    assert known.startswith("4:7000000001:")
    path = path.rename(tmp_path / "b.mkv")
    assert identity(path) == known
    os.utime(path, ns=(5, 7_000_000_002))
    assert identity(path) != known, "by nanoseconds"
    path.write_bytes(b"12345")
    os.utime(path, ns=(5, 7_000_000_001))
    assert identity(path) != known, "of another size"
    (tmp_path / "copy").write_bytes(b"1234")
    path.unlink()
    os.utime(tmp_path / "copy", ns=(5, 7_000_000_001))
    assert identity((tmp_path / "copy").rename(path)) != known, "another file at its place"


def test_a_path_is_known_by_its_bytes_and_shown_to_people_without_them(tmp_path: Path) -> None:
    odd = Path(os.fsdecode(b"/library/caf\xe9.mkv"))
    assert len(path_key(odd)) == 64 and path_key(odd) != path_key(Path("/library/café.mkv"))
    assert shown_path(odd, Path("/library")).encode() and shown_path(Path("/library"), Path("/library")) == "."
    assert shown_path(Path("/library/x/a.mkv"), Path("/library")) == "x/a.mkv"


def test_a_walk_is_in_order_of_names_with_links_last_and_each_folder_once(tmp_path: Path) -> None:
    for name in ("b/x.mkv", "a/x.mkv", "c.mkv", "B.mkv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "0").symlink_to(tmp_path / "a")
    (tmp_path / "1.mkv").symlink_to(tmp_path / "c.mkv")
    folder, troubles = folder_walk(tmp_path)
    assert [one.path.name for one in folder.files] == ["B.mkv", "c.mkv", "1.mkv"]
    assert [one.path.name for one in folder.folders] == ["a", "b"]
    assert [(one.path.name, one.is_error) for one in troubles] == [("0", False)]


@pytest.mark.parametrize(
    ("name", "is_walked", "is_told"),
    [
        (".hidden", False, False), ("@eaDir", False, False), ("$RECYCLE.BIN", False, False),
        ("lost+found", False, False),
        ("Fog.trickplay", False, False), ("metadata", False, False), ("BDMV", False, True), ("video_ts", False, True),
        ("metadata of Fog", True, False), ("Metadata", False, False), ("eaDir", True, False), ("My BDMV", True, False),
    ],
)  # fmt: skip
def test_folders_that_programs_keep_for_themselves_are_passed_over(
    tmp_path: Path, name: str, is_walked: bool, is_told: bool
) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "x.mkv").write_bytes(b"x")
    folder, troubles = folder_walk(tmp_path)
    assert (bool(list(folder.all_files())), bool(troubles)) == (is_walked, is_told)


@pytest.mark.parametrize("mark", [".ignore", ".nomedia"])
def test_a_folder_that_asks_to_be_ignored_is_with_all_below_it_and_its_neighbours_are_not(
    tmp_path: Path, mark: str
) -> None:
    for path in ("a/below/x.mkv", f"a/{mark}", "b/x.mkv"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    folder, (trouble,) = folder_walk(tmp_path)
    assert [one.path.parent.name for one in folder.all_files()] == ["b"]
    assert trouble.path.name == "a" and not trouble.is_error


def test_folders_are_followed_to_the_greatest_depth_and_no_deeper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walk, "MAX_DEPTH", 2)
    (tmp_path / "1/2/3").mkdir(parents=True)
    for below in ("", "1", "1/2", "1/2/3"):
        (tmp_path / below / "x.mkv").touch()
    os.mkfifo(tmp_path / "1/pipe.mkv")
    folder, troubles = folder_walk(tmp_path)
    assert [one.path.parent.name for one in folder.all_files()][1:] == ["1", "2"]
    assert {one.path.name: one.reason for one in troubles} == {
        "3": "folders are nested too deeply",
        "pipe.mkv": "not a regular file",
    }


@pytest.mark.parametrize(("most", "is_read"), [(3, True), (2, False)])
def test_a_folder_of_more_files_than_are_taken_is_refused_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, is_read: bool
) -> None:
    monkeypatch.setattr(walk, "MAX_FILES", most)
    (tmp_path / "below").mkdir()
    for path in ("a", "below/b", "c.txt"):
        (tmp_path / path).touch()
    if is_read:
        assert len(list(folder_walk(tmp_path)[0].all_files())) == 3
    else:
        with pytest.raises(UserError, match="more than 2 files"):
            folder_walk(tmp_path)
