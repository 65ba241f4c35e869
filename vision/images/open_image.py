"""Opens pictures of any origin as plain RGB, or says why it cannot."""

import io
import struct
from pathlib import Path

from django.utils.translation import gettext
from PIL import Image, ImageOps, UnidentifiedImageError

from vision.errors import PictureError

MAX_PIXELS = 64_000_000
MIN_SIDE = 8
DAMAGED = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    RuntimeError,
    LookupError,
    ArithmeticError,
    TypeError,
    struct.error,
)
"""What Pillow's decoders raise on damaged data."""


def open_picture(
    source: Path | bytes, name: str = "", *, longest: int = 2048, formats: tuple[str, ...] | None = None
) -> Image.Image:
    """The picture as RGB, turned upright by EXIF, first frame if animated, transparent parts white.

    At most ``longest`` pixels on a side; of ``formats`` alone, by Pillow's names, where they are given. Raises
    ``PictureError`` for what is no picture, too small, damaged, or too many pixels to decode safely.
    """
    name = name or (source.name if isinstance(source, Path) else "picture")
    try:
        with Image.open(io.BytesIO(source) if isinstance(source, bytes) else source, formats=formats) as opened:
            _size_check(opened, name)
            opened.draft("RGB", (longest, longest))
            opened.load()
            picture = _as_rgb(ImageOps.exif_transpose(opened))
    except PictureError:
        raise
    except FileNotFoundError as error:
        raise PictureError(gettext("%(name)s: there is no such picture.") % {"name": name}) from error
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise PictureError(gettext("%(name)s: not a picture that can be read.") % {"name": name}) from error
    except DAMAGED as error:
        raise PictureError(
            gettext("%(name)s: a damaged picture (%(error)s).") % {"name": name, "error": error}
        ) from error
    picture.thumbnail((longest, longest))
    return picture


def _size_check(opened: Image.Image, name: str) -> None:
    width, height = opened.size
    if width * height > MAX_PIXELS:
        raise PictureError(
            gettext("%(name)s: %(width)s×%(height)s pixels are too many; at most %(limit)s million.")
            % {"name": name, "width": width, "height": height, "limit": MAX_PIXELS // 10**6}
        )
    if min(width, height) < MIN_SIDE:
        raise PictureError(
            gettext("%(name)s: %(width)s×%(height)s pixels are too few.")
            % {"name": name, "width": width, "height": height}
        )


def _as_rgb(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I;16"):
        # 16-bit greys: Pillow clips them to white on conversion, so scale to 8 bits first.
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    if "A" in picture.getbands() or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    return picture.convert("RGB")
