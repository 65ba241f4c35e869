"""What of a duplicate's film and positions follows when two titles become one."""

from django.utils.translation import gettext

from catalog.merging import rows_move
from catalog.models import Title
from catalog.services.extras import extra_create
from playback.models import Progress, Video

NEAR = 0.1
"""Part by which the lengths of two files of one film may differ for a position in one to hold in the other."""


def title_merge(duplicate: Title, target: Title) -> dict[str, int]:
    """Move a duplicate's film, and with it garments, matches and positions, to a title; a second file as an edition.

    A title without a film gets it. Otherwise, where it is another file, the film becomes an edition of the title, and
    positions move to the title's own film where the lengths are about the same; of two of one viewer the later stays.
    """
    film, own = (Video.objects.filter(title=one).first() for one in (duplicate, target))
    if film is None:
        return {}
    if own is None or not own.sha256:
        if own is not None:
            own.delete()
        Video.objects.filter(pk=film.pk).update(title=target)
        return {"films": 1}
    moved = positions_move(film, own) if abs(film.duration - own.duration) <= NEAR * own.duration else 0
    if film.sha256 == own.sha256:
        return {"positions": moved}
    Video.objects.filter(pk=film.pk).update(title=_edition(target))
    return {"positions": moved, "editions": 1}


def _edition(target: Title) -> Title:
    taken, number = set(target.extras.values_list("name", flat=True)), 2
    while (name := gettext("Version %(number)s") % {"number": number}) in taken:
        number += 1
    return extra_create(target, Title.Kind.EDITION, name)


def positions_move(source: Video, target: Video) -> int:
    """Move positions from one file of a film to another; where a viewer has both, the one of the later moment stays."""
    rows = Progress.objects.filter(video=source)
    own = dict(Progress.objects.filter(video=target, viewer__in=rows.values("viewer")).values_list("viewer", "moment"))
    told = rows.values_list("viewer", "moment")
    older = [viewer for viewer, moment in told if viewer in own and own[viewer] < moment]
    Progress.objects.filter(video=target, viewer__in=older).delete()
    return rows_move(rows, Progress.objects.filter(video=target), "viewer", video=target)
