"""Trailers, editions and collections of titles that are there."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from catalog.models import Collection, CollectionItem, Title
from trendflix.core.slugs import slug_of
from trendflix.demo.scale.rows import Writer, moment
from trendflix.demo.scale.sizes import COLLECTIONS_PER_TITLE, Sizes
from trendflix.demo.scale.words import ADJECTIVES, GATHERINGS

TRAILER_EVERY, EDITION_EVERY = 10, 50
TRAILER_SECONDS = 110
SMALLEST, LARGEST = 12, 40
"""Titles of one collection."""
HIDDEN_EVERY = 50


def extras_seed(writer: Writer, titles: Sequence[int]) -> None:
    """Write a trailer of every tenth title and another edition of every fiftieth."""
    writer.write(Title, (_trailer(number, title) for number, title in enumerate(titles[::TRAILER_EVERY])))
    writer.write(Title, (_edition(number, title) for number, title in enumerate(titles[::EDITION_EVERY])))


def collections_seed(sizes: Sizes, writer: Writer, titles: Sequence[int]) -> None:
    """Write collections, one for a hundred titles; the last titles of one are the first of another."""
    count = min(sizes.titles // COLLECTIONS_PER_TITLE, len(ADJECTIVES) * len(GATHERINGS))
    made = writer.write(Collection, (_collection(number) for number in range(count)))
    writer.write(CollectionItem, _items(made, titles))


def _trailer(number: int, title: int) -> Title:
    return Title(
        kind=Title.Kind.TRAILER,
        name="Trailer",
        slug=f"trailer-{number}",
        parent_id=title,
        runtime=TRAILER_SECONDS + number % 40,
        created=moment(number, timedelta(minutes=12)),
    )


def _edition(number: int, title: int) -> Title:
    return Title(
        kind=Title.Kind.EDITION,
        name="Director's cut",
        slug=f"edition-{number}",
        parent_id=title,
        created=moment(number, timedelta(minutes=14)),
    )


def _collection(number: int) -> Collection:
    adjective, place = ADJECTIVES[number % len(ADJECTIVES)], number // len(ADJECTIVES)
    name = f"{adjective} {GATHERINGS[place % len(GATHERINGS)]}"
    return Collection(
        name=name,
        slug=slug_of(name),
        description=f"{name}, put together by hand.",
        published=number % HIDDEN_EVERY != HIDDEN_EVERY - 1,
        created=moment(number, timedelta(hours=8)),
    )


def _items(collections: Sequence[int], titles: Sequence[int]) -> Iterator[CollectionItem]:
    for number, collection in enumerate(collections):
        count = min(SMALLEST + number * 7 % (LARGEST - SMALLEST + 1), len(titles))
        first, step = number * 97 % len(titles), max(1, len(titles) // max(1, 3 * count))
        places = dict.fromkeys((first + at * step) % len(titles) for at in range(count))
        for position, place in enumerate(places):
            yield CollectionItem(collection_id=collection, title_id=titles[place], position=position)
