"""Film files as far as rows say, and of some films what is worn in them and what matches it."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from typing import Any

import numpy as np

from catalog.models import Title
from playback.models import Video
from shopping.models import Match, Product
from trendflix.demo.scale import vectors
from trendflix.demo.scale.rows import Writer, moment
from trendflix.demo.scale.sizes import (
    APPEARANCES_PER_GARMENT,
    GARMENTS_PER_FILM,
    MATCHES_PER_GARMENT,
    VARIANTS_PER_STYLE,
    Sizes,
)
from trendflix.demo.scale.words import COLOURS, PATTERNS, PIECES
from vision.language.categories import CATEGORIES
from vision.models import Analysis, Appearance, Garment
from vision.types import AnyArray

FILM_SECONDS, SHOT_SECONDS = 5400.0, 6.0
SOUND = {"index": 1, "language": "en", "title": "", "channels": 2, "is_default": True}
PACKAGE = {"plan": {}, "audio": [SOUND], "progressive": False, "thumbnails": False, "failed": []}
RENDITIONS = [{"width": 640, "height": 360}, {"width": 1280, "height": 720}]
STATUSES = (*(Match.Status.SUGGESTED,) * 17, Match.Status.APPROVED, Match.Status.REJECTED, Match.Status.PINNED)


def films_seed(sizes: Sizes, writer: Writer, model: str, parser: str) -> None:
    """Write films of all episodes, trailers and editions and of half of the film titles; ``sizes.analysed`` of them hold garments."""
    films, episodes = _keys(Title.Kind.FILM), _keys(Title.Kind.EPISODE)
    if not films:
        return
    analysed = films[:: max(1, len(films) // max(1, sizes.analysed))][: sizes.analysed]
    packaged = sorted({*analysed, *films[::2], *episodes, *_keys(Title.Kind.TRAILER), *_keys(Title.Kind.EDITION)})
    writer.write(Video, (_video(number, title) for number, title in enumerate(packaged)))
    rows = Video.objects.filter(title_id__in=analysed) if sizes.analysed < 500 else Video.objects.all()
    of_title = dict(rows.values_list("title_id", "pk"))
    readings = writer.write(Analysis, (_analysis(of_title[title], model, parser) for title in analysed))
    styles = _styles(sizes, len(readings) * GARMENTS_PER_FILM)
    garments = writer.write(Garment, _garments(sizes, readings, styles, model))
    writer.write(
        Appearance, (_appearance(n, g, k) for n, g in enumerate(garments) for k in range(APPEARANCES_PER_GARMENT))
    )
    writer.write(Match, _matches(sizes, garments, styles))


def _keys(kind: str) -> list[int]:
    return list(Title.objects.filter(kind=kind).order_by("pk").values_list("pk", flat=True))


def _video(number: int, title: int) -> Video:
    digest = sha256(f"film {number}".encode()).hexdigest()
    return Video(
        title_id=title,
        original_name=f"film-{number}.mkv",
        sha256=digest,
        size=4_000_000_000,
        duration=FILM_SECONDS + number % 600,
        width=1280,
        height=720,
        frame_rate=24.0,
        has_audio=True,
        package_key=digest[:16],
        renditions=RENDITIONS,
        package=PACKAGE,
        created=moment(number),
    )


def _analysis(video: int, model: str, parser: str) -> Analysis:
    shots = [[at * SHOT_SECONDS, (at + 1) * SHOT_SECONDS] for at in range(int(FILM_SECONDS / SHOT_SECONDS))]
    return Analysis(video_id=video, key="scale", model=model, parser=parser, shots=shots, created=moment(video))


def _styles(sizes: Sizes, count: int) -> AnyArray:
    """The style (n,) that each garment looks like."""
    return np.random.default_rng([sizes.seed, 20]).integers(0, max(1, sizes.styles), count)


def _garments(sizes: Sizes, readings: list[int], styles: AnyArray, model: str) -> Iterator[Garment]:
    found = vectors.garment_vectors(sizes, styles)
    for number, style in enumerate(styles):
        category, film_place = vectors.category_of(int(style)), number % GARMENTS_PER_FILM
        first = film_place * FILM_SECONDS / GARMENTS_PER_FILM
        yield Garment(
            analysis_id=readings[number // GARMENTS_PER_FILM],
            category=category,
            attributes=_attributes(int(style), category),
            score=0.9,
            vector=found[number].tobytes(),
            model=model,
            best_at=first + 1.0,
            first_seen=first,
            seconds=APPEARANCES_PER_GARMENT * 5.0,
        )


def _attributes(style: int, category: str) -> dict[str, Any]:
    pattern = PATTERNS[style // 3 % len(PATTERNS)]
    return {"colour": COLOURS[style // 5 % len(COLOURS)], "pattern": pattern, "kind": PIECES[category]}


def _appearance(number: int, garment: int, place: int) -> Appearance:
    start = number % GARMENTS_PER_FILM * FILM_SECONDS / GARMENTS_PER_FILM + place * 20.0
    boxes = [{"t": start + t, "x": 0.3, "y": 0.2, "w": 0.2, "h": 0.4} for t in (0.0, 2.0, 4.0)]
    return Appearance(garment_id=garment, start=start, end=start + 5.0, boxes=boxes)


def _matches(sizes: Sizes, garments: list[int], styles: AnyArray) -> Iterator[Match]:
    """The garment's own style and others of its category, a few of them decided by a person."""
    products = list(Product.objects.order_by("pk").values_list("pk", flat=True))[::VARIANTS_PER_STYLE]
    count = min(MATCHES_PER_GARMENT, len(products) // len(CATEGORIES))
    for number, (garment, style) in enumerate(zip(garments, styles, strict=True)):
        for place in range(count):
            product = products[(int(style) + place * len(CATEGORIES)) % len(products)]
            status = STATUSES[(number + place) % len(STATUSES)]
            decided = moment(number, timedelta(minutes=1)) if status != Match.Status.SUGGESTED else None
            score = round(0.9 - 0.03 * place, 4)
            yield Match(
                garment_id=garment, product_id=product, rank=place + 1, score=score, status=status, decided=decided
            )
