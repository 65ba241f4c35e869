"""Keeps a film's chapters and markers."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext

from playback.media.streams import Mark
from playback.models import Chapter, Video
from trendflix.core.errors import UserError

SPANS = ("intro", "recap")
MARKERS = ("intro_start", "intro_end", "recap_start", "recap_end", "credits_start")


def chapters_from_file(video: Video, marks: Iterable[Mark]) -> int:
    """Take the chapters that the file brings, unless a person has edited them; how many there are now."""
    if not video.chapters_edited:
        with transaction.atomic():
            video.chapters.all().delete()
            Chapter.objects.bulk_create(
                [Chapter(video=video, start=mark.start, title=mark.title or f"Chapter {number}")
                 for number, mark in enumerate(marks, 1)]
            )  # fmt: skip
    return video.chapters.count()


def chapters_restore(video: Video) -> int:
    """Give up what a person edited and take the file's chapters again; how many there are now."""
    video.chapters_edited = False
    video.save(update_fields=["chapters_edited"])
    return chapters_from_file(video, [Mark(**mark) for mark in video.probe.get("chapters", [])])


def chapters_keep(video: Video) -> None:
    """The chapters are a person's from now on."""
    Video.objects.filter(pk=video.pk).update(chapters_edited=True)


def moment_check(seconds: float, duration: float, what: str) -> None:
    """Raise ``UserError`` where a time in seconds does not lie within a film (of unknown length: at 0 or later)."""
    if seconds < 0 or (duration and seconds > duration):
        raise UserError(
            gettext("%(what)s: %(seconds)g s is not within the film, which lasts %(duration)s s.")
            % {"what": what, "seconds": seconds, "duration": number_format(duration, 1)}
        )


def span_check(start: float | None, end: float | None, duration: float, what: str) -> None:
    """Raise ``UserError`` where a marker lacks an end, ends before it starts, or leaves the film."""
    if start is None and end is None:
        return
    if start is None or end is None:
        raise UserError(gettext("%(what)s: give both the start and the end, or neither.") % {"what": what})
    if end <= start:
        raise UserError(gettext("%(what)s: the end must come after the start.") % {"what": what})
    moment_check(start, duration, what)
    moment_check(end, duration, what)
