"""Names of film files that follow no convention, as guessit reads them; it takes some 10 ms a name."""

import re
from typing import Any

from catalog.library.names import CAMERA, MAX_LABEL, Named, spaced

ABSOLUTE = re.compile(r"\s-\s(?!(?:19|20)\d\d\b)\d{2,4}(?:v\d)?(?=\s|\[|$)")
"""A number after a hyphen counts through all seasons, as series of animation have it."""


def guessed(stem: str) -> Named:
    """What guessit makes of a name that follows no convention."""
    found = _guessed(stem)
    if "date" in found or CAMERA.fullmatch(stem):  # the day tells it from others of its kind
        return Named(spaced(stem), is_plain=False)
    name, year = _first(found.get("title")), _first(found.get("year"))
    seasons, episodes = _numbers(found.get("season")), _numbers(found.get("episode"))
    label = _first(found.get("edition")) or _first(found.get("screen_size")) or ""
    return Named(
        spaced(str(name or stem)),
        int(year) if year and name else None,
        seasons[0] if seasons else None,
        episodes[0] if episodes else None,
        episodes[-1] if len(episodes) > 1 and episodes[-1] > episodes[0] else None,
        str(_first(found.get("episode_title")) or "") if episodes else str(label)[:MAX_LABEL],
        str(_first(found.get("cd")) or ""),
        is_plain=False,
    )


def _guessed(stem: str) -> dict[str, Any]:
    from guessit import guessit
    from guessit.api import GuessitException

    options = {
        "single_value": False,
        "episode_prefer_number": bool(ABSOLUTE.search(stem)),
        "excludes": ["part"],  # "Part Two" belongs to the name
    }
    try:
        return dict(guessit(stem, options))
    except GuessitException:
        return {}


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _numbers(value: Any) -> list[int]:
    listed = value if isinstance(value, list) else [] if value is None else [value]
    return sorted(int(one) for one in listed if isinstance(one, int))
