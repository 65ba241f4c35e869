"""Pictures of any origin."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from vision.errors import PictureError
from vision.images.open_image import open_picture


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    """A picture's file."""
    data = io.BytesIO()
    picture.save(data, form, **options)
    return data.getvalue()


def test_a_picture_on_its_side_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert open_picture(saved(Image.new("RGB", (40, 20)), "JPEG", exif=exif)).size == (20, 40)


def test_cmyk_and_greys_of_sixteen_bits_become_rgb() -> None:
    assert open_picture(saved(Image.new("CMYK", (20, 20)), "JPEG")).mode == "RGB"
    deep = Image.fromarray(np.full((20, 20), 32768, dtype=np.uint16))
    assert open_picture(saved(deep, "PNG")).getpixel((5, 5)) == pytest.approx((128, 128, 128), abs=1)


def test_transparent_parts_are_white() -> None:
    assert open_picture(saved(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG")).getpixel((5, 5)) == (255, 255, 255)


def test_an_animation_is_its_first_frame() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert open_picture(data).getpixel((5, 5)) == (255, 0, 0)


def test_a_large_picture_is_shrunk() -> None:
    assert max(open_picture(saved(Image.new("RGB", (3000, 100)), "PNG")).size) == 2048


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"words", "not a picture"),
        (b"", "not a picture"),
        (saved(Image.new("RGB", (1, 1)), "PNG"), "too few"),
        (saved(Image.new("1", (20_000, 20_000)), "PNG"), "too many|not a picture"),
        (saved(Image.effect_noise((200, 200), 50), "PNG")[:4000], "damaged"),
    ],
    ids=["text", "empty", "one pixel", "huge", "cut short"],
)
def test_what_is_no_usable_picture_is_refused_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(PictureError, match=f"coat.png.*({reason})"):
        open_picture(data, "coat.png")


def test_a_file_is_named_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "x.jpg").write_bytes(b"no")
    with pytest.raises(PictureError, match=r"^x.jpg"):
        open_picture(tmp_path / "x.jpg")
