"""Puts the demo library into the house through the services that people's own films and feeds go through."""

import secrets
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from PIL import Image

from catalog.models import Collection, Credit, Title
from catalog.services import (
    collection_titles_set,
    countries_set,
    credit_add,
    extra_get_or_create,
    film_get_or_create,
    genres_set,
    languages_set,
    title_save,
)
from catalog.services.collections import collection_save
from playback.media import ffmpeg
from playback.media.encode import QUIET
from playback.media.timestamps import webvtt_time
from playback.services import subtitle_add, video_ingest
from shopping.feeds.imports.requests import feed_queue
from trendflix.demo import feed, film
from trendflix.demo.story import FILMS, LAST_FERRY, Film
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress

SHOP = "Demo shops"
WORDS = {
    "the-last-ferry": (
        "One coat, one ticket, no plan.",
        "Ines means to leave the island on the nine o'clock boat. Her friends mean to talk her out of it, over coffee, "
        "on a roof, and at last on the quay, where the ferry waits longer than it should.",
        ("Drama", "Friendship"),
        ("FSK 6", ("DK", "PT"), ("en", "da")),
    ),
    "night-market": (
        "Everything is cheaper after midnight.",
        "Maya opens her stall when the city closes. A short film about lamps, stairs, and who turns up.",
        ("Drama", "Short"),
        ("PG", ("GB",), ("en",)),
    ),
}
CREDITS = (
    ("Ada Brandt", Credit.Role.DIRECTOR, ""),
    ("Ines Carvalho", Credit.Role.ACTOR, "Ines"),
    ("Maya Okoye", Credit.Role.ACTOR, "Maya"),
    ("Tove Lund", Credit.Role.ACTOR, "Tove"),
    ("Jon Aske", Credit.Role.COSTUME, ""),
)
YEAR = 2026
COLLECTIONS = {
    "Evenings by the water": ("Ferries, quays, and those who wait there.", ("the-last-ferry",)),
    "Dressed for the weather": ("Coats, sweaters and hats to look at twice.", ("the-last-ferry", "night-market")),
}
"""Name → description and the slugs of its titles."""
TRAILER = "trailer"


def is_seeded() -> bool:
    """Whether the demo films are there already."""
    return Title.objects.filter(slug__in=[one.slug for one in FILMS], video__isnull=False).count() == len(FILMS)


def seed(folder: Path, progress: Progress, run: Callable[[Job], None]) -> None:
    """Draw the library into ``folder`` and hand it in; ``run`` is given each job, to run or to leave to a worker."""
    folder.mkdir(parents=True, exist_ok=True)
    progress("drawing the shop", 0.0)
    _, job = feed_queue(feed.write(folder / "shop"), SHOP)
    run(job)
    titles: dict[str, Title] = {}
    for number, one in enumerate(FILMS):
        path = folder / f"{one.slug}.mp4"
        progress(f"drawing {one.name}", number / len(FILMS))
        if not path.exists():
            scratch = path.with_name(f".{path.name}")
            film.write(one, scratch)
            scratch.rename(path)
        title = _title(one)
        titles[one.slug] = title
        video, job = video_ingest(title, path)
        subtitle_add(video, captions(one).encode(), "captions.vtt", "en", "English")
        run(job)
    run(_trailer(folder, titles[LAST_FERRY.slug]))
    _collections(titles)


def _title(one: Film) -> Title:
    title, _ = film_get_or_create(one.name, YEAR)
    title.tagline, title.synopsis, genres, (title.certificate, countries, languages) = WORDS[one.slug]
    countries_set(title, countries)
    languages_set(title, languages)
    shot = one.shots[-1]
    if not title.backdrop:
        still = Image.fromarray(film.frame(shot, shot.seconds / 2))
        title.backdrop.save(f"{one.slug}.jpg", jpeg(still), save=False)
        middle = still.crop((still.width // 2 - 240, 0, still.width // 2 + 240, 720))
        title.poster.save(f"{one.slug}.jpg", jpeg(middle), save=False)
    title_save(title)
    genres_set(title, genres)
    for position, (name, role, character) in enumerate(CREDITS):
        credit_add(title, name, role, character, position)
    return title


def _trailer(folder: Path, title: Title) -> Job:
    """The last shot of a film, copied as it is, as its trailer; the job that packages it."""
    path, shot = folder / f"{title.slug}-{TRAILER}.mp4", LAST_FERRY.shots[-1]
    if not path.exists():
        scratch = path.with_name(f".{path.name}")
        command = [ffmpeg.binary(), *QUIET, "-ss", f"{LAST_FERRY.seconds - shot.seconds:.3f}"]
        command += ["-i", str(folder / f"{title.slug}.mp4"), "-map_chapters", "-1", "-c", "copy", str(scratch)]
        ffmpeg.run(command, shot.seconds, lambda part: None, limit=60)
        scratch.rename(path)
    return video_ingest(extra_get_or_create(title, Title.Kind.TRAILER)[0], path)[1]


def _collections(titles: dict[str, Title]) -> None:
    """Two collections of the demo films."""
    for name, (description, slugs) in COLLECTIONS.items():
        collection = Collection.objects.filter(name=name).first() or Collection(name=name, description=description)
        collection_save(collection)
        collection_titles_set(collection, [titles[slug] for slug in slugs])


def jpeg(picture: Image.Image) -> ContentFile[bytes]:
    """A picture as an upload."""
    data = BytesIO()
    picture.save(data, "JPEG", quality=88)
    return ContentFile(data.getvalue())


def captions(one: Film) -> str:
    """The film's spoken lines as WebVTT."""
    cues = [f"{webvtt_time(start)} --> {webvtt_time(end)}\n{words}" for start, end, words in one.lines]
    return "\n\n".join(["WEBVTT", *cues]) + "\n"


def admin_make() -> Path | None:
    """An administrator for a site without one; the password goes to a file that only its owner reads."""
    if User.objects.filter(is_superuser=True).exists():
        return None
    password, path = secrets.token_urlsafe(12), Path(settings.DATA) / "admin-password.txt"
    path.touch(mode=0o600)
    path.write_text(f"{password}\n", encoding="utf-8")
    User.objects.create_superuser("admin", "", password)
    return path


__all__ = ["LAST_FERRY", "admin_make", "captions", "is_seeded", "seed"]
