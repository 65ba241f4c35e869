"""Reads the library; every function answers in a constant number of queries."""

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.models import User as SiteUser
from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.lookups import IsNull
from django.utils import timezone

from catalog.models import Collection, Genre, Title
from catalog.search import title_pks

User = SiteUser | AnonymousUser
RESULTS = 60


def shown_now(path: str = "") -> Q:
    """Titles, or those at ``path`` (``season__show__``), that are published and inside their dates, by our clock."""
    now = timezone.now()
    begun = Q(**{f"{path}publish_at__isnull": True}) | Q(**{f"{path}publish_at__lte": now})
    lasts = Q(**{f"{path}publish_until__isnull": True}) | Q(**{f"{path}publish_until__gt": now})
    return Q(**{f"{path}published": True}) & begun & lasts


def titles_visible(*, staff: bool) -> QuerySet[Title]:
    """The one rule of who sees what: staff see all, everybody else what is published and inside its dates.

    Of episodes the show must be so too, of trailers and editions the title that they belong to. Pages, the API, search,
    film files, timelines, positions and links out all ask this, through ``titles_for`` or ``playback.visible``.
    """
    if staff:
        return Title.objects.all()
    of_show = Q(season__isnull=True) | shown_now("season__show__")
    of_parent = Q(parent__isnull=True) | shown_now("parent__")
    return Title.objects.filter(of_show, of_parent, shown_now())


def titles_for(user: User) -> QuerySet[Title]:
    """The titles this person may see."""
    return titles_visible(staff=user.is_staff)


def browsed(*, staff: bool) -> QuerySet[Title]:
    """Films and shows that people see: ``titles_visible`` without episodes, trailers and editions.

    Said with columns of the row itself, so that a partial index answers.
    """
    titles = Title.objects.filter(season__isnull=True, parent__isnull=True)
    return titles if staff else titles.filter(shown_now())


def collections_visible(*, staff: bool) -> QuerySet[Collection]:
    """The collections that people see, newest first."""
    found = Collection.objects.order_by("-created", "-id")
    return found if staff else found.filter(published=True)


def can_play(*, staff: bool) -> Q:
    """Titles whose film is packaged, and shows with such an episode that people see.

    The episodes are asked for show by show, one each: of ``EXISTS`` PostgreSQL makes a list of all of them first.
    """
    episodes = Title.objects.filter(season__show=OuterRef("pk"), video__package_key__gt="")
    if not staff:
        episodes = episodes.filter(shown_now())
    has_episode = IsNull(Subquery(episodes.order_by().values("pk")[:1]), False)
    return Q(video__package_key__gt="") | Q(has_episode, kind=Title.Kind.SHOW)


def marked(titles: QuerySet[Title], *, staff: bool) -> QuerySet[Title]:
    """``titles`` with ``is_soon``: neither a film of its own nor, of a show, a visible episode can be played yet."""
    return titles.annotate(is_soon=Case(When(can_play(staff=staff), then=False), default=True))


def browsable(user: User) -> QuerySet[Title]:
    """Films and shows with ``is_soon``, newest first; episodes are reached through their show."""
    return marked(browsed(staff=user.is_staff), staff=user.is_staff).order_by("-pk")


def playable(user: User) -> QuerySet[Title]:
    """Of ``browsable`` what can be watched now."""
    found = browsed(staff=user.is_staff).filter(can_play(staff=user.is_staff))
    return found.annotate(is_soon=Value(False)).order_by("-pk")


def titles_of_genre(user: User, genre: Genre) -> QuerySet[Title]:
    """Of ``browsable`` what is of a genre, newest first."""
    return browsable(user).filter(pk__in=Title.genres.through.objects.filter(genre=genre).values("title_id"))


def title_by_slug(user: User, slug: str) -> Title:
    """One title with ``is_soon``, its show, genres, countries and languages; four queries.

    Raises ``Title.DoesNotExist``, also where it may not be seen.
    """
    titles = marked(titles_for(user), staff=user.is_staff).select_related("season__show", "parent")
    return titles.prefetch_related("genres", "countries", "languages").get(slug=slug)


def title_pks_search(user: User, words: str) -> list[int]:
    """The pks of all titles that a search finds, best first, for paging; see ``catalog.search.title_pks``."""
    return title_pks(browsable(user), words)


def titles_search(user: User, words: str, limit: int = RESULTS) -> list[Title]:
    """Titles that hold every word in name, people, genres or year, best first; three queries."""
    return titles_in_order(user, title_pks_search(user, words)[:limit])


def titles_in_order(user: User, pks: list[int]) -> list[Title]:
    """Titles with their genres and ``is_soon`` in the order of their pks; two queries."""
    found = browsable(user).order_by().prefetch_related("genres").in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]
