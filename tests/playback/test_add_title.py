"""The command that puts films into the library."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from catalog.models import Title
from playback.models import Subtitle, Video
from trendflix.jobs.models import Job

pytestmark = pytest.mark.django_db


def add(*words: object) -> str:
    """Run the command; what it prints."""
    out = StringIO()
    call_command("add_title", *map(str, words), stdout=out)
    return out.getvalue()


def test_a_film_is_added_and_its_work_queued(film: Path) -> None:
    report = json.loads(add(film, "--title", "Luma Days", "--year", 2026, "--json"))
    assert report["slug"] == "luma-days" and report["status"] == "queued"
    assert Video.objects.get().title.year == 2026 and Job.objects.get().kind == "package"


def test_the_name_comes_from_the_file_where_none_is_given(film: Path) -> None:
    add(film)
    assert Title.objects.get().name == "Film"


def test_an_episode_makes_its_show_and_season(film: Path) -> None:
    add(film, "--show", "The Shore", "--season", 1, "--episode", 3, "--title", "Low Tide")
    episode = Video.objects.get().title
    assert (episode.name, episode.number, episode.slug) == ("Low Tide", 3, "the-shore-s01e03")
    assert episode.season is not None and episode.season.show.name == "The Shore"


def test_subtitles_come_along(film: Path, tmp_path: Path) -> None:
    track = tmp_path / "words.srt"
    track.write_text("1\n00:00:00,000 --> 00:00:01,000\nHi\n")
    add(film, "--subtitles", track)
    assert Subtitle.objects.get().path.exists()


def test_the_same_film_twice_is_one_title(film: Path) -> None:
    add(film, "--title", "A")
    add(film, "--title", "A")
    assert Title.objects.count() == Video.objects.count() == Job.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["missing.mp4"], "there is no such file"),
        (["--show", "S"], "needs --season and --episode"),
        (["--subtitles", "missing.srt"], "missing.srt: there is no such file"),
    ],
)
def test_bad_input_is_one_clear_line_and_nothing_is_made(film: Path, words: list[str], reason: str) -> None:
    arguments = words if words[0] == "missing.mp4" else [str(film), *words]
    with pytest.raises(CommandError, match=reason):
        add(*arguments)
    assert not Title.objects.exists()


def test_a_text_file_makes_no_title(tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("words")
    with pytest.raises(CommandError, match="text.mp4: no video that can be read"):
        add(tmp_path / "text.mp4")
    assert not Title.objects.exists()
