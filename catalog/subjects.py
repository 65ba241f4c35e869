"""Titles and folders as what jobs work on, by name, for people who look at jobs."""

from collections.abc import Iterable

from django.urls import reverse

from catalog.models import LibraryFolder, Title
from trendflix.jobs.subjects import Subject


def titles_named(ids: Iterable[int]) -> dict[int, Subject]:
    """Titles by their ids, in one query; episodes with their place."""
    titles = Title.objects.filter(pk__in=ids).select_related("season__show")
    return {title.pk: Subject(_name(title), reverse("admin:catalog_title_change", args=[title.pk])) for title in titles}


def _name(title: Title) -> str:
    if not title.season:
        return title.name
    return f"{title.season.show.name} S{title.season.number} E{title.numbers}: {title.name}"


def folders_named(ids: Iterable[int]) -> dict[int, Subject]:
    """Folders of films by the ids of their rows, in one query."""
    folders = LibraryFolder.objects.filter(pk__in=ids)
    return {one.pk: Subject(str(one), reverse("admin:catalog_libraryfolder_change", args=[one.pk])) for one in folders}
