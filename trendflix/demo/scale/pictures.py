"""A few drawn pictures that all titles of a scale site share, so that its pages show what a real site's show."""

import colorsys
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw

COUNT = 12
SHAPES = {"poster": (300, 450), "backdrop": (960, 540), "still": (480, 270)}
QUALITY = 80


def picture_names(number: int) -> dict[str, str]:
    """Field of a title → name of its picture, below the media folder."""
    return {shape: f"public/{shape}s/scale-{number % COUNT}.jpg" for shape in SHAPES}


def pictures_write() -> None:
    """Draw them: a sky, a sun and two hills, each in hues of its own; the same on every site."""
    for number in range(COUNT):
        for shape, name in picture_names(number).items():
            path = Path(settings.MEDIA_ROOT) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            _drawn(number, SHAPES[shape]).save(path, "JPEG", quality=QUALITY)


def _drawn(number: int, size: tuple[int, int]) -> Image.Image:
    width, height = size
    hue = number / COUNT
    sky = Image.linear_gradient("L").resize(size)
    picture = Image.composite(
        Image.new("RGB", size, _rgb(hue, 0.55, 0.75)), Image.new("RGB", size, _rgb(hue, 0.7, 0.2)), sky
    )
    draw = ImageDraw.Draw(picture)
    radius, across = height // 7, width * (3 + number % 5) // 10
    draw.ellipse(
        (across - radius, height // 3 - radius, across + radius, height // 3 + radius), _rgb(hue + 0.12, 0.5, 0.95)
    )
    for step, (top, value) in enumerate(((0.62, 0.3), (0.76, 0.14))):
        peak = width * ((number * 3 + step * 4) % 10) // 10
        hill = (
            (0, height),
            (0, int(height * (top + 0.1))),
            (peak, int(height * top)),
            (width, int(height * (top + 0.14))),
        )
        draw.polygon((*hill, (width, height)), _rgb(hue + 0.5, 0.4, value))
    return picture


def _rgb(hue: float, saturation: float, value: float) -> tuple[int, int, int]:
    red, green, blue = colorsys.hsv_to_rgb(hue % 1.0, saturation, value)
    return round(255 * red), round(255 * green), round(255 * blue)
