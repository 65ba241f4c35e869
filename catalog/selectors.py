"""Reads the library; every function answers in a constant number of queries."""

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.lookups import IsNull
from django.utils import timezone

from catalog.maturity import episode_within, title_within, within
from catalog.models import Genre, Title
from catalog.search import title_pks
from trendflix.accounts.sight import Sight

RESULTS = 60


def shown_now(path: str = "") -> Q:
    """Titles, or those at ``path`` (``season__show__``), that are published, inside their dates, and not in the trash.

    By our clock.
    """
    now = timezone.now()
    begun = Q(**{f"{path}publish_at__isnull": True}) | Q(**{f"{path}publish_at__lte": now})
    lasts = Q(**{f"{path}publish_until__isnull": True}) | Q(**{f"{path}publish_until__gt": now})
    return Q(**{f"{path}published": True, f"{path}trashed__isnull": True}) & begun & lasts


def titles_kept() -> QuerySet[Title]:
    """All titles but those in the trash. What is moved there takes its episodes, trailers and editions with it."""
    return Title.objects.filter(trashed__isnull=True)


def titles_visible(sight: Sight) -> QuerySet[Title]:
    """The one rule of who sees what: staff see all, everybody else what is published and inside its dates.

    Of episodes the show must be so too, of trailers and editions the title that they belong to, with its show. Of a
    limited sight all of them are within its limit (``catalog.maturity``). Nobody sees what is in the trash. Pages, the
    API, search, film files, timelines, positions and links out all ask this, or ``playback.visible``, which does.
    """
    if sight.is_staff:
        return titles_kept()
    of_show = Q(season__isnull=True) | shown_now("season__show__")
    of_parent = Q(parent__isnull=True) | shown_now("parent__")
    of_both = Q(parent__season__isnull=True) | shown_now("parent__season__show__")
    return Title.objects.filter(title_within(sight), of_show, of_parent, of_both, shown_now())


def browsed(sight: Sight) -> QuerySet[Title]:
    """Films and shows that one sees: ``titles_visible`` without episodes, trailers and editions.

    Said with columns of the row itself, so that a partial index answers.
    """
    titles = titles_kept().filter(season__isnull=True, parent__isnull=True)
    return titles if sight.is_staff else titles.filter(within(sight), shown_now())


def can_play(sight: Sight) -> Q:
    """Titles whose film is packaged, and shows with such an episode that one sees.

    The episodes are asked for show by show, one each: of ``EXISTS`` PostgreSQL makes a list of all of them first.
    """
    episodes = Title.objects.filter(season__show=OuterRef("pk"), video__package_key__gt="")
    kept = Q(trashed__isnull=True) if sight.is_staff else episode_within(sight) & shown_now()
    episodes = episodes.filter(kept)
    has_episode = IsNull(Subquery(episodes.order_by().values("pk")[:1]), False)
    return Q(video__package_key__gt="") | Q(has_episode, kind=Title.Kind.SHOW)


def marked(titles: QuerySet[Title], sight: Sight) -> QuerySet[Title]:
    """``titles`` with ``is_soon``: neither a film of its own nor, of a show, a visible episode can be played yet."""
    return titles.annotate(is_soon=Case(When(can_play(sight), then=False), default=True))


def browsable(sight: Sight) -> QuerySet[Title]:
    """Films and shows with ``is_soon``, newest first; episodes are reached through their show."""
    return marked(browsed(sight), sight).order_by("-pk")


def playable(sight: Sight) -> QuerySet[Title]:
    """Of ``browsable`` what can be watched now."""
    found = browsed(sight).filter(can_play(sight))
    return found.annotate(is_soon=Value(False)).order_by("-pk")


def titles_of_genre(sight: Sight, genre: Genre) -> QuerySet[Title]:
    """Of ``browsable`` what is of a genre, newest first."""
    return browsable(sight).filter(pk__in=Title.genres.through.objects.filter(genre=genre).values("title_id"))


def title_by_slug(sight: Sight, slug: str) -> Title:
    """One title with ``is_soon``, its show, genres, countries and languages; four queries.

    Raises ``Title.DoesNotExist``, also where it may not be seen.
    """
    titles = marked(titles_visible(sight), sight).select_related("season__show", "parent")
    return titles.prefetch_related("genres", "countries", "languages").get(slug=slug)


def title_pks_search(sight: Sight, words: str) -> list[int]:
    """The pks of all titles that a search finds, best first, for paging; see ``catalog.search.title_pks``."""
    return title_pks(browsable(sight), words)


def titles_search(sight: Sight, words: str, limit: int = RESULTS) -> list[Title]:
    """Titles that hold every word in name, people, genres or year, best first; three queries."""
    return titles_in_order(sight, title_pks_search(sight, words)[:limit])


def titles_in_order(sight: Sight, pks: list[int]) -> list[Title]:
    """Titles with their genres and ``is_soon`` in the order of their pks; two queries."""
    found = browsable(sight).order_by().prefetch_related("genres").in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]
