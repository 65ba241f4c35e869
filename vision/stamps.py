"""The models' stamps without the models: loading them takes seconds, asking what they are called should not.

What was last loaded is noted in the data folder beside a signature of all that could change it: the settings, the
code, and the files of the weights.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from vision.nets import runtime

CODE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Stamps:
    """``embedder`` stands on garments' vectors, ``parser`` on readings, ``pictures`` on vectors of product photos."""

    embedder: str
    parser: str
    pictures: str


def current() -> Stamps:
    """The present models' stamps; loads them only where nothing is known of them. Raises ``ModelError``."""
    if not runtime.is_loaded() and (noted := _noted()) is not None:
        return noted
    from vision.images import product_image

    found = Stamps(runtime.get_embedder().stamp, runtime.get_parser().stamp, product_image.stamp())
    if not runtime.is_replaced():
        _note(found)
    return found


def is_noted() -> bool:
    """Whether the present models' stamps are known without loading them: nothing changed since they last were."""
    return _noted() is not None


def _file() -> Path:
    return Path(settings.DATA) / "models.json"


def _noted() -> Stamps | None:
    try:
        data = json.loads(_file().read_text(encoding="utf-8"))
        return Stamps(**data["stamps"]) if data["signature"] == signature() else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _note(found: Stamps) -> None:
    scratch = _file().with_suffix(".new")
    scratch.write_text(json.dumps({"signature": signature(), "stamps": asdict(found)}), encoding="utf-8")
    scratch.replace(_file())


def signature() -> str:
    """Changes when the models may have: by their settings, or by size and time of the code and the weights."""
    names = (settings.CLIP_MODEL, settings.GARMENT_PARSER)
    digest = hashlib.sha256(repr(names).encode())
    folders = [CODE, *(Path(name) for name in names if Path(name).is_dir())]
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.suffix != ".pyc"):
        if path.is_file():
            known = path.stat()
            digest.update(f"{path}:{known.st_size}:{known.st_mtime_ns}".encode())
    return digest.hexdigest()
