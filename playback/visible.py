"""The film files that a person may see: those of the titles that ``catalog.selectors`` shows them, and no others."""

from django.db.models import QuerySet
from django.http import Http404

from catalog.selectors import titles_visible
from playback.models import Video
from trendflix.accounts.sight import Sight


def films_for(sight: Sight) -> QuerySet[Video]:
    """The film files this person may see, each with its title."""
    return Video.objects.filter(title__in=titles_visible(sight)).select_related("title")


def film_or_404(sight: Sight, slug: str, films: QuerySet[Video] | None = None) -> Video:
    """The film of the title at ``slug``, of ``films`` (all) that one may see. Raises ``Http404``."""
    video = (films_for(sight) if films is None else films).filter(title__slug=slug).first()
    if video is None:
        raise Http404(f"There is nothing to watch at {slug}.")
    return video
