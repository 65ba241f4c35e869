"""What people decide of an uploaded film: show it to viewers, take it off the list."""

from django.db import transaction
from django.utils.translation import gettext

from catalog.models import Title
from playback.uploads.errors import Conflict
from playback.uploads.models import FilmUpload
from playback.uploads.selectors import WORK
from trendflix.jobs.models import Job


@transaction.atomic
def film_publish(film: FilmUpload) -> None:
    """Show the title of an uploaded film to viewers, an episode with its show; ``Conflict`` before it is added."""
    if film.video is None:
        raise Conflict(gettext("%(name)s is not in the library yet.") % {"name": film})
    title = film.video.title
    rows = [title.pk, *([title.season.show_id] if title.season else [])]
    Title.objects.filter(pk__in=rows).update(published=True)


def films_clear(films: list[FilmUpload]) -> int:
    """Take films off the list that are in the library and on which nothing is done; how many."""
    videos = [film.video_id for film in films if film.video_id]
    jobs = Job.objects.filter(kind__in=WORK, subject_id__in=videos, status__in=Job.OPEN)
    busy = set(jobs.values_list("subject_id", flat=True))
    done = [film.pk for film in films if film.state == FilmUpload.State.ADDED and film.video_id not in busy]
    FilmUpload.objects.filter(pk__in=done).delete()
    return len(done)
