"""The limit of a profile, as conditions on titles: an age rating, and what is allowed whatever its rating.

What has no rating counts as made for adults. An episode without one has its show's, a trailer and an edition that of
the title they belong to; whoever may not see a show sees none of its episodes. What a child's profile is allowed it
sees with all its episodes, trailers and editions.
"""

from django.db.models import Q

from catalog.models import AllowedCollection, AllowedTitle, CollectionItem
from trendflix.accounts.sight import Sight

EVERYTHING, NOTHING = Q(), Q(pk__in=())


def within(sight: Sight, path: str = "") -> Q:
    """Films and shows, or those at ``path`` (``season__show__``), that are inside the limit; said by the row itself."""
    if not sight.is_limited:
        return EVERYTHING
    return _of_age(sight, path) | _allowed(sight, f"{path}pk")


def episode_within(sight: Sight, path: str = "") -> Q:
    """Episodes of a show inside the limit, or those at ``path``, that are so themselves, or whose show is allowed."""
    if not sight.is_limited:
        return EVERYTHING
    return _not_above(sight, path) | _allowed(sight, f"{path}season__show_id")


def title_within(sight: Sight) -> Q:
    """Titles of every kind that are inside the limit."""
    if not sight.is_limited:
        return EVERYTHING
    alone = Q(within(sight), season__isnull=True, parent__isnull=True)
    return alone | _of_show(sight) | _of_film(sight) | _of_episode(sight)


def _of_show(sight: Sight, path: str = "") -> Q:
    """Episodes, or those at ``path``, that are inside the limit with their show."""
    both = Q(within(sight, f"{path}season__show__"), episode_within(sight, path))
    return Q(both, **{f"{path}season__isnull": False})


def _of_film(sight: Sight) -> Q:
    """Trailers and editions of films and shows."""
    part = _not_above(sight) | _allowed(sight, "parent_id")
    return Q(within(sight, "parent__"), part, parent__isnull=False, parent__season__isnull=True)


def _of_episode(sight: Sight) -> Q:
    """Trailers and editions of episodes: neither they nor the episode nor its show are above the limit."""
    return Q(_of_show(sight, "parent__"), _not_above(sight) | _allowed(sight, "parent__season__show_id"))


def _of_age(sight: Sight, path: str) -> Q:
    if sight.only_allowed or sight.max_age is None:
        return NOTHING
    return Q(**{f"{path}minimum_age__lte": sight.max_age})


def _not_above(sight: Sight, path: str = "") -> Q:
    return Q(**{f"{path}minimum_age__isnull": True}) | _of_age(sight, path)


def _allowed(sight: Sight, field: str) -> Q:
    """Titles whose ``field`` is the key of one that the profile is allowed, by itself or in a collection."""
    if sight.allowed_viewer_id is None:
        return NOTHING
    titles = AllowedTitle.objects.filter(viewer=sight.allowed_viewer_id).values("title")
    collections = AllowedCollection.objects.filter(viewer=sight.allowed_viewer_id).values("collection")
    items = CollectionItem.objects.filter(collection__in=collections).values("title")
    return Q(**{f"{field}__in": titles}) | Q(**{f"{field}__in": items})
