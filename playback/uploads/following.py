"""Carries over to an uploaded film's title what was typed later."""

from collections.abc import Iterable

from catalog.models import Title
from catalog.services.titles import title_save
from playback.uploads.models import FilmUpload


def title_follow(film: FilmUpload, changed: Iterable[str]) -> None:
    """Give the title of an uploaded film the name and year that were typed when it was being added already."""
    if film.video is None:
        return
    title = film.video.title
    if "name" in changed and film.name.strip():
        title.name = film.name.strip()
    if "year" in changed and title.kind == Title.Kind.FILM:
        title.year = film.year
    title_save(title)
