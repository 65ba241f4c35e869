"""What somebody may see: the one value that every selection of titles, people, collections and pictures is made for."""

from dataclasses import dataclass

from django.http import HttpRequest

from trendflix.accounts.visitors import Visitor, visitor_known


@dataclass(frozen=True, slots=True)
class Sight:
    """``is_staff`` sees what is not published; ``max_age`` is the highest age rating in years (``None``: any).

    Where there is a highest rating, what has none is not seen. ``allowed_viewer_id`` names the viewer whose list of
    allowed titles is seen whatever their rating; with ``only_allowed`` nothing else is.
    """

    is_staff: bool = False
    max_age: int | None = None
    allowed_viewer_id: int | None = None
    only_allowed: bool = False

    @property
    def is_limited(self) -> bool:
        """Whether less is seen than what is published."""
        return self.max_age is not None or self.only_allowed


EVERYBODY = Sight()
STAFF = Sight(is_staff=True)


def sight_of(request: HttpRequest) -> Sight:
    """What whoever sends a request sees; nothing is asked for somebody anonymous."""
    return sight_of_visitor(visitor_known(request))


def sight_of_visitor(visitor: Visitor) -> Sight:
    """What a visitor sees; the rights of staff do not lift the limit of a profile."""
    profile = visitor.profile
    if profile is None or not profile.is_limited:
        return STAFF if visitor.is_staff else EVERYBODY
    allowed = profile.pk if profile.is_child else None
    return Sight(max_age=profile.max_age, allowed_viewer_id=allowed, only_allowed=profile.only_allowed)
