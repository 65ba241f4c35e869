"""Trailers, editions, specials and files of two episodes through the command; lengths that follow the film."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from catalog.models import Title
from playback.services import video_ingest
from tests.films import make_film

pytestmark = pytest.mark.django_db


def added(*words: object) -> str:
    """Run the command; the slug that it reports."""
    out = StringIO()
    call_command("add_title", *map(str, words), "--json", stdout=out)
    slug: str = json.loads(out.getvalue())["slug"]
    return slug


def test_a_trailer_and_an_edition_belong_to_their_title(film: Path, title: Title) -> None:
    assert added(film, "--trailer-of", "reel") == "reel-trailer"
    assert added(film, "--edition-of", "reel", "--title", "Director's cut") == "reel-directors-cut"
    kinds = Title.objects.filter(parent=title, published=True, video__isnull=False).values_list("kind", "name")
    assert set(kinds) == {("trailer", "Trailer"), ("edition", "Director's cut")}


def test_the_same_trailer_again_is_the_same_and_another_needs_replace(film: Path, small: Path, title: Title) -> None:
    added(film, "--trailer-of", "reel")
    assert added(film, "--trailer-of", "reel") == "reel-trailer"
    with pytest.raises(CommandError, match="Reel, Trailer Trailer has a film already"):
        added(small, "--trailer-of", "reel")
    assert added(small, "--trailer-of", "reel", "--replace") == "reel-trailer"
    assert added(small, "--trailer-of", "reel", "--title", "Teaser") == "reel-teaser"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--trailer-of", "nowhere"], "nowhere: there is no title of that slug"),
        (["--trailer-of", "reel", "--show", "S"], "leave --show away"),
        (["--last-episode", "3"], "--last-episode needs --show"),
        (
            ["--show", "S", "--season", "1", "--episode", "2", "--last-episode", "2"],
            "the last one comes after the first",
        ),
    ],
)
def test_what_names_no_place_is_refused_and_leaves_nothing(
    film: Path, title: Title, words: list[str], said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        added(film, *words)
    assert list(Title.objects.all()) == [title]


def test_a_special_and_a_file_of_two_episodes_stand_in_their_seasons(film: Path, small: Path) -> None:
    assert added(film, "--show", "Shore", "--season", 0, "--episode", 1) == "shore-s00e01"
    assert added(small, "--show", "Shore", "--season", 1, "--episode", 2, "--last-episode", 3) == "shore-s01e02"
    double = Title.objects.get(slug="shore-s01e02")
    assert (double.name, double.numbers) == ("Episodes 2–3", "2–3")
    with pytest.raises(CommandError, match="Episodes 2–3 is episode 2–3 already"):
        added(film, "--show", "Shore", "--season", 1, "--episode", 3)


def test_a_runtime_is_the_films_until_somebody_types_another(title: Title, film: Path, tmp_path: Path) -> None:
    def runtime_after(source: Path) -> int | None:
        video_ingest(title, source)
        title.refresh_from_db()
        return title.runtime

    assert runtime_after(film) == 3
    assert runtime_after(make_film(tmp_path / "longer.mp4", seconds=5)) == 5
    Title.objects.filter(pk=title.pk).update(runtime=5400)
    assert runtime_after(film) == 5400
