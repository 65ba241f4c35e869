"""What a child's profile is allowed whatever its rating; one verb a function."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext

from catalog.models import AllowedCollection, AllowedTitle, Collection, Title
from trendflix.accounts.models import Viewer
from trendflix.core.errors import UserError

MAX_ALLOWED = 500


def title_allow(profile: Viewer, title: Title) -> None:
    """Let a child's profile see a film or a show; twice is once. Raises ``UserError`` of others, and past the limit."""
    _check(profile, AllowedTitle.objects.filter(viewer=profile).count())
    if title.season_id or title.parent_id:
        raise UserError(gettext("Films and shows are allowed, with all their parts."))
    AllowedTitle.objects.get_or_create(viewer=profile, title=title)


def title_disallow(profile: Viewer, title_id: int) -> None:
    """Take a title off the list."""
    AllowedTitle.objects.filter(viewer=profile, title_id=title_id).delete()


def collection_allow(profile: Viewer, collection: Collection) -> None:
    """Let a child's profile see every title of a collection."""
    _check(profile, AllowedCollection.objects.filter(viewer=profile).count())
    AllowedCollection.objects.get_or_create(viewer=profile, collection=collection)


def collection_disallow(profile: Viewer, collection_id: int) -> None:
    """Take a collection off the list."""
    AllowedCollection.objects.filter(viewer=profile, collection_id=collection_id).delete()


@transaction.atomic
def allowed_replace(profile: Viewer, titles: Iterable[Title], collections: Iterable[Collection]) -> None:
    """Replace the whole list."""
    AllowedTitle.objects.filter(viewer=profile).delete()
    AllowedCollection.objects.filter(viewer=profile).delete()
    for title in titles:
        title_allow(profile, title)
    for collection in collections:
        collection_allow(profile, collection)


def allowed_titles(profile: Viewer) -> list[Title]:
    """The titles that a profile is allowed by themselves, last added first; one query."""
    rows = AllowedTitle.objects.filter(viewer=profile).select_related("title").order_by("-id")
    return [row.title for row in rows]


def allowed_collections(profile: Viewer) -> list[Collection]:
    """The collections that a profile is allowed, last added first; one query."""
    rows = AllowedCollection.objects.filter(viewer=profile).select_related("collection").order_by("-id")
    return [row.collection for row in rows]


def _check(profile: Viewer, count: int) -> None:
    if not profile.is_child:
        raise UserError(gettext("Only a child's profile has allowed titles."))
    if count >= MAX_ALLOWED:
        raise UserError(gettext("The list holds %(limit)s entries; remove some first.") % {"limit": MAX_ALLOWED})
