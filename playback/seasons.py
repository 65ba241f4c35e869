"""Reads how far a viewer is with a show: episode by episode of a season, and how many of each season were watched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from catalog.models import Title
from playback.models import Progress, Video


@dataclass(frozen=True, slots=True)
class EpisodeState:
    """An episode's film and how far a viewer got with it; seconds."""

    duration: float
    position: float
    watched: bool

    @property
    def percent(self) -> int:
        """How much was watched, 0 to 100."""
        return 100 if self.watched else min(100, round(100 * self.position / max(self.duration, 0.1)))


def episode_states(viewer_id: int | None, titles: Iterable[Title]) -> Mapping[int, EpisodeState]:
    """Title pk → state, of titles whose film can be played; two queries."""
    films = Video.objects.filter(title__in=[title.pk for title in titles]).exclude(package_key="")
    durations = {pk: (title, duration) for pk, title, duration in films.values_list("pk", "title_id", "duration")}
    rows = Progress.objects.filter(viewer=viewer_id, video__in=durations) if viewer_id else Progress.objects.none()
    known = {pk: (position, watched) for pk, position, watched in rows.values_list("video_id", "position", "watched")}
    return {title: EpisodeState(duration, *known.get(pk, (0.0, False))) for pk, (title, duration) in durations.items()}


def watched_by_season(viewer_id: int | None, show: Title) -> dict[int, int]:
    """Season pk → how many of its episodes a viewer has watched; one query."""
    if viewer_id is None:
        return {}
    rows = Progress.objects.filter(viewer=viewer_id, watched=True, video__title__season__show=show)
    counted = rows.order_by().values("video__title__season").annotate(watched=Count("pk"))
    return {row["video__title__season"]: row["watched"] for row in counted}
