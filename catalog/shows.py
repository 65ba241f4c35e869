"""Reads the seasons and episodes of a show, a season at a time, so that a long show costs no more than a short one."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from catalog.models import Season, Title
from catalog.selectors import marked, titles_visible
from trendflix.accounts.sight import Sight


@dataclass(frozen=True, slots=True)
class Part:
    """A season and how many of its episodes a person may see."""

    season: Season
    episodes: int


def seasons_of(sight: Sight, show: Title) -> list[Part]:
    """The seasons with episodes that one may see, in order, specials last; two queries."""
    rows = titles_visible(sight).filter(season__show=show).order_by().values("season").annotate(episodes=Count("pk"))
    counts = {row["season"]: row["episodes"] for row in rows}
    seasons = Season.objects.filter(pk__in=counts).order_by("number")
    return sorted((Part(one, counts[one.pk]) for one in seasons), key=lambda part: part.season.number == 0)


def part_chosen(parts: list[Part], number: str | None, fallback: int | None) -> Part | None:
    """The part of the season that an address names, else of season ``fallback``, else the first."""
    wanted = int(number) if number and number.isascii() and number.isdecimal() and len(number) < 6 else fallback
    return next((part for part in parts if part.season.number == wanted), parts[0] if parts else None)


def episodes_of(sight: Sight, season: Season) -> QuerySet[Title]:
    """The episodes of a season that one may see, in order, with ``is_soon``."""
    return marked(titles_visible(sight).filter(season=season), sight).order_by("number", "pk")


def number_label(title: Title) -> str:
    """``2``, or ``2–3`` of a file that holds several episodes."""
    return f"{title.number}–{title.last_number}" if title.last_number else f"{title.number}"
