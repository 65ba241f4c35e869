"""What runs inside the killed site, in processes of its own: the watch over its jobs, and what it came to in the end.

Each is called by ``manage.py shell`` and prints JSON, so that the bench needs to know neither database nor settings.
"""

import hashlib
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from shopping.index.files import MATCHED

LOOK_SECONDS, REAP_SECONDS = 0.08, 2.0
KEPT_APART = ("broker", "cache", "logs", "tmp", f"index/{MATCHED}")
"""What in the data folder is no result; with what was matched last is noted where products came after films."""
NUMBER = re.compile(r"/\d+/")
DIGEST = re.compile(r"[0-9a-f]{8,}")


def watch() -> None:
    """Print the jobs, one line of JSON whenever they have changed, and reap as the supervisor does; until killed."""
    from trendflix.jobs.models import Job
    from trendflix.jobs.reaper import jobs_reap

    said, reaped = "", 0.0
    columns = ("pk", "kind", "status", "stage", "losses")
    while True:
        try:
            line = json.dumps(list(Job.objects.order_by("pk").values_list(*columns)))
            if time.monotonic() - reaped > REAP_SECONDS:
                jobs_reap()
                reaped = time.monotonic()
        except DatabaseError:
            close_old_connections()
            continue
        if line != said:
            said = line
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
        time.sleep(LOOK_SECONDS)


def session_begin() -> str:
    """Sign in the superuser ``bench``, who is made where there is none; the session's key."""
    from importlib import import_module

    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User

    user = User.objects.filter(username="bench").first() or User.objects.create_superuser("bench")
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    backend = settings.AUTHENTICATION_BACKENDS[-1]
    session.update({SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: backend})
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def upload_begin(size: int) -> None:
    """Somebody signed in who has begun to upload a film; prints the session's key and the upload's address."""
    from django.contrib.auth.models import User

    from playback.uploads.beginning import Chosen, uploads_begin

    key = session_begin()
    user = User.objects.get(username="bench")
    begun = uploads_begin(user.pk, [Chosen("Uploaded (2001).mkv", size)])[0].upload
    assert begun is not None  # noqa: S101 - it was not refused
    sys.stdout.write(json.dumps({"session": key, "key": str(begun.pk)}))


def outcome() -> None:
    """Print what the site came to: rows without their keys, files by name and size; and what no row names."""
    from trendflix.core.garbage import garbage_find, garbage_remove

    garbage_remove(0.0)
    unnamed = [str(one.path) for one in garbage_find(0.0)]
    told = {"films": _films(), "shop": _shop(), "uploads": _uploads(), "files": _files(), "unnamed": unnamed}
    sys.stdout.write(json.dumps(told))


def _films() -> list[Any]:
    from playback.models import Video
    from shopping.storefront.selectors import timeline

    films = []
    for video in Video.objects.order_by("title__slug"):
        told = timeline(video)
        for garment in told["garments"]:
            garment.pop("id", None)
        tracks = sorted(video.subtitles.values_list("language", "label"))
        parts = video.package.get("failed"), video.renditions
        told["garments"].sort(key=lambda one: json.dumps(one, sort_keys=True))
        films.append([told, video.package_key, tracks, parts, video.artwork_frames.count()])
    return films


def _shop() -> dict[str, Any]:
    from shopping.index.files import noted
    from shopping.models import Product, ProductImage

    rows = Product.objects.order_by("product_id").values_list("product_id", "title", "price", "availability")
    pictures = ProductImage.objects.order_by("product__product_id", "position")
    vectors = [hashlib.sha256(bytes(vector or b"")).hexdigest() for vector in pictures.values_list("vector", flat=True)]
    manifest = noted()
    index = manifest.images if manifest else None
    return {"products": [[str(cell) for cell in row] for row in rows], "vectors": vectors, "index": index}


def _uploads() -> list[Any]:
    from playback.uploads.models import FilmUpload, UploadFile

    return [list(FilmUpload.objects.values_list("name", "state")), UploadFile.objects.count()]


def _files() -> dict[str, int]:
    """How many files of each kind of name and size the data folder holds; those of the index by their names alone."""
    root = Path(settings.DATA)
    names: Counter[str] = Counter()
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and "/" in name and not name.startswith(KEPT_APART):
            size = 0 if name.startswith("index/") else path.stat().st_size
            names[f"{DIGEST.sub('*', NUMBER.sub('/#/', name))} {size}"] += 1
    return dict(names)
