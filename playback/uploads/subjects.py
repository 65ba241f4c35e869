"""Films on their way in as what jobs work on, by name, for people who look at jobs."""

from collections.abc import Iterable

from django.urls import reverse

from playback.uploads.models import FilmUpload
from trendflix.jobs.subjects import Subject


def uploads_named(ids: Iterable[int]) -> dict[int, Subject]:
    """Uploaded films by the ids of their rows, in one query; all of them are on one page."""
    page = reverse("admin:uploads_filmupload_changelist")
    return {film.pk: Subject(str(film), page) for film in FilmUpload.objects.filter(pk__in=ids)}
