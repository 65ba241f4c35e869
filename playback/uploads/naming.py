"""What a file's name says of the film in it."""

from dataclasses import dataclass
from typing import Any

from catalog.models import FIRST_YEAR, LAST_YEAR, MAX_NAME, MAX_NUMBER


@dataclass(frozen=True, slots=True)
class Described:
    """What a name tells: of an episode ``show``, ``season`` and ``number`` (to ``last_number``), else name and year."""

    name: str = ""
    year: int | None = None
    show: str = ""
    season: int | None = None
    number: int | None = None
    last_number: int | None = None


def described(path: str) -> Described:
    """Read a path such as ``Show (2020)/Season 01/Show - S01E02-E03 - Name.mkv`` or ``Film (2020).mkv``."""
    from guessit import guessit  # takes a while to load, and most requests read no names

    found: dict[str, Any] = guessit(path)
    title, year = str(_first(found.get("title")) or "")[:MAX_NAME], _number(found.get("year"), FIRST_YEAR, LAST_YEAR)
    numbers = _numbers(found.get("episode"))
    season = _number(_first(found.get("season")), 0, MAX_NUMBER)
    if title and season is not None and numbers:
        last = numbers[-1] if numbers[-1] > numbers[0] else None
        name = str(_first(found.get("episode_title")) or "")[:MAX_NAME]
        return Described(name, year, title, season, numbers[0], last)
    is_known = title and not numbers  # a number without a season is part of the name
    return Described(title if is_known else _stem(path), year if title else None)


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _numbers(value: Any) -> list[int]:
    listed = value if isinstance(value, list) else [value]
    return sorted(one for one in listed if isinstance(one, int) and 1 <= one <= MAX_NUMBER)


def _number(value: Any, least: int, most: int) -> int | None:
    return value if isinstance(value, int) and least <= value <= most else None


def _stem(path: str) -> str:
    """The file's name in words, where nothing in it was known: ``1917.mkv`` is a film called 1917."""
    stem = path.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return " ".join(stem.replace("_", " ").split())[:MAX_NAME]
