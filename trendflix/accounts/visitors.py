"""Who is behind a request: a signed-in person, or the session of somebody who is not."""

from functools import cached_property

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from trendflix.accounts.models import Viewer


class Visitor:
    """A person (``user_id``) or a session; ``is_staff`` sees unpublished titles.

    A visitor has a ``Viewer`` row only once something of theirs is kept.
    """

    def __init__(self, user_id: int | None, session_key: str, is_staff: bool = False) -> None:
        self.user_id, self.session_key, self.is_staff = user_id, "" if user_id else session_key, is_staff

    @property
    def key(self) -> str:
        """Names the visitor in signed addresses."""
        return f"user:{self.user_id}" if self.user_id else f"session:{self.session_key}"

    @cached_property
    def viewer_id(self) -> int | None:
        """Primary key of the visitor's viewer, for filters; ``None`` where nothing of theirs is kept."""
        return Viewer.objects.filter(**self._fields).values_list("pk", flat=True).first()

    def viewer(self) -> Viewer:
        """The visitor's viewer, made where there is none yet."""
        found = Viewer.objects.filter(**self._fields).first() or self._make()
        self.__dict__["viewer_id"] = found.pk
        return found

    def _make(self) -> Viewer:
        try:
            with transaction.atomic():
                return Viewer.objects.create(**self._fields)
        except IntegrityError:  # another request of theirs was faster
            return Viewer.objects.get(**self._fields)

    @property
    def _fields(self) -> dict[str, object]:
        return {"user_id": self.user_id, "is_main": True} if self.user_id else {"session_key": self.session_key}


def visitor_of(request: HttpRequest) -> Visitor:
    """The visitor behind a request; somebody without a session gets one."""
    known: Visitor | None = getattr(request, "_visitor", None)
    if known is None or known.user_id != request.user.pk:
        known = _visitor(request)
        request._visitor = known  # type: ignore[attr-defined]  # kept for the request's other readers
    return known


def visitor_of_user(user: User) -> Visitor:
    """A signed-in person."""
    return Visitor(user.pk, "", user.is_staff)


def _visitor(request: HttpRequest) -> Visitor:
    if request.user.is_authenticated:
        return visitor_of_user(request.user)
    if not request.session.session_key:
        request.session.create()
    return Visitor(None, request.session.session_key or "")
