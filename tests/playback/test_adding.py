"""Which title a film file goes to, and that none is lost, doubled or left empty on the way."""

import errno
import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from catalog.models import Season, Title
from playback.models import Subtitle, Video
from playback.services.adding import Wanted, film_add
from playback.services.ingest import film_read
from tests.films import make_film
from trendflix.core.names import readable

pytestmark = pytest.mark.django_db


def add(*words: object) -> str:
    """Run the command; what it prints."""
    out = StringIO()
    call_command("add_title", *map(str, words), stdout=out)
    return out.getvalue()


def added(*words: object) -> dict[str, object]:
    """Run the command; its report."""
    report: dict[str, object] = json.loads(add(*words, "--json"))
    return report


def slugs() -> list[str]:
    """Of all titles, in the order they were made."""
    return list(Title.objects.order_by("pk").values_list("slug", flat=True))


def source_of(slug: str) -> bytes:
    """The film file of a title."""
    return Path(Video.objects.get(title__slug=slug).source.path).read_bytes()


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another film."""
    return make_film(tmp_path_factory.mktemp("other") / "other.mp4", seconds=0.5, sound=False)


@pytest.mark.parametrize("more", [(), ("--year", 2020)])
def test_a_second_film_of_one_name_is_a_second_title_and_said_to_be(
    film: Path, other: Path, more: tuple[object, ...]
) -> None:
    add(film, "--title", "Ferry", *more)
    told = add(other, "--title", "ferry", *more)
    assert slugs() == ["ferry", "ferry-2"] and source_of("ferry") == film.read_bytes()
    assert source_of("ferry-2") == other.read_bytes()
    assert "Another film is called ferry (ferry), so this is a title of its own; choose to replace it" in told
    assert "--" not in told, "who reads it may have used the page of uploads"


def test_the_same_file_under_the_same_name_is_the_same_title_whichever_year_is_left_out(film: Path) -> None:
    add(film, "--title", "Ferry", "--year", 2020)
    assert "This very file is there already." in add(film, "--title", "FERRY")
    assert slugs() == ["ferry"] and Title.objects.get().year == 2020


def test_the_same_file_of_another_year_is_another_film(film: Path) -> None:
    add(film, "--title", "Ferry", "--year", 1931)
    add(film, "--title", "Ferry", "--year", 2020)
    assert slugs() == ["ferry", "ferry-2"]


def test_a_film_takes_the_place_of_another_where_that_is_meant(film: Path, other: Path) -> None:
    add(film, "--title", "Ferry")
    assert "It takes the place of the film that ferry had." in add(other, "--title", "Ferry", "--replace")
    assert slugs() == ["ferry"] and source_of("ferry") == other.read_bytes()


def test_where_two_films_could_be_meant_to_be_replaced_both_are_named(film: Path, other: Path, tmp_path: Path) -> None:
    add(film, "--title", "Ferry", "--year", 1931)
    add(other, "--title", "Ferry", "--year", 2020)
    third = make_film(tmp_path / "third.mp4", seconds=0.3, sound=False)
    with pytest.raises(CommandError, match=r"2 films are called Ferry: ferry \(1931\), ferry-2 \(2020\)"):
        add(third, "--title", "Ferry", "--replace")
    assert added(third, "--title", "Ferry", "--year", 1931, "--replace")["slug"] == "ferry"
    assert source_of("ferry") == third.read_bytes() and source_of("ferry-2") == other.read_bytes()


def test_replacing_what_is_not_there_makes_the_title(film: Path) -> None:
    assert added(film, "--title", "Ferry", "--replace")["slug"] == "ferry"


def test_a_title_that_waits_for_its_film_gets_it(film: Path) -> None:
    Title.objects.create(name="Ferry", slug="waiting")
    assert added(film, "--title", "Ferry") | {"slug": "", "video": 0} and slugs() == ["waiting"]
    hidden = Title.objects.create(name="Night", slug="night", published=False)
    assert "not published" in add(film, "--title", "Night")
    hidden.refresh_from_db()
    assert not hidden.published and slugs() == ["waiting", "night"]


def test_an_episode_that_has_a_film_keeps_it_unless_another_is_meant(film: Path, other: Path) -> None:
    words = ("--show", "Shore", "--season", 0, "--episode", 1)
    add(film, *words)
    assert "there already" in add(film, *words)
    with pytest.raises(CommandError, match="Shore, season 0, episode 1 has a film already .*choose to replace it"):
        add(other, *words)
    assert source_of("shore-s00e01") == film.read_bytes()
    add(other, *words, "--replace")
    assert source_of("shore-s00e01") == other.read_bytes() and slugs() == ["shore", "shore-s00e01"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--year", "-5"], "Year -5: give one from 1870 to 2200."),
        (["--year", "0"], "Year 0: "),
        (["--year", "99999"], "Year 99999: "),
        (["--year", str(2**70)], "Year 1180591620717411303424: "),
        (["--episode", "3"], "--season and --episode need --show."),
        (["--season", "1"], "--season and --episode need --show."),
        (["--show", "S", "--season", "1"], "An episode needs --season and --episode."),
        (
            ["--show", "S", "--season", "1", "--episode", "-3"],
            "Season 1, episode -3: seasons start at 0",
        ),
        (["--show", "S", "--season", "-1", "--episode", "3"], "Season -1, episode 3: "),
        (["--show", "S", "--season", "1", "--episode", "99999"], "both end at 32767"),
        (["--show", " ", "--season", "1", "--episode", "1"], "A title needs a name."),
        (["--title", "\0\x07"], "A title needs a name."),
        (["--title", "long " * 60], "has at most 200 characters, this one 299."),
    ],
)
def test_options_that_name_no_title_are_one_clear_line_and_nothing_is_made(
    film: Path, words: list[str], reason: str
) -> None:
    with pytest.raises(CommandError) as told:
        add(film, *words)
    assert reason in str(told.value) and "\n" not in str(told.value)
    assert not Title.objects.exists() and not Season.objects.exists()


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"Caf\xe9 de nuit.mp4", "Café De Nuit"),
        ("Café.mp4".encode(), "Café"),
        (b"\xc3\xa9t\xe9.mp4", "Été"),
        (b"\xff\xfe\x81.mp4", "Ÿþ�"),
        (b"tab\there\x1b[31m.mp4", "Tab Here [31M"),
        (("長" * 80 + ".mp4").encode(), "長" * 80),
    ],
)
def test_file_names_of_any_bytes_become_names_that_can_be_stored_and_printed(
    film: Path, tmp_path: Path, raw: bytes, name: str
) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + raw))
    odd.write_bytes(film.read_bytes())
    told = add(odd)
    title = Title.objects.get()
    told.encode("utf-8")
    Video.objects.get().original_name.encode("utf-8")
    assert title.name == name


def test_names_and_subtitles_given_in_bytes_that_are_no_utf8_are_taken(film: Path, tmp_path: Path) -> None:
    track = Path(os.fsdecode(os.fsencode(tmp_path) + b"/w\xf6rter.srt"))
    track.write_text("1\n00:00:00,000 --> 00:00:01,000\nHi\n")
    add(film, "--title", os.fsdecode(b"Gr\xfc\xdfe"), "--subtitles", track)
    assert Title.objects.get().name == "Grüße" and Subtitle.objects.get().path.exists()
    with pytest.raises(CommandError) as told:
        add(os.fsdecode(b"/n\xf6.mp4"))
    assert str(told.value) == "nö.mp4: there is no such file."


def test_a_lone_surrogate_of_another_kind_does_no_harm() -> None:
    assert readable("a\ud800b\udce9\x00c") == "a?bé c"


@pytest.mark.parametrize("words", [("--title", "Ferry"), ("--show", "Shore", "--season", 1, "--episode", 1)])
def test_a_full_disk_leaves_no_title_no_row_and_no_file(
    film: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[object, ...]
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", full)
        with pytest.raises(CommandError) as told:
            add(film, *words)
    assert str(told.value) == "film.mp4: the disk is full: No space left on device; make room and try again."
    assert not Title.objects.exists() and not Season.objects.exists() and not Video.objects.exists()
    assert [path for path in (data_folder / "media").rglob("*") if path.is_file()] == []
    add(film, *words)
    assert Title.objects.filter(published=False).count() == 0 and Video.objects.count() == 1


def test_an_episode_that_cannot_be_kept_leaves_the_show_and_its_other_episodes(
    film: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(film, "--show", "Shore", "--season", 1, "--episode", 1)
    monkeypatch.setattr("playback.services.ingest._describe", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        add(other, "--show", "Shore", "--season", 2, "--episode", 1)
    assert slugs() == ["shore", "shore-s01e01"] and Season.objects.count() == 1
    assert source_of("shore-s01e01") == film.read_bytes()


def test_titles_that_are_made_unpublished_stay_so(film: Path, other: Path) -> None:
    film_add(Wanted("Ferry", publish=False), film_read(film))
    film_add(Wanted("", show="Harbour", season=1, episode=1, publish=False), film_read(other))
    assert not Title.objects.filter(published=True).exists() and Title.objects.count() == 3
