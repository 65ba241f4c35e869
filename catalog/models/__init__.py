"""The library's data and its invariants, a module a noun; imported by every layer from ``catalog`` up."""

from catalog.models.collections import Collection, CollectionItem
from catalog.models.genres import Country, Genre, Language
from catalog.models.home import HomeRow
from catalog.models.neighbours import TitleNeighbour
from catalog.models.people import Credit, Person
from catalog.models.searching import PersonDocument, PersonSpelling, TitleDocument, TitleSpelling
from catalog.models.seasons import Season
from catalog.models.stats import TitleColour, TitleStats
from catalog.models.titles import FIRST_YEAR, LAST_YEAR, MAX_NAME, MAX_NUMBER, Title
from catalog.models.viewers import Rating, WatchlistEntry

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "MAX_NAME",
    "MAX_NUMBER",
    "Collection",
    "CollectionItem",
    "Country",
    "Credit",
    "Genre",
    "HomeRow",
    "Language",
    "Person",
    "PersonDocument",
    "PersonSpelling",
    "Rating",
    "Season",
    "Title",
    "TitleColour",
    "TitleDocument",
    "TitleNeighbour",
    "TitleSpelling",
    "TitleStats",
    "WatchlistEntry",
]
