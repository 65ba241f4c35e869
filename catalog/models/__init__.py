"""The library's data and its invariants, a module a noun; imported by every layer from ``catalog`` up."""

from catalog.models.collection_items import CollectionItem
from catalog.models.collections import Collection
from catalog.models.colours import TitleColour
from catalog.models.genres import Country, Genre, Language
from catalog.models.home import HomeRow
from catalog.models.identification import Identification
from catalog.models.library import LibraryFolder
from catalog.models.library_files import LibraryFile
from catalog.models.neighbours import TitleNeighbour
from catalog.models.people import Credit, Person
from catalog.models.profiles import AllowedCollection, AllowedTitle, TasteGenre, TasteTitle
from catalog.models.ratings import Rating
from catalog.models.searching import PersonDocument, PersonSpelling, TitleDocument, TitleSpelling
from catalog.models.seasons import Season
from catalog.models.stats import TitleStats
from catalog.models.titles import FIRST_YEAR, LAST_YEAR, MAX_NAME, MAX_NUMBER, Title
from catalog.models.trash import TrashedTitle
from catalog.models.watchlist import WatchlistEntry

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "MAX_NAME",
    "MAX_NUMBER",
    "AllowedCollection",
    "AllowedTitle",
    "Collection",
    "CollectionItem",
    "Country",
    "Credit",
    "Genre",
    "HomeRow",
    "Identification",
    "Language",
    "LibraryFile",
    "LibraryFolder",
    "Person",
    "PersonDocument",
    "PersonSpelling",
    "Rating",
    "Season",
    "TasteGenre",
    "TasteTitle",
    "Title",
    "TitleColour",
    "TitleDocument",
    "TitleNeighbour",
    "TitleSpelling",
    "TitleStats",
    "TrashedTitle",
    "WatchlistEntry",
]
