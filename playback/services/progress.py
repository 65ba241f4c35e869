"""Remembers how far a viewer got, told by several pages and devices at once."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from catalog.keeping import watchlist_remove
from catalog.models import Title
from playback.models import Progress, Video
from playback.selectors import next_video
from trendflix.accounts.models import Viewer
from trendflix.accounts.visitors import Visitor
from trendflix.accounts.writing import for_viewer

WATCHED_FROM = 0.95
"""Part of the film after which it counts as watched, where nobody said when the credits begin."""


@for_viewer
def progress_save(
    visitor: Visitor, video: Video, position: float, *, playback_session: str = "", sequence: int = 0, age: float = 0.0
) -> Progress:
    """Keep a viewer's position in seconds, held within the film, unless a newer one is kept; return what is kept.

    The newest moment wins: a position that was true ``age`` seconds ago never replaces one that was true later, so a
    page left open, or a save that waited for a network, takes nothing back. Within one ``playback_session`` (one
    page, from its opening to its end) the greater ``sequence`` wins, in whatever order saves arrive. Ages are the
    client's own, so no clocks are compared. A title that is finished leaves the viewer's list, also while their history
    is paused, of which nothing else is kept.
    """
    viewer = visitor.viewer()
    position = min(max(position, 0.0), video.duration)
    if viewer.history_paused:
        if position >= credits_of(video):
            _take_off_the_list(visitor, video)
        return _kept_or_nothing(viewer, video, position)
    now = timezone.now()
    moment = now - timedelta(seconds=age)
    fields = {
        "position": position,
        "watched": position >= credits_of(video),
        "removed": False,
        "playback_session": playback_session,
        "sequence": sequence,
        "moment": moment,
        "updated": now,
    }
    row, made = Progress.objects.get_or_create(viewer=viewer, video=video, defaults=fields)
    was_watched = row.watched and not made
    older = _older(playback_session, sequence) | _before(playback_session, moment)
    if not made and Progress.objects.filter(older, pk=row.pk).update(**fields):
        row.refresh_from_db()
    if row.watched and not was_watched:
        _take_off_the_list(visitor, video)
    return row


def _kept_or_nothing(viewer: Viewer, video: Video, position: float) -> Progress:
    """What is kept of a film, or a position that is not: nothing is added while the history is paused."""
    kept = Progress.objects.filter(viewer=viewer, video=video).first()
    return kept or Progress(viewer=viewer, video=video, position=position)


def _take_off_the_list(visitor: Visitor, video: Video) -> None:
    """A film that was finished leaves the viewer's list; a show does with the last episode that they may see.

    Whoever has seen a trailer has not seen the film.
    """
    title = video.title
    if title.kind == Title.Kind.TRAILER:
        return
    if title.season is None:
        watchlist_remove(visitor, title.parent_id or title.pk)
    elif title.season.number > 0 and next_video(video, visitor) is None:
        watchlist_remove(visitor, title.season.show_id)


def progress_remove(visitor: Visitor, title: Title) -> int:
    """Take a film, or all episodes of a show, off the row of what was begun; it does not count as watched.

    How many positions that were. Watching on puts it back.
    """
    among = Q(video__title=title) | Q(video__title__season__show=title)
    return Progress.objects.filter(among, viewer=visitor.viewer_id, watched=False).update(removed=True)


def progress_merge(source: Viewer, target: Viewer) -> None:
    """Move positions to another viewer; where both have one in a film, the one of the later moment stays."""
    kept = {row.video_id: row for row in Progress.objects.filter(viewer=target)}
    for row in Progress.objects.filter(viewer=source):
        own = kept.get(row.video_id)
        older = row if own is not None and own.moment >= row.moment else own
        if older is not None:
            older.delete()
        if older is not row:
            Progress.objects.filter(pk=row.pk).update(viewer=target)


def credits_of(video: Video) -> float:
    """Seconds from which the film counts as watched."""
    marked = video.credits_start
    return marked if marked is not None and marked < video.duration else WATCHED_FROM * video.duration


def _older(playback_session: str, sequence: int) -> Q:
    """The kept position is an earlier one of the same playback session."""
    return Q(playback_session=playback_session, sequence__lt=sequence) & ~Q(playback_session="")


def _before(playback_session: str, moment: object) -> Q:
    """The kept position is of another playback session, or of none, and was true before."""
    return (~Q(playback_session=playback_session) | Q(playback_session="")) & Q(moment__lte=moment)
