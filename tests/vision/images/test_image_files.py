"""Pictures that are named on a command line, a batch at a time; what is no picture is told and left out."""

from pathlib import Path

import pytest
from PIL import Image

from trendflix.core.errors import UserError
from vision.errors import PictureError
from vision.images import open_image
from vision.images.image_files import BATCH, opened, picture_files
from vision.images.open_image import open_picture


def picture(path: Path, size: tuple[int, int] = (9, 9), mode: str = "RGB") -> Path:
    """A picture on disk."""
    Image.new(mode, size).save(path)
    return path


def test_files_stay_in_their_order_and_a_folder_gives_its_pictures_by_name(tmp_path: Path) -> None:
    """What is named is taken whatever it is called; of a folder what is called a picture."""
    (tmp_path / "shop").mkdir()
    odd = tmp_path / "z.data"
    odd.write_bytes(b"x")
    for name in ("b.JPG", "a.png", "notes.txt", "c.avif.part"):
        (tmp_path / "shop" / name).write_bytes(b"x")
    last = picture(tmp_path / "a.png")
    found = picture_files([odd, tmp_path / "shop", last])
    assert found == [odd, tmp_path / "shop" / "a.png", tmp_path / "shop" / "b.JPG", last]


@pytest.mark.parametrize(("name", "words"), [("nowhere", "no such file or folder"), ("empty", "holds no picture")])
def test_what_is_not_there_or_empty_is_said(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match=rf"{name}: .*{words}"):
        picture_files([tmp_path / name])


def test_pictures_come_in_batches_and_those_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    files = [picture(tmp_path / f"{number}.png") for number in range(2 * BATCH + 3)]
    for place in (1, *range(BATCH, 2 * BATCH)):
        files[place].write_bytes(b"x")
    told: list[str] = []
    stages: list[tuple[str, float]] = []
    batches = list(opened(files, told.append, lambda stage, part: stages.append((stage, part)), "reading"))
    assert [len(batch) for batch in batches] == [BATCH - 1, 3], "a batch of nothing is none"
    assert batches[0][0][0] == "0.png" and batches[0][1][0] == "2.png" and len(told) == BATCH + 1
    assert stages == [("reading", 0.0), ("reading", BATCH / len(files)), ("reading", 2 * BATCH / len(files))]


@pytest.mark.parametrize(
    ("size", "words"),
    [((7, 90), "7×90 pixels are too few"), ((90, 7), "too few"), ((8, 8), ""), ((50, 41), "2050|50×41")],
)
def test_a_picture_has_a_least_side_and_a_most_of_pixels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], words: str
) -> None:
    monkeypatch.setattr(open_image, "MAX_PIXELS", 2_000)
    path = picture(tmp_path / "a.png", size)
    if words:
        with pytest.raises(PictureError, match=words):
            open_picture(path)
    else:
        assert open_picture(path).size == size
    assert open_picture(picture(tmp_path / "b.png", (50, 40))).size == (50, 40), "as many as are allowed"


def test_a_limit_of_pixels_is_said_in_millions_and_a_missing_picture_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match="10001×8000 pixels are too many; at most 64 million"):
        open_picture(picture(tmp_path / "large.png", (10_001, 8_000), "1"))
    with pytest.raises(PictureError, match="gone.png: there is no such picture"):
        open_picture(tmp_path / "gone.png")


def test_a_colour_that_stands_for_nothing_is_white(tmp_path: Path) -> None:
    """A palette's transparent colour, and the transparent part of a picture with an alpha channel."""
    flat = Image.new("P", (9, 9), 0)
    flat.putpalette([250, 0, 0, 0, 0, 250])
    flat.putpixel((4, 4), 1)
    flat.save(tmp_path / "flat.png", transparency=0)
    seen = open_picture(tmp_path / "flat.png")
    assert seen.mode == "RGB" and (seen.getpixel((0, 0)), seen.getpixel((4, 4))) == ((255, 255, 255), (0, 0, 250))
    Image.new("RGBA", (9, 9), (250, 0, 0, 0)).save(tmp_path / "alpha.png")
    assert open_picture(tmp_path / "alpha.png").getpixel((0, 0)) == (255, 255, 255)
