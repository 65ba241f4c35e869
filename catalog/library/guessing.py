"""Names of film files that follow no convention, as guessit reads them; it takes some 10 ms a name."""

from typing import Any

from catalog.library.names import MAX_LABEL, Named, spaced


def guessed(stem: str) -> Named:
    """What guessit makes of a name that follows no convention."""
    from guessit import guessit
    from guessit.api import GuessitException

    try:
        found: dict[str, Any] = guessit(stem, {"single_value": False})
    except GuessitException:
        return Named(spaced(stem), is_plain=False)
    name, year = _first(found.get("title")), _first(found.get("year"))
    seasons, episodes = _numbers(found.get("season")), _numbers(found.get("episode"))
    label = _first(found.get("edition")) or _first(found.get("screen_size")) or ""
    return Named(
        spaced(str(name or stem)),
        int(year) if year else None,
        seasons[0] if seasons else None,
        episodes[0] if episodes else None,
        episodes[-1] if len(episodes) > 1 and episodes[-1] > episodes[0] else None,
        str(_first(found.get("episode_title")) or "") if episodes else str(label)[:MAX_LABEL],
        str(_first(found.get("part")) or _first(found.get("cd")) or ""),
        is_plain=False,
    )


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _numbers(value: Any) -> list[int]:
    listed = value if isinstance(value, list) else [] if value is None else [value]
    return sorted(int(one) for one in listed if isinstance(one, int))
