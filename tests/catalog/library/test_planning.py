"""The plan of a folder: every file is accounted for, and each ends where it belongs."""

import os
from collections import Counter
from pathlib import Path

import pytest

from catalog.library.plan import Item, Kind, Plan
from catalog.library.planning import folder_plan
from tests.library_tree import Tree, library_make
from trendflix.core.errors import UserError


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """An empty library; its films are no films, since plans read names alone."""
    seed = tmp_path / "seed.mp4"
    seed.write_bytes(b"film")
    root = tmp_path / "root"
    root.mkdir()
    return Tree(root, tmp_path, seed)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """Of 500 films and 40 shows, with every oddity."""
    folder = tmp_path_factory.mktemp("large")
    (folder / "root").mkdir()
    library_make(folder / "root", folder, 500, 40)
    return folder_plan(folder / "root")


def kinds(plan: Plan) -> dict[str, int]:
    return dict(Counter(item.kind.value for item in plan.items))


def item_of(plan: Plan, name: str) -> Item:
    return next(item for item in plan.items if item.place.name == name)


def reasons(plan: Plan) -> dict[str, str]:
    return {os.fsencode(one.path.name).decode("utf-8", "replace"): one.reason for one in plan.troubles}


def test_every_file_of_a_large_library_is_accounted_for(large: Plan) -> None:
    used = [entry.path for item in large.items for entry in item.files]
    left = [trouble.path for trouble in large.troubles if trouble.is_file]
    assert len(used) == len(set(used)) and len(used) + len(left) == large.files == 2_882
    assert kinds(large) == {"film": 518, "show": 42, "episode": 247, "edition": 3, "trailer": 3}


def test_each_item_comes_after_what_it_belongs_to(large: Plan) -> None:
    seen: set[Path] = set()
    for item in large.items:
        assert item.owner is None or item.owner in seen
        seen.add(item.place)


def test_links_that_lead_out_loops_and_discs_are_left_out_and_said(large: Plan) -> None:
    said = reasons(large)
    assert said["Outside (2003).mkv"] == "a link that leads out of the folder"
    assert said["loop"] == "a link to a folder that was looked at already"
    assert "cannot be read" in said["Dangling (2003).mkv"] and "a disc" in said["BDMV"]
    assert "ignored" in said["Hidden"] and not any("Secret" in item.name for item in large.items)


def test_what_is_no_whole_film_is_left_out_and_said(large: Plan) -> None:
    said = reasons(large)
    assert "several parts" in said["Long Film (2002) cd1.avi"] and "several parts" in said["Long Film (2002) cd2.avi"]
    assert said["Empty (2005).mkv"] == "an empty file" and "no number" in said["unnumbered.mkv"]
    assert "without the name of its show" in said["S01E05.mkv"]
    assert "same episode" in said["Odd Show - S01E02 - Clash.mkv"]
    assert "no trailer" in said["Making of.mkv"]


def test_versions_and_trailers_belong_to_their_film(large: Plan) -> None:
    main = item_of(large, "Twin Version (2001).mkv")
    others = [item for item in large.items if item.owner == main.place]
    assert main.kind == Kind.FILM
    assert {(item.kind.value, item.label) for item in others} == {
        ("edition", "1080p"),
        ("edition", "Director's Cut"),
        ("trailer", "Trailer"),
        ("trailer", "Teaser"),
    }


def test_an_episode_file_of_several_has_notes_a_still_and_both_numbers(large: Plan) -> None:
    double = item_of(large, "Odd Show - S01E01-E02 - Double.mkv")
    assert (double.season, double.number, double.last) == (1, 1, 2)
    assert list(double.beside.pictures) == ["still"] and len(double.beside.notes) == 1
    assert item_of(large, "Odd Show - S00E01 - Special.mkv").season == 0
    assert item_of(large, "03 - Numbered.mkv").number == 3


def test_subtitles_of_a_folder_named_after_an_episode_are_its(large: Plan) -> None:
    fog = item_of(large, "Odd Show - S01E04 - Fog.mkv")
    assert fog.kind == Kind.EPISODE and len(fog.beside.subtitles) == 2


def test_names_in_other_encodings_and_without_a_convention_are_read(large: Plan) -> None:
    named = {(item.name, item.year) for item in large.items if item.kind == Kind.FILM}
    assert {("Café Noir", 2007), ("東京の夜", 2007), ("Loose Film", 2009), ("Year Folder", 2011)} <= named
    assert item_of(large, "With Id (2012) {tmdb-815}.mkv").ids == {"tmdb": "815"}


def test_films_that_lie_loose_keep_what_is_named_after_them(tree: Tree) -> None:
    for name in ("Alpha (2001)", "Beta (2002)"):
        tree.film(f"{name}.mkv")
        tree.text(f"{name}.en.srt", "x")
        tree.text(f"{name}.nfo", "x")
    tree.text("poster.jpg", "x")
    plan = folder_plan(tree.root)
    assert [(item.name, len(item.beside.all())) for item in plan.items] == [("Alpha", 2), ("Beta", 2)]
    assert reasons(plan) == {"poster.jpg": "a picture that is not used"}


def test_a_folder_that_cannot_be_read_is_said_and_the_rest_is_planned(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree.film("Alpha (2001)/Alpha (2001).mkv")
    (tree.root / "Locked").mkdir()
    scandir = os.scandir

    def refusing(path: Path) -> object:
        if Path(path).name == "Locked":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    plan = folder_plan(tree.root)
    assert kinds(plan) == {"film": 1} and "Permission denied" in reasons(plan)["Locked"]


def test_a_root_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        folder_plan(tmp_path / "unmounted")


def test_a_show_without_notes_is_known_by_its_seasons_or_episodes(tree: Tree) -> None:
    tree.film("Harbour (2020)/Staffel 1/Harbour S01E01.mkv")
    tree.film("Tide/Tide.S01E01.mkv")
    plan = folder_plan(tree.root)
    assert [(item.name, item.year) for item in plan.items if item.kind == Kind.SHOW] == [
        ("Harbour", 2020),
        ("Tide", None),
    ]


def episodes(plan: Plan) -> list[tuple[str, int | None, int | None, str]]:
    return [(one.name, one.season, one.number, one.label) for one in plan.items if one.kind == Kind.EPISODE]


def test_a_name_that_ends_in_a_part_is_a_film_unless_the_other_parts_lie_beside_it(tree: Tree) -> None:
    for name in ("Tide/Tide Part 2", "Fog/Fog.part1", "Fog/Fog.part2", "Dune/Dune cd2"):
        tree.film(f"{name}.mkv")
    plan = folder_plan(tree.root)
    assert [item.name for item in plan.items] == ["Tide Part 2"]
    assert all("several parts" in reason for reason in reasons(plan).values()) and len(plan.troubles) == 3


def test_an_episode_on_several_discs_is_left_out_and_said(tree: Tree) -> None:
    for name in ("Harbour S01E01 cd1", "Harbour S01E01 cd2", "Harbour S01E02 - Fog Part 1"):
        tree.film(f"Harbour/Season 1/{name}.mkv")
    plan = folder_plan(tree.root)
    assert episodes(plan) == [("Harbour", 1, 2, "Fog Part 1")]
    assert set(reasons(plan)) == {"Harbour S01E01 cd1.mkv", "Harbour S01E01 cd2.mkv"}


def test_a_daily_show_has_its_episodes_by_their_days(tree: Tree) -> None:
    for name in ("Daily - 2021-05-17 - Guest", "Daily 2021.05.18 Another 1080p WEB"):
        tree.film(f"Daily/Season 2021/{name}.mkv")
    assert episodes(folder_plan(tree.root)) == [
        ("Daily", 2021, 517, "2021-05-17 Guest"),
        ("Daily", 2021, 518, "2021-05-18 Another"),
    ]


def test_files_that_are_all_numbered_are_the_episodes_of_their_folder(tree: Tree) -> None:
    for name in ("Part 1 - Fog", "Part 2 - Tide"):
        tree.film(f"Harbour/{name}.mkv")
    assert episodes(folder_plan(tree.root)) == [("Harbour", 1, 1, "Fog"), ("Harbour", 1, 2, "Tide")]


def test_guessed_episodes_take_the_year_of_a_folder_that_has_their_name(tree: Tree) -> None:
    for number in (1, 2):
        tree.film(f"Harbour (2019)/Harbour.E0{number}.mkv")
    assert {(one.name, one.year) for one in folder_plan(tree.root).items} == {("Harbour", 2019)}


def test_films_of_a_camera_are_films_each(tree: Tree) -> None:
    for name in ("VID_20210304_121212", "VID_20210304_131313", "Holiday 2019-07-01", "Holiday 2019-07-02"):
        tree.film(f"Home/{name}.mp4")
    assert kinds(folder_plan(tree.root)) == {"film": 4}


def test_trailers_go_with_whichever_file_an_episode_is_taken_from(tree: Tree) -> None:
    for path in ("Harbour (2019)/Season 1/1x02.mkv", "Harbour (2019)/Harbour - S01E02-E03.mkv"):
        tree.film(path)
    trailer = tree.film("Harbour (2019)/Harbour - S01E02-E03-trailer.mkv")
    plan = folder_plan(tree.root)
    (found,) = (item for item in plan.items if item.kind == Kind.TRAILER)
    assert found.place == trailer and found.owner == tree.root / "Harbour (2019)/Season 1/1x02.mkv"
    assert list(reasons(plan)) == ["Harbour - S01E02-E03.mkv"]


def test_an_empty_trailer_is_left_out_and_said_wherever_it_lies(tree: Tree) -> None:
    tree.film("Harbour (2019)/Season 1/S01E01.mkv")
    for path in ("Season 1/Trailers/one.mkv", "Trailers/two.mkv", "three-trailer.mkv"):
        tree.write(f"Harbour (2019)/{path}", b"")
    told = {name: reason for name, reason in reasons(folder_plan(tree.root)).items()}
    assert told == dict.fromkeys(("one.mkv", "two.mkv", "three-trailer.mkv"), "an empty file")
