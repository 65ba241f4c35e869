"""One trial: a damaged file, known by its kind, a seed and a number, is read as the site would read it."""

import random
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from trendflix.bench.mutations import samples
from trendflix.bench.mutations.damage import damaged
from trendflix.core.errors import UserError

ACCEPTED, REFUSED = "accepted", "refused"
LIMIT_SECONDS = {"feeds": 5.0, "subtitles": 5.0, "pictures": 10.0, "films": 60.0}
"""Seconds of a processor that one trial may take, those of its child processes included."""
MAX_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: valid samples, words of its formats, and what reads it (path → nothing, or ``UserError``)."""

    samples: Callable[[], samples.Samples]
    words: Sequence[bytes]
    read: Callable[[Path], None]


def input_of(kind: str, seed: int, number: int) -> tuple[str, bytes]:
    """(name, bytes) of the damaged file."""
    chance = random.Random(f"{seed} {kind} {number}")  # noqa: S311 - repeatable, and hides nothing
    made = KINDS[kind].samples()
    name, data = made[number % len(made)]
    return name, damaged(data, chance, KINDS[kind].words)


def tried(kind: str, seed: int, number: int, folder: Path) -> str:
    """``ACCEPTED`` or ``REFUSED``; every other end is raised as it came."""
    name, data = input_of(kind, seed, number)
    path = folder / name
    path.write_bytes(data)
    try:
        KINDS[kind].read(path)
    except UserError as refused:
        if not str(refused).strip():
            raise AssertionError("refused without a word") from refused
        return REFUSED
    return ACCEPTED


def _feed(path: Path) -> None:
    from shopping.feeds import Reject, columns_of, read_feed, row_of
    from shopping.feeds.images.sources import is_remote, local_path
    from vision.errors import PictureError

    columns_of(path)
    with closing(read_feed(path)) as entries:  # type: ignore[type-var]  # a generator
        for entry in islice(entries, MAX_ROWS):
            try:
                row = row_of(entry)
            except Reject:
                continue
            for source in row.images:
                try:
                    if not is_remote(source):
                        local_path(source, path.parent)
                except PictureError:
                    pass


def _subtitle(path: Path) -> None:
    from playback.services.subtitles import subtitle_text

    text = subtitle_text(path.read_bytes(), path.name, 1.5, "de")
    text.encode()
    if not text.startswith("WEBVTT"):
        raise AssertionError("what was written is no WebVTT")


def _picture(path: Path) -> None:
    from shopping.feeds.images.sources import FORMATS
    from vision.images.open_image import open_picture

    picture = open_picture(path.read_bytes(), path.name, longest=900, formats=FORMATS)
    picture.convert("RGB").save(path.with_suffix(".kept"), "JPEG")


def _film(path: Path) -> None:
    from playback.media import ladder
    from playback.media.packager import Order, film_of, hls_make
    from playback.media.probe import probe

    found = probe(path, path.name, max_bytes=2**30, max_seconds=30.0)
    film = film_of(path, found)
    if film.seconds > 30.0:
        raise UserError(f"{path.name}: longer than is allowed.")
    plan = ladder.plan_of({})
    rungs = ladder.ladder(film.look.width, film.look.height, plan)[:1]
    out = path.parent / "out"
    out.mkdir()
    hls_make(Order(film, rungs, list(found.sounds), ladder.QUALITIES[plan.quality], out), lambda part: None)


KINDS = {
    "feeds": Kind(samples.feeds, samples.FEED_WORDS, _feed),
    "films": Kind(samples.films, samples.FILM_WORDS, _film),
    "pictures": Kind(samples.pictures, samples.PICTURE_WORDS, _picture),
    "subtitles": Kind(samples.subtitles, samples.SUBTITLE_WORDS, _subtitle),
}
