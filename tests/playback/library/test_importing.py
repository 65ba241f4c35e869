"""Importing a folder: what becomes of its files, what a second run does, and what is never touched."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from catalog.models import Collection, LibraryFile, LibraryFolder, Title
from catalog.services.provenance import fields_lock
from catalog.services.trash import titles_trash, trash_empty
from playback.library.folders import folder_get_or_create
from playback.models import Subtitle, Video
from tests.library_tree import ODDITIES, Tree, movie_nfo
from tests.playback.library.conftest import Run
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job, JobReportRow

pytestmark = pytest.mark.django_db
FILM = "Night Market (2020)/Night Market (2020)"


def rows(level: str) -> dict[str, str]:
    """Item → reason of the newest job's report."""
    newest = Job.objects.filter(kind__in=("import_library", "plan_library")).order_by("-pk").first()
    return dict(JobReportRow.objects.filter(job=newest, level=level).values_list("item", "reason"))


def test_a_library_with_every_oddity_is_imported_and_a_second_run_changes_nothing(tree: Tree, run: Run) -> None:
    tree.films(3)
    tree.shows(1)
    for oddity in ODDITIES:
        oddity(tree)
    planned = run(dry_run=True)
    assert not Title.objects.exists() and planned["added"]["total"] == 43
    first = run()
    assert first["added"]["total"] == 42 and first["refused"] == {"total": 1, "film": 1}
    assert first["files"] == first["used"] + first["left_out"]
    assert first["warnings"] == 5
    before = list(Title.objects.order_by("pk").values()), list(Video.objects.order_by("pk").values())
    second = run()
    assert (second["added"]["total"], second["updated"]["total"], second["unchanged"]["total"]) == (0, 0, 42)
    assert (list(Title.objects.order_by("pk").values()), list(Video.objects.order_by("pk").values())) == before


def test_a_film_has_what_its_notes_pictures_and_subtitles_say(tree: Tree, run: Run) -> None:
    tree.film(f"{FILM}.mkv")
    text = movie_nfo("Night Market", 2020).replace("</movie>", "<set><name>Markets</name></set></movie>")
    tree.text(f"{FILM}.nfo", text)
    tree.picture("Night Market (2020)/poster.jpg")
    tree.text(f"{FILM}.pt-BR.forced.srt", "1\n00:00:00,000 --> 00:00:00,100\nOi\n")
    run()
    title = Title.objects.get()
    assert (title.name, title.year, title.synopsis, title.certificate) == (
        "Night Market",
        2020,
        "The story of Night Market.",
        "PG-13",
    )
    assert title.minimum_age == 13 and title.published and title.external_ids == {"tmdb": "90000"}
    assert [genre.name for genre in title.genres.all()] == ["Drama"]
    assert [(one.role, one.person.name) for one in title.credits.all()] == [
        ("actor", "Person 0"),
        ("director", "Person 0"),
    ]
    assert title.poster and Path(title.poster.path).is_file()
    assert Collection.objects.get().name == "Markets"
    track = Subtitle.objects.get()
    assert (track.language, track.role) == ("pt-BR", "forced")
    assert Job.objects.filter(kind="package", subject_id=title.video.pk).exists()


def test_what_a_person_edited_stays_when_the_notes_change(tree: Tree, run: Run) -> None:
    tree.film(f"{FILM}.mkv")
    tree.text(f"{FILM}.nfo", movie_nfo("Night Market", 2020))
    run()
    title = Title.objects.get()
    Title.objects.filter(pk=title.pk).update(synopsis="Mine.")
    fields_lock(title, ["synopsis"])
    tree.text(f"{FILM}.nfo", movie_nfo("Night Market Again", 2020).replace("PG-13", "R"))
    assert run()["updated"]["total"] == 1
    title.refresh_from_db()
    assert (title.name, title.synopsis, title.certificate) == ("Night Market Again", "Mine.", "R")


@pytest.mark.parametrize("mode", ["hard", "copy", "in-place"])
def test_a_film_file_is_linked_copied_or_left_and_never_lost(
    tree: Tree, run: Run, folder: LibraryFolder, mode: str
) -> None:
    source = tree.film(f"{FILM}.mkv")
    folder.mode = mode
    folder.save()
    run()
    kept = Path(Video.objects.get().source.path)
    assert kept.read_bytes() == source.read_bytes()
    assert kept.is_symlink() == (mode == "in-place")
    assert (kept.stat().st_ino == source.stat().st_ino) == (mode != "copy")
    titles_trash(Title.objects.all())
    trash_empty()
    for path in sorted(kept.parent.parent.rglob("*"), reverse=True):
        path.unlink() if not path.is_dir() else path.rmdir()
    assert source.is_file()


def test_a_film_left_in_place_that_is_gone_is_reported_once(tree: Tree, run: Run, folder: LibraryFolder) -> None:
    folder.mode = LibraryFolder.Mode.IN_PLACE
    folder.save()
    source = tree.film(f"{FILM}.mkv")
    run()
    source.rename(tree.root.parent / "elsewhere.mkv")
    assert run()["missing"] == 1 and "cannot be packaged again" in rows("warning")[f"{FILM}.mkv"]
    assert run()["missing"] == 0 and Title.objects.exists()
    (tree.root.parent / "elsewhere.mkv").rename(source)
    assert run()["updated"]["total"] == 1 and LibraryFile.objects.get().state == "imported"


def test_a_renamed_file_stays_the_same_film(tree: Tree, run: Run) -> None:
    source = tree.film(f"{FILM}.mkv")
    run()
    source.parent.rename(tree.root / "Renamed (2020)")
    done = run()
    assert done["added"]["total"] == 0 and done["missing"] == 0 and Title.objects.count() == 1


def test_a_changed_file_takes_the_place_of_the_one_before(tree: Tree, run: Run) -> None:
    tree.film(f"{FILM}.mkv")
    run()
    before = Video.objects.get()
    tree.film(f"{FILM}.mkv")
    assert run()["updated"]["total"] == 1
    assert Video.objects.get().pk == before.pk and Video.objects.get().sha256 != before.sha256


def test_exact_name_and_year_win_and_another_file_becomes_an_edition(tree: Tree, run: Run) -> None:
    other = Title.objects.create(name="Night Market", slug="night-market-1999", year=1999)
    mine = Title.objects.create(name="Night Market", slug="night-market", year=2020, synopsis="Typed.")
    tree.film(f"{FILM}.mkv")
    tree.film("4K/Night Market (2020) - 2160p.mkv")
    run()
    assert Title.objects.filter(kind="film").count() == 2 and not hasattr(other, "video")
    assert Video.objects.filter(title=mine).exists()
    edition = Title.objects.get(kind="edition")
    assert edition.parent == mine and edition.name in ("2160p", "Version 2")
    mine.refresh_from_db()
    assert mine.synopsis == "Typed."


def test_shows_of_one_name_are_told_apart_by_their_year(tree: Tree, run: Run) -> None:
    for year in (1999, 2020):
        tree.film(f"Harbour ({year})/Season 01/Harbour - S01E01.mkv")
    run()
    shows = Title.objects.filter(kind="show").order_by("year")
    assert [show.year for show in shows] == [1999, 2020]
    assert Title.objects.filter(kind="episode").count() == 2


def test_a_title_that_an_editor_deleted_does_not_come_back(tree: Tree, run: Run) -> None:
    tree.film(f"{FILM}.mkv")
    run()
    titles_trash(Title.objects.all())
    assert run()["unchanged"]["total"] == 1
    trash_empty()
    assert run()["refused"]["total"] == 1 and not Title.objects.exists()
    LibraryFile.objects.all().delete()
    assert run()["added"]["total"] == 1


def test_a_watched_folder_waits_until_a_file_stays_the_same(tree: Tree, run: Run) -> None:
    tree.film(f"{FILM}.mkv")
    assert run(watched=True)["waiting"]["total"] == 1 and not Title.objects.exists()
    tree.film(f"{FILM}.mkv")
    assert run(watched=True)["waiting"]["total"] == 1
    assert run(watched=True)["added"]["total"] == 1 and Title.objects.exists()


def test_a_folder_that_is_gone_changes_nothing_and_says_so(tree: Tree, folder: LibraryFolder) -> None:
    tree.root.rename(tree.root.with_name("unmounted"))
    with pytest.raises(UserError, match="there is no such folder"):
        folder_get_or_create(str(tree.root), is_trusted=True)


def test_pages_may_name_folders_of_the_setting_alone(tree: Tree, settings: Settings, tmp_path: Path) -> None:
    (tree.root / "Films").mkdir()
    settings.LIBRARY_DIRS = []
    with pytest.raises(UserError, match="TRENDFLIX_LIBRARY_DIRS"):
        folder_get_or_create(str(tree.root))
    settings.LIBRARY_DIRS = [str(tree.root)]
    assert folder_get_or_create(str(tree.root / "Films")).path == str(tree.root.resolve() / "Films")
    (tree.root / "out").symlink_to(tmp_path, target_is_directory=True)
    for text in ("/etc", str(tree.root / ".." / "elsewhere"), str(tree.root / "out"), "relative", "/\0"):
        with pytest.raises(UserError):
            folder_get_or_create(text)


def test_the_command_reports_as_json(tree: Tree) -> None:
    tree.film(f"{FILM}.mkv")
    tree.film("Broken (2001) cd1.mkv")
    out = StringIO()
    call_command("import_library", str(tree.root), "--link", "hard", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert told["added"] == {"total": 1, "film": 1} and told["files"] == 2
    assert {"level": "rejected", "item": "Broken (2001) cd1.mkv"}.items() <= told["rows"][-1].items()
    assert LibraryFolder.objects.get().mode == "hard"
