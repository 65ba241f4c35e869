"""Product pictures: read from beside the feed or fetched from the web, and stored under their hash."""

import hashlib
import io
import uuid
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils.translation import gettext
from PIL import Image

from shopping.feeds.images.fetch import fetch
from vision.errors import PictureError
from vision.images.open_image import open_picture

MAX_SIDE = 900
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF", "BMP")
"""What shops send; the decoders of all others are left alone."""


def is_remote(source: str) -> bool:
    """Whether a picture's address is one of the web; ``//host/path`` is."""
    return source.startswith("//") or source[:8].lower().startswith(("http://", "https://"))


def web_address(source: str) -> str:
    """A picture's address with its scheme; one that names none, as ``//host/path``, is asked for by HTTPS."""
    return f"https:{source}" if source.startswith("//") else source


def picture_bytes(source: str, beside: Path | None) -> bytes:
    """The bytes of a picture that a feed names. Raises ``PictureError`` with the reason."""
    if is_remote(source):
        return fetch(web_address(source))
    if beside is None:
        raise PictureError(
            gettext("%(source)s: a relative picture needs a feed that lies in a folder.") % {"source": source}
        )
    return local_path(source, beside).read_bytes()


def fingerprint_of(source: str, beside: Path) -> str:
    """Changes when the file that a relative address names does; costs no reading."""
    found = local_path(source, beside).stat()
    return f"{found.st_size}:{found.st_mtime_ns}"


def local_path(source: str, beside: Path) -> Path:
    """The file that a relative address names, which must lie in the feed's folder, links followed."""
    if "\0" in source or urlsplit(source).scheme:
        raise PictureError(gettext("%(source)r: no address of a picture.") % {"source": source[:200]})
    try:
        found = _resolved(source, beside)
        if not found.is_file():
            found = _resolved(unquote(source), beside)
        if not found.is_file():
            raise PictureError(gettext("%(source)s: there is no such picture.") % {"source": source})
        size = found.stat().st_size
    except (OSError, ValueError) as error:
        raise PictureError(
            gettext("%(source)r: cannot be read (%(fault)s).") % {"source": source[:200], "fault": type(error).__name__}
        ) from error
    if size > settings.PICTURE_MAX_BYTES:
        raise PictureError(
            gettext("%(source)s: larger than %(limit)s MiB.")
            % {"source": source, "limit": settings.PICTURE_MAX_BYTES // 2**20}
        )
    return found


def _resolved(source: str, beside: Path) -> Path:
    found = (beside / source).resolve()
    if not found.is_relative_to(beside.resolve()):
        raise PictureError(gettext("%(source)s: leads out of the feed's folder.") % {"source": source})
    return found


def keep(data: bytes, name: str) -> tuple[str, str]:
    """Check, turn upright, shrink and store a picture under its hash; returns (path below media, SHA-256 of data)."""
    digest = hashlib.sha256(data).hexdigest()
    path = Path("public") / "products" / digest[:2] / f"{digest}.jpg"
    target = Path(settings.MEDIA_ROOT) / path
    if target.exists():
        target.touch()  # young again, so that it is not collected before a row names it
    else:
        picture: Image.Image = open_picture(data, name, longest=MAX_SIDE, formats=FORMATS)
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=88)
        target.parent.mkdir(parents=True, exist_ok=True)
        scratch = target.with_suffix(f".{uuid.uuid4().hex}.new")
        scratch.write_bytes(buffer.getvalue())
        scratch.replace(target)
    return str(path), digest
