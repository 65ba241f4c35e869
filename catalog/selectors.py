"""Reads the library; every function answers in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.models import User as SiteUser
from django.db.models import Case, Prefetch, Q, QuerySet, Value, When

from catalog.models import Credit, Genre, Season, Title
from catalog.search import title_pks

User = SiteUser | AnonymousUser
RAIL_LENGTH = 18
RESULTS = 60


@dataclass(frozen=True, slots=True)
class Rail:
    """One row of the home page."""

    name: str
    titles: list[Title] = field(default_factory=list)
    slug: str = ""


def titles_visible(*, staff: bool) -> QuerySet[Title]:
    """The one rule of who sees what: staff see all, everybody else what is published, episodes only of such shows.

    Pages, the API, search, film files, timelines, positions and links out all ask this, through ``titles_for`` or
    ``playback.visible``.
    """
    if staff:
        return Title.objects.all()
    return Title.objects.filter(Q(season__isnull=True) | Q(season__show__published=True), published=True)


def titles_for(user: User) -> QuerySet[Title]:
    """The titles this person may see."""
    return titles_visible(staff=user.is_staff)


def _can_play(*, staff: bool) -> Q:
    """Titles whose film is packaged, and shows with such an episode that people see (one subquery for all of them)."""
    episodes = titles_visible(staff=staff).filter(kind=Title.Kind.EPISODE, video__package_key__gt="")
    return Q(video__package_key__gt="") | Q(kind=Title.Kind.SHOW, pk__in=episodes.values("season__show"))


def marked(titles: QuerySet[Title], *, staff: bool) -> QuerySet[Title]:
    """``titles`` with ``is_soon``: neither a film of its own nor, of a show, a visible episode can be played yet."""
    return titles.annotate(is_soon=Case(When(_can_play(staff=staff), then=False), default=True))


def _browsed(user: User) -> QuerySet[Title]:
    return titles_for(user).exclude(kind=Title.Kind.EPISODE)


def browsable(user: User) -> QuerySet[Title]:
    """Films and shows with ``is_soon``; episodes are reached through their show."""
    return marked(_browsed(user), staff=user.is_staff)


def playable(user: User) -> QuerySet[Title]:
    """Of ``browsable`` what can be watched now."""
    return _browsed(user).filter(_can_play(staff=user.is_staff)).annotate(is_soon=Value(False))


def coming(user: User) -> QuerySet[Title]:
    """Of ``browsable`` what comes soon."""
    return _browsed(user).exclude(_can_play(staff=user.is_staff)).annotate(is_soon=Value(True))


def title_by_slug(user: User, slug: str) -> Title:
    """One title with what its page needs, it and its episodes with ``is_soon``.

    Raises ``Title.DoesNotExist``, also where it may not be seen.
    """
    titles = marked(titles_for(user), staff=user.is_staff)
    episodes = titles.filter(kind=Title.Kind.EPISODE).order_by("number")
    return (
        titles.select_related("season__show")
        .prefetch_related(
            "genres",
            Prefetch("credits", Credit.objects.select_related("person")),
            Prefetch("seasons", Season.objects.order_by("number").prefetch_related(Prefetch("episodes", episodes))),
        )
        .get(slug=slug)
    )


def rails_for(titles: list[Title], soon: Sequence[Title] = ()) -> list[Rail]:
    """New titles, a rail for each genre of two titles or more that are not all of them, and what comes ``soon``.

    ``titles`` can be played and hold their genres already.
    """
    rails = [Rail("New here", titles[:RAIL_LENGTH])] if titles else []
    by_genre: dict[Genre, list[Title]] = {}
    for title in titles:
        for genre in title.genres.all():
            by_genre.setdefault(genre, []).append(title)
    for genre, members in sorted(by_genre.items(), key=lambda item: (-len(item[1]), item[0].name)):
        if 1 < len(members) < len(titles):
            rails.append(Rail(genre.name, members[:RAIL_LENGTH], genre.slug))
    return [*rails, Rail("Soon", list(soon))] if soon else rails


def title_pks_search(user: User, words: str) -> list[int]:
    """The pks of all titles that a search finds, best first, for paging; see ``catalog.search.title_pks``."""
    return title_pks(browsable(user), words)


def titles_search(user: User, words: str, limit: int = RESULTS) -> list[Title]:
    """Titles that hold every word in name, people, genres or year, best first; three queries."""
    return titles_in_order(title_pks_search(user, words)[:limit])


def titles_in_order(pks: list[int]) -> list[Title]:
    """Titles with their genres in the order of their pks; two queries."""
    found = Title.objects.prefetch_related("genres").in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]
