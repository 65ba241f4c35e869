"""Lengths and places of films as people read them."""

from django.utils.translation import gettext as _

MINUTE, HOUR = 60, 3600


def clock(seconds: float) -> str:
    """A place in a film: 12:40, 1:02:05."""
    hours, rest = divmod(max(0, int(seconds)), HOUR)
    minutes, left = divmod(rest, MINUTE)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


def length(seconds: float) -> str:
    """How long something is: 1 h 19 min, 45 min, 30 s of less than a minute; empty for 0 seconds."""
    if seconds < MINUTE - 0.5:
        return _("%(seconds)s s") % {"seconds": max(1, round(seconds))} if seconds > 0 else ""
    hours, minutes = divmod(round(seconds / MINUTE), MINUTE)
    return _hours(hours, minutes) if hours else _("%(minutes)s min") % {"minutes": minutes}


def _hours(hours: int, minutes: int) -> str:
    words = _("%(hours)s h %(minutes)s min") if minutes else _("%(hours)s h")
    return words % {"hours": hours, "minutes": minutes}


def left(seconds: float) -> str:
    """What is left of a film, or of work: 12 min left."""
    return _("%(time)s left") % {"time": length(seconds)}
