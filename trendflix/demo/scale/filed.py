"""Countries, languages and genres of titles, their lengths and their maturity ratings."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from django.db.models import Model

from catalog.models import Country, Language, Title
from trendflix.demo.scale.rows import Writer
from trendflix.demo.scale.sizes import Sizes

ORIGINS = (
    ("US", "en"), ("GB", "en"), ("FR", "fr"), ("DE", "de"), ("JP", "ja"), ("IN", "hi"), ("KR", "ko"), ("ES", "es"),
    ("IT", "it"), ("CN", "zh"), ("BR", "pt"), ("MX", "es"), ("SE", "sv"), ("DK", "da"), ("NG", "en"), ("TR", "tr"),
    ("PL", "pl"), ("CA", "fr"), ("AU", "en"), ("NL", "nl"), ("AR", "es"), ("EG", "ar"), ("IL", "he"), ("UA", "uk"),
)  # fmt: skip
"""Countries with the language of their titles, the most frequent first."""
COPRODUCED = 0.15
"""Part of the titles that come from a second country; they are in its language too."""
CERTIFICATES = (
    ("FSK 0", 0),
    ("FSK 6", 6),
    ("PG", 8),
    ("FSK 12", 12),
    ("PG-13", 13),
    ("FSK 16", 16),
    ("R", 17),
    ("", None),
)
"""As printed, and the age in years that they stand for; unrated last."""
MINUTE, SHORTEST, LONGEST, EPISODE = 60, 72, 178, 44


def maturity_of(number: int) -> dict[str, Any]:
    """The fields that say how old one has to be for a title."""
    certificate, age = CERTIFICATES[number * 7 % len(CERTIFICATES)]
    return {"certificate": certificate, "minimum_age": age}


def film_runtime(number: int) -> int:
    """Seconds of a film."""
    return (SHORTEST + number * 37 % (LONGEST - SHORTEST)) * MINUTE + number * 13 % MINUTE


def origins_seed(sizes: Sizes, writer: Writer, titles: Sequence[int]) -> None:
    """Give each title a country and its language, some of them two."""
    writer.write(Country, (Country(code=code) for code in dict.fromkeys(code for code, _ in ORIGINS)), is_shared=True)
    writer.write(Language, (Language(code=code) for code in dict.fromkeys(code for _, code in ORIGINS)), is_shared=True)
    places = _places(sizes, len(titles))
    writer.write(Title.countries.through, _rows(Title.countries.through, "country_id", 0, titles, places))
    writer.write(Title.languages.through, _rows(Title.languages.through, "language_id", 1, titles, places))


def _places(sizes: Sizes, count: int) -> list[tuple[int, ...]]:
    """The places in ``ORIGINS`` that each title comes from."""
    rng = np.random.default_rng([sizes.seed, 12])
    weights = 1.0 / np.arange(1, len(ORIGINS) + 1)
    first = rng.choice(len(ORIGINS), count, p=weights / weights.sum())
    second = (first + rng.integers(1, len(ORIGINS), count)) % len(ORIGINS)
    is_shared = rng.random(count) < COPRODUCED
    return [
        (int(one), int(other)) if both else (int(one),)
        for one, other, both in zip(first, second, is_shared, strict=True)
    ]


def _rows(
    model: type[Model], field: str, column: int, titles: Sequence[int], places: list[tuple[int, ...]]
) -> Iterator[Model]:
    for title, chosen in zip(titles, places, strict=True):
        for code in dict.fromkeys(ORIGINS[place][column] for place in chosen):
            yield model(**{"title_id": title, field: code})
