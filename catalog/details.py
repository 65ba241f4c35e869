"""Reads what a title's page tells besides its story: credits by role, extras, collections, names of codes."""

from dataclasses import dataclass

from catalog.models import Collection, Credit, Title
from catalog.selectors import can_play, titles_visible
from catalog.visible import collections_visible
from trendflix.accounts.sight import Sight
from trendflix.core.cldr import country_name, language_name

MAX_CAST = 24
MAX_COLLECTIONS = 12


@dataclass(frozen=True, slots=True)
class Crew:
    """The people of one role other than acting."""

    role: str
    credits: list[Credit]


def cast_and_crew(title: Title) -> tuple[list[Credit], list[Crew]]:
    """The first of the cast, and the crew by role; one query."""
    rows = list(title.credits.select_related("person"))
    cast = [row for row in rows if row.role == Credit.Role.ACTOR][:MAX_CAST]
    others = [role for role in Credit.Role.values if role != Credit.Role.ACTOR]
    crew = [[row for row in rows if row.role == role] for role in others]
    return cast, [Crew(found[0].get_role_display(), found) for found in crew if found]


def extras_of(sight: Sight, title: Title) -> list[Title]:
    """Trailers and editions of a title that this person can watch now; one query."""
    return list(titles_visible(sight).filter(can_play(sight), parent=title).order_by("pk"))


def collections_of(sight: Sight, title: Title) -> list[Collection]:
    """The collections that hold a title and that one may see; one query."""
    return list(collections_visible(sight).filter(items__title=title).order_by("-created", "-id")[:MAX_COLLECTIONS])


def countries_of(title: Title) -> list[str]:
    """The names of a title's countries in the reader's language."""
    return [country_name(row.code) for row in title.countries.all()]


def languages_of(title: Title) -> list[str]:
    """The names of the languages spoken in a title, in the reader's language."""
    return [language_name(row.code) for row in title.languages.all()]
