"""Which of several pictures in a file is the film, and what becomes of a file of one picture."""

from pathlib import Path

import numpy as np
import pytest

from playback.media.probe import Probe
from tests.fidelity import package
from tests.fidelity_pictures import frames, pixels
from tests.odd_films import noise, render
from tests.odd_pictures import CARD, beside, card, flat, poster

RED, GREEN, BLUE = 0, 1, 2
FIRST, SECOND = ["-disposition:v:0", "default"], ["-disposition:v:1", "default"]
NOT_FIRST, NOT_SECOND = ["-disposition:v:0", "0"], ["-disposition:v:1", "0"]


def film_of(source: Path, out: Path) -> tuple[Probe, int]:
    """Package a file; its probe, and which channel is brightest in its picture."""
    found, _ = package(source, out)
    return found, int(pixels(next(frames(out / "0.m4s", 0))).mean(axis=(0, 1)).argmax())


@pytest.mark.parametrize("cover", ["cover.jpg", "cover.png"])
@pytest.mark.parametrize("container", ["film.mkv", "film.mp4", "film.mov"])
@pytest.mark.parametrize(
    "words", [[], ["-disposition:v:0", "attached_pic"], FIRST], ids=["plain", "attached", "default"]
)
def test_a_cover_before_the_film_is_not_the_film(tmp_path: Path, cover: str, container: str, words: list[str]) -> None:
    red = flat(tmp_path / "red.mp4", "red", "320x180")
    film = beside(tmp_path / container, poster(tmp_path / cover), red, *words)
    found, colour = film_of(film, tmp_path)
    assert (colour, found.width, found.height) == (RED, 320, 180)
    attached = "attached_pic" in words and container == "film.mov"  # becomes a tag of the file
    assert attached or any(f"the film is stream {found.picture.index}" in note for note in found.picture.notes)


def test_a_single_frame_of_video_before_the_film_is_not_the_film(tmp_path: Path) -> None:
    still, red = flat(tmp_path / "still.mp4", "green", "640x360", 0.04), flat(tmp_path / "red.mp4", "red", "320x180")
    assert film_of(beside(tmp_path / "film.mp4", still, red), tmp_path)[1] == RED


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        ([*FIRST, *NOT_SECOND], RED),
        ([*NOT_FIRST, *SECOND], BLUE),
        ([*NOT_FIRST, *NOT_SECOND], BLUE),
        ([*FIRST, *SECOND], BLUE),
    ],
    ids=["first", "second", "none", "both"],
)
def test_of_two_films_the_default_is_taken_and_then_the_larger(tmp_path: Path, words: list[str], taken: int) -> None:
    red, blue = flat(tmp_path / "red.mp4", "red", "320x180"), flat(tmp_path / "blue.mp4", "blue", "640x360")
    found, colour = film_of(beside(tmp_path / "film.mkv", red, blue, *words), tmp_path)
    assert colour == taken
    assert any("Of 2 video streams" in note for note in found.picture.notes)


def test_of_two_programs_of_a_broadcast_the_larger_is_taken(tmp_path: Path) -> None:
    red, blue = flat(tmp_path / "red.mp4", "red", "320x180"), flat(tmp_path / "blue.mp4", "blue", "640x360")
    assert film_of(beside(tmp_path / "film.ts", red, blue), tmp_path)[1] == BLUE


def test_a_film_of_one_picture_has_no_note_about_it(tmp_path: Path) -> None:
    found, _ = film_of(flat(tmp_path / "red.mp4", "red", "320x180"), tmp_path)
    assert found.picture.notes == ()


@pytest.mark.parametrize(
    "name", ["still.jpg", "still.png", "still.webp", "still.mp4", "still.mkv", "still.ts", "still.gif"]
)
def test_a_file_of_one_frame_is_shown_for_some_seconds(tmp_path: Path, name: str) -> None:
    codec = ["-c:v", "libx264", "-pix_fmt", "yuv420p"] if name.endswith(("mp4", "mkv", "ts")) else []
    still = render(tmp_path / name, "-f", "lavfi", "-i", card("480x270"), "-frames:v", "1", *codec)
    found, made = package(still, tmp_path)
    assert made.seconds == pytest.approx(5, abs=0.1) == found.duration
    shown = list(frames(tmp_path / "0.m4s", 0))
    assert len(shown) / found.picture.rate == pytest.approx(5, abs=0.1)
    assert np.abs(pixels(shown[-1])[100, 40].astype(int) - np.array(CARD[0])).max() < 12


def test_a_photograph_taken_upright_stands_upright(tmp_path: Path) -> None:
    from PIL import Image

    photo, turned = Image.new("RGB", (320, 200), (200, 60, 30)), Image.Exif()
    turned[0x0112] = 6  # a quarter turn clockwise
    photo.save(tmp_path / "photo.jpg", exif=turned)
    found, _ = package(tmp_path / "photo.jpg", tmp_path)
    frame = next(frames(tmp_path / "0.m4s", 0))
    assert (found.width, found.height) == (frame.width, frame.height) == (200, 320)


def test_a_still_picture_lasts_as_long_as_its_sound(tmp_path: Path) -> None:
    words = ["-i", str(poster(tmp_path / "cover.jpg", "320x200")), *noise(8), "-map", "0", "-map", "1", "-c:v", "mjpeg"]
    _, made = package(render(tmp_path / "talk.mkv", *words), tmp_path)
    assert made.seconds == pytest.approx(8, abs=0.2) and len(made.sounds) == 1
