"""Reads what is like a title: its computed neighbours, and until there are some what shares its people and genres."""

from collections import Counter

from django.db.models import QuerySet

from catalog.models import Credit, Title, TitleNeighbour
from catalog.selectors import browsed, marked
from trendflix.accounts.sight import Sight

AMONG = 100
"""Newest titles that are looked at for each genre, and for the people."""
PERSON, GENRE = 3, 1


def related(sight: Sight, title: Title, limit: int) -> list[Title]:
    """Films and shows like a title that one may see, the likest first; at most five queries."""
    keys = list(TitleNeighbour.objects.filter(title=title).order_by("-score").values_list("neighbour", flat=True))
    seen = _seen(sight)
    found = seen.in_bulk(keys[: 2 * limit])
    if len(found) < limit:
        keys += [key for key in _alike(title, sight) if key not in found]
        found |= seen.in_bulk(keys[: 3 * limit])
    return [found[key] for key in dict.fromkeys(keys) if key in found][:limit]


def _seen(sight: Sight) -> QuerySet[Title]:
    return marked(browsed(sight), sight).defer("synopsis").order_by()


def _alike(title: Title, sight: Sight) -> list[int]:
    """Keys of titles by how many of the people and genres they share, the newest first of equals; two queries."""
    points: Counter[int] = Counter()
    people = Credit.objects.filter(person__credits__title=title).order_by("-title_id")
    for key in people.values_list("title_id", flat=True).distinct()[:AMONG]:
        points[key] += PERSON
    filed = Title.genres.through.objects.filter(genre__titles=title).order_by("-title_id")
    for key in filed.values_list("title_id", flat=True)[: 2 * AMONG]:
        points[key] += GENRE
    points.pop(title.pk, None)
    return sorted(points, key=lambda key: (-points[key], -key))
