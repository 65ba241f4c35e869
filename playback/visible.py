"""The film files that a person may see: those of the titles that ``catalog.selectors`` shows them, and no others."""

from django.db.models import QuerySet
from django.http import Http404

from catalog.selectors import User, titles_for
from playback.models import Video


def films_for(user: User) -> QuerySet[Video]:
    """The film files this person may see, each with its title."""
    return Video.objects.filter(title__in=titles_for(user)).select_related("title")


def film_or_404(user: User, slug: str, films: QuerySet[Video] | None = None) -> Video:
    """The film of the title at ``slug``, of ``films`` (all) that this person may see. Raises ``Http404``."""
    video = (films_for(user) if films is None else films).filter(title__slug=slug).first()
    if video is None:
        raise Http404(f"There is nothing to watch at {slug}.")
    return video
