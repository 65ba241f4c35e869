"""Genres, people, films, shows with seasons and episodes, credits, and dates between which some are shown."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np
from django.db.models import Model

from catalog.models import Credit, Genre, Person, Season, Title
from trendflix.demo.scale.extras import collections_seed, extras_seed
from trendflix.demo.scale.filed import EPISODE, MINUTE, film_runtime, maturity_of, origins_seed
from trendflix.demo.scale.pictures import picture_names, pictures_write
from trendflix.demo.scale.rows import Writer, moment
from trendflix.demo.scale.sizes import CREDITS_PER_TITLE, EPISODES, SEASONS, SHOW_EVERY, Sizes
from trendflix.demo.scale.words import GENRES, person_name, title_name

UNPUBLISHED_EVERY = 97
ENDED_EVERY, PLANNED_EVERY = 211, 223
"""One in so many is no longer shown, and one in so many not yet."""
ENDED, PLANNED = datetime(2025, 6, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
ORIGINALLY = (
    "東京の夜",
    "서울의 봄",
    "Последний паром",
    "घर वापसी",
    "ליל קיץ",
    "小城之春",
    "ตลาดกลางคืน",
    "Ο τελευταίος δρόμος",
)
ORIGINAL_NAME_EVERY = 9
ROLES = (Credit.Role.DIRECTOR, Credit.Role.WRITER, Credit.Role.COSTUME)
GENRES_PER_TITLE = 2


def library_seed(sizes: Sizes, writer: Writer) -> None:
    """Write the library; titles that come later have larger keys and later dates."""
    if not sizes.titles:
        return
    pictures_write()
    genres = writer.write(Genre, (Genre(name=name, slug=name.lower()) for name in GENRES))
    people = writer.write(Person, (Person(name=person_name(n), slug=f"person-{n}") for n in range(sizes.people)))
    titles = writer.write(Title, (_title(number) for number in range(sizes.titles)))
    shows = titles[SHOW_EVERY - 1 :: SHOW_EVERY]
    seasons = writer.write(Season, (Season(show_id=show, number=n + 1) for show in shows for n in range(SEASONS)))
    episodes = writer.write(Title, (_episode(n, seasons[n // EPISODES]) for n in range(len(seasons) * EPISODES)))
    writer.write(Title.genres.through, _filed(sizes, titles, genres))
    origins_seed(sizes, writer, [*titles, *episodes])
    writer.write(Credit, _credits(sizes, [*titles, *episodes], people))
    extras_seed(writer, titles)
    collections_seed(sizes, writer, titles)


def _title(number: int) -> Title:
    is_show = number % SHOW_EVERY == SHOW_EVERY - 1
    name = title_name(number)
    return Title(
        kind=Title.Kind.SHOW if is_show else Title.Kind.FILM,
        name=name,
        original_name=ORIGINALLY[number % len(ORIGINALLY)] if number % ORIGINAL_NAME_EVERY == 0 else "",
        slug=f"title-{number}",
        year=1950 + number % 76,
        tagline=f"Nobody tells {name} twice.",
        synopsis=f"{name}: what was meant to take an evening takes the whole season. " * 3,
        runtime=None if is_show else film_runtime(number),
        published=number % UNPUBLISHED_EVERY != UNPUBLISHED_EVERY - 1,
        publish_at=PLANNED if number % PLANNED_EVERY == PLANNED_EVERY - 1 else None,
        publish_until=ENDED if number % ENDED_EVERY == ENDED_EVERY - 1 else None,
        created=moment(number),
        **maturity_of(number),
        **picture_names(number),
    )


def _episode(number: int, season: int) -> Title:
    place = number % EPISODES + 1
    name = title_name(number * 31)
    return Title(
        kind=Title.Kind.EPISODE,
        name=name,
        slug=f"episode-{number}",
        season_id=season,
        number=place,
        runtime=EPISODE * MINUTE + number % MINUTE,
        still=picture_names(number)["still"],
        published=True,
        created=moment(number, timedelta(minutes=25)),
    )


def _filed(sizes: Sizes, titles: list[int], genres: list[int]) -> Iterator[Model]:
    """Two different genres for each title; some genres hold many, some few."""
    rng = np.random.default_rng([sizes.seed, 10])
    weights = 1.0 / np.arange(1, len(genres) + 1) ** 0.5
    first = rng.choice(len(genres), len(titles), p=weights / weights.sum())
    second = (first + rng.integers(1, len(genres), len(titles))) % len(genres)
    for title, one, other in zip(titles, first, second, strict=True):
        for place in (one, other):
            yield Title.genres.through(title_id=title, genre_id=genres[int(place)])


def _credits(sizes: Sizes, titles: list[int], people: list[int]) -> Iterator[Credit]:
    """``CREDITS_PER_TITLE`` different people on each title, everybody on at least one where there are enough."""
    order = np.random.default_rng([sizes.seed, 11]).permutation(len(people))
    for number, title in enumerate(titles):
        for place in range(min(CREDITS_PER_TITLE, len(people))):
            person = people[int(order[(number * CREDITS_PER_TITLE + place) % len(people)])]
            role = ROLES[place] if place < len(ROLES) else Credit.Role.ACTOR
            character = f"Part {place}" if role == Credit.Role.ACTOR else ""
            yield Credit(title_id=title, person_id=person, role=role, character=character, position=place)
