"""Subtitles of ``add_title``."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from catalog.models import Title
from playback.models import Subtitle

pytestmark = pytest.mark.django_db

SRT = "1\n00:00:00,000 --> 00:00:01,000\n{}\n"


def add(*words: object) -> str:
    """Run the command; what it prints."""
    out = StringIO()
    call_command("add_title", *map(str, words), stdout=out)
    return out.getvalue()


def write(folder: Path, name: str, words: str = "Hi", charset: str = "utf-8") -> Path:
    """A subtitle file of one caption."""
    path = folder / name
    path.write_bytes(SRT.format(words).encode(charset))
    return path


def test_several_files_are_tracks_side_by_side(film: Path, tmp_path: Path) -> None:
    names = ("film.de.srt", "film.pt-BR.forced.srt", "film.en.sdh.srt", "film.en.srt")
    words = [word for name in names for word in ("--subtitles", write(tmp_path, name))]
    told = json.loads(add(film, *words, "--json"))["subtitles"]
    assert [(one["file"], one["language"], one["role"]) for one in told] == [
        ("film.de.srt", "de", ""),
        ("film.pt-BR.forced.srt", "pt-BR", "forced"),
        ("film.en.sdh.srt", "en", "sdh"),
        ("film.en.srt", "en", ""),
    ]
    assert {(one.language, one.role) for one in Subtitle.objects.all()} == {(o["language"], o["role"]) for o in told}


def test_a_second_run_replaces_its_own_language_alone(film: Path, tmp_path: Path) -> None:
    add(film, "--subtitles", write(tmp_path, "a.srt"), "--language", "de")
    add(film, "--subtitles", write(tmp_path, "a.srt", "Salut"), "--language", "fr")
    add(film, "--subtitles", write(tmp_path, "a.srt", "Hallo"), "--language", "German")
    found = {one.language: one.path.read_text() for one in Subtitle.objects.all()}
    assert found.keys() == {"de", "fr"} and "Hallo" in found["de"] and "Salut" in found["fr"]


def test_languages_go_with_the_files_in_their_order(film: Path, tmp_path: Path) -> None:
    first, second = write(tmp_path, "a.srt", "Привет", "cp1251"), write(tmp_path, "b.srt", "你好，世界", "gbk")
    told = json.loads(
        add(film, "--subtitles", first, "--language", "ru", "--subtitles", second, "--language", "zh", "--json")
    )
    assert [(one["language"], one["charset"]) for one in told["subtitles"]] == [("ru", "cp1251"), ("zh", "gb18030")]


def test_one_language_is_that_of_the_files_whose_names_tell_none(film: Path, tmp_path: Path) -> None:
    add(
        film, "--subtitles", write(tmp_path, "film.de.srt"), "--subtitles", write(tmp_path, "b.srt"), "--language", "fr"
    )
    assert {one.language for one in Subtitle.objects.all()} == {"de", "fr"}


def test_what_is_odd_is_in_the_report(film: Path, tmp_path: Path) -> None:
    track = tmp_path / "film.en.srt"
    track.write_text(SRT.format("Hi") + "\n2\n00:00:02,000 --> 00:00:01,000\nEnd\n")
    printed = add(film, "--subtitles", track)
    assert "film.en.srt: 2 captions, English (en), utf-8." in printed
    assert "film.en.srt, line 6: ends at or before its start" in printed
    (told,) = json.loads(add(film, "--subtitles", track, "--json"))["subtitles"]
    assert told["captions"] == 2 and told["warnings"][0].startswith("line 6: ")


@pytest.mark.parametrize(
    ("names", "languages", "reason"),
    [
        (["a.en.srt", "b.en.srt"], [], "a.en.srt and b.en.srt: both are en"),
        (["a.srt", "b.srt"], ["en"], "a.srt and b.srt: both are en"),
        (["a.srt", "b.srt", "c.srt"], ["en", "de"], "2 languages for 3 files"),
        (["a.srt"], ["hd"], "hd: no language that is known"),
        ([], ["en"], "--language is that of --subtitles"),
        (["a.sub"], [], r"a.sub: subtitles are .vtt, .srt, .ass or .ssa files"),
    ],
)
def test_what_cannot_be_told_apart_is_one_clear_line_and_nothing_is_made(
    film: Path, tmp_path: Path, names: list[str], languages: list[str], reason: str
) -> None:
    words = [word for name in names for word in ("--subtitles", write(tmp_path, name))]
    words += [word for code in languages for word in ("--language", code)]
    with pytest.raises(CommandError, match=reason):
        add(film, *words)
    assert not Title.objects.exists()
