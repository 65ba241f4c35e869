"""Reads the library; every function answers in a constant number of queries."""

from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.models import User as SiteUser
from django.db.models import Prefetch, Q, QuerySet

from catalog.models import Credit, Genre, Season, Title

User = SiteUser | AnonymousUser
RAIL_LENGTH = 18


@dataclass(frozen=True, slots=True)
class Rail:
    """One row of the home page."""

    name: str
    titles: list[Title] = field(default_factory=list)
    slug: str = ""


def titles_for(user: User) -> QuerySet[Title]:
    """The titles this person may see: published ones, and all for staff."""
    return Title.objects.all() if user.is_staff else Title.objects.filter(published=True)


def browsable(user: User) -> QuerySet[Title]:
    """Films and shows; episodes are reached through their show."""
    return titles_for(user).exclude(kind=Title.Kind.EPISODE)


def title_by_slug(user: User, slug: str) -> Title:
    """One title with what its page needs. Raises ``Title.DoesNotExist``, also where it may not be seen."""
    episodes = titles_for(user).filter(kind=Title.Kind.EPISODE).order_by("number")
    return (
        titles_for(user)
        .select_related("season__show")
        .prefetch_related(
            "genres",
            Prefetch("credits", Credit.objects.select_related("person")),
            Prefetch("seasons", Season.objects.order_by("number").prefetch_related(Prefetch("episodes", episodes))),
        )
        .get(slug=slug)
    )


def rails_for(titles: list[Title]) -> list[Rail]:
    """New titles, then a rail for each genre of two titles or more that are not all of them.

    ``titles`` hold their genres already.
    """
    rails = [Rail("New here", titles[:RAIL_LENGTH])] if titles else []
    by_genre: dict[Genre, list[Title]] = {}
    for title in titles:
        for genre in title.genres.all():
            by_genre.setdefault(genre, []).append(title)
    for genre, members in sorted(by_genre.items(), key=lambda item: (-len(item[1]), item[0].name)):
        if 1 < len(members) < len(titles):
            rails.append(Rail(genre.name, members[:RAIL_LENGTH], genre.slug))
    return rails


def titles_search(user: User, words: str) -> QuerySet[Title]:
    """Titles whose name, people or genre hold every word."""
    found = browsable(user)
    for word in words.split()[:8]:
        found = found.filter(
            Q(name__icontains=word) | Q(people__name__icontains=word) | Q(genres__name__icontains=word)
        )
    return found.distinct().prefetch_related("genres")
