"""What a search offers while it is typed: a few titles, people and genres; constant queries."""

from rapidfuzz.distance import OSA

from catalog.models import Genre, Person, Title
from catalog.people import people_search
from catalog.search import title_pks
from catalog.selectors import browsed
from catalog.visible import genres_visible
from trendflix.accounts.sight import Sight
from trendflix.core.search.queries import MIN_PREFIX, likeliest, read
from trendflix.core.search.text import words

TITLES, PEOPLE, GENRES = 5, 3, 2
MIN_MISSPELT = 4
"""Letters from which a genre's name may be misspelt by one edit."""


def titles_suggested(sight: Sight, text: str) -> list[Title]:
    """Films and shows that hold every word, best first; two queries where the words are known."""
    pks = title_pks(browsed(sight), text, TITLES)
    found = Title.objects.defer("synopsis").in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]


def people_suggested(sight: Sight, text: str) -> list[Person]:
    """People whose names hold every word, best first."""
    return people_search(sight, text, PEOPLE)


def genres_suggested(sight: Sight, text: str) -> list[Genre]:
    """Genres whose names begin with the words, or are nearly the words; one query, since there are few."""
    key = likeliest(read(text), {})
    if len(key) < MIN_PREFIX:
        return []
    named = ((genre, " ".join(words(genre.name))) for genre in genres_visible(sight))
    ranked = sorted(((_distance(key, name), name), genre.pk, genre) for genre, name in named if _answers(key, name))
    return [genre for _, _, genre in ranked[:GENRES]]


def _answers(key: str, name: str) -> bool:
    return f" {name}".find(f" {key}") >= 0 or (len(key) >= MIN_MISSPELT and _distance(key, name) <= 1)


def _distance(key: str, name: str) -> int:
    return OSA.distance(key, name)
