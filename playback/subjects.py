"""Films as what jobs work on, by name, for people who look at jobs."""

from collections.abc import Iterable

from django.urls import reverse

from playback.models import Video
from playback.selectors import episode_label
from trendflix.jobs.subjects import Subject


def films_named(ids: Iterable[int]) -> dict[int, Subject]:
    """Films by the ids of their rows, in one query."""
    rows = Video.objects.filter(pk__in=ids).select_related("title__season__show", "title__parent")
    return {video.pk: _subject(video) for video in rows.only(*COLUMNS)}


COLUMNS = (
    "title__name",
    "title__slug",
    "title__number",
    "title__last_number",
    "title__season__number",
    "title__season__show__name",
    "title__parent__name",
    "package_key",
)


def _subject(video: Video) -> Subject:
    """``Harbour S1 E2: Fog`` of an episode, ``Night Market: Trailer`` of a trailer, the name of all else."""
    title, name = video.title, video.title.name
    if title.season:
        name = f"{title.season.show.name} {episode_label(title)}: {name}"
    elif title.parent:
        name = f"{title.parent.name}: {name}"
    viewer_page = reverse("watch", args=[title.slug]) if video.is_ready else ""
    return Subject(name, reverse("admin:playback_video_change", args=[video.pk]), viewer_page)
