"""Who is behind a request: a signed-in person, or somebody who is not, whose session keeps what is theirs."""

from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from trendflix.accounts.browsers import browser_id
from trendflix.accounts.models import Viewer

SESSION_PROFILE = "profile"
"""What the session keeps the key of the chosen profile under."""
PROFILE_HEADER = "X-Profile"
SALT = "trendflix.accounts.visitor"
KEY_LENGTH = 32
"""Hexadecimal digits of ``Visitor.key``: 128 bits."""


class Visitor:
    """A person (``user_id``), or somebody anonymous, with a session or none yet; ``is_staff`` sees unpublished titles.

    A visitor has a ``Viewer`` row, and an anonymous one a session, only once something of theirs is kept: reading
    pages writes nothing. Of an account with several profiles it is the one with the key ``chosen``, else the main one.
    """

    def __init__(
        self,
        user_id: int | None,
        session_key: str,
        is_staff: bool = False,
        *,
        request: HttpRequest | None = None,
        chosen: int | None = None,
    ) -> None:
        self.user_id, self.session_key, self.is_staff = user_id, "" if user_id else session_key, is_staff
        self._request, self._chosen = request, chosen

    @cached_property
    def key(self) -> str:
        """Names the visitor in signed addresses, which tell nothing of them; of somebody anonymous it is the browser.

        The browser and not the session, which is made while a film plays: addresses must not end with that.
        """
        if self.user_id:
            name = f"user:{self.user_id}"
        else:
            name = f"browser:{browser_id(self._request)}" if self._request else f"session:{self.session_key}"
        return salted_hmac(SALT, name, algorithm="sha256").hexdigest()[:KEY_LENGTH]

    @cached_property
    def profiles(self) -> list[Viewer]:
        """The profiles of the visitor's account in their order; none of somebody anonymous. One query."""
        if not self.user_id:
            return []
        rows = Viewer.objects.filter(user_id=self.user_id).select_related("user")
        return list(rows.order_by("-is_main", "position", "id"))

    @property
    def has_chosen(self) -> bool:
        """Whether the profile is one that was chosen, or the only one of an account, open to whoever is signed in.

        Not where the one that was chosen is gone: nobody goes on from a child's profile to the only other one.
        """
        if any(one.pk == self._chosen for one in self.profiles):
            return True
        is_only = len(self.profiles) == 1 and not self.profiles[0].pin
        return not self.profiles or (is_only and self._chosen is None)

    @property
    def profile(self) -> Viewer | None:
        """The profile that a person uses; ``None`` of somebody anonymous, and before anything was kept."""
        chosen = (one for one in self.profiles if one.pk == self._chosen)
        return next(chosen, self.profiles[0] if self.profiles else None)

    @cached_property
    def viewer_id(self) -> int | None:
        """Primary key of the visitor's viewer, for filters; ``None`` where nothing of theirs is kept."""
        if self.user_id:
            return self.profile.pk if self.profile else None
        if not self.session_key:
            return None
        return Viewer.objects.filter(**self._fields).values_list("pk", flat=True).first()

    def viewer(self) -> Viewer:
        """The visitor's viewer, made where there is none yet; so is the session of somebody anonymous."""
        if self.profile is not None:
            return self.profile
        if not self.user_id and self._request is not None:
            self._keep_session(self._request.session)
        found = Viewer.objects.filter(**self._fields).first() or self._make()
        self.__dict__["viewer_id"] = found.pk
        self.__dict__.pop("profiles", None)
        return found

    def _keep_session(self, session: SessionBase) -> None:
        """Make the session where there is none; a key that the server does not know names none."""
        if not session.session_key or not session.exists(session.session_key):
            session.create()
        self.session_key = session.session_key or ""

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
    """The visitor behind a request."""
    known: Visitor | None = getattr(request, "_visitor", None)
    if known is None or known.user_id != request.user.pk:
        known = _visitor(request)
        request._visitor = known  # type: ignore[attr-defined]  # kept for the request's other readers
    return known


def visitor_known(request: HttpRequest) -> Visitor:
    """The visitor behind a request that only reads; somebody without a session gets none, and has nothing kept."""
    known: Visitor | None = getattr(request, "_visitor", None)
    if known is not None and known.user_id == request.user.pk:
        return known
    if request.user.is_authenticated or request.session.session_key:
        return visitor_of(request)
    return Visitor(None, "")


def visitor_of_user(user: User, chosen: int | None = None) -> Visitor:
    """A signed-in person, with the key of the profile that they chose."""
    return Visitor(user.pk, "", user.is_staff, chosen=chosen)


def _visitor(request: HttpRequest) -> Visitor:
    if request.user.is_authenticated:
        return visitor_of_user(request.user, chosen_profile(request))
    return Visitor(None, request.session.session_key or "", request=request)


def chosen_profile(request: HttpRequest) -> int | None:
    """The key of the profile that the session chose; with a token the one that ``X-Profile`` names.

    A token was made by whoever manages the account, so its caller may use every profile; a browser may not.
    """
    if getattr(request, "auth", None) is not None:
        return _profile_key(request.headers.get(PROFILE_HEADER, ""))
    kept: Any = request.session.get(SESSION_PROFILE)
    return kept if isinstance(kept, int) else None


def names_own_profile(user_id: int, named: str) -> bool:
    """Whether the profile that ``X-Profile`` names is one of an account; also where it names none."""
    key = _profile_key(named)
    return not named or key is not None and Viewer.objects.filter(user_id=user_id, pk=key).exists()


def _profile_key(named: str) -> int | None:
    return int(named) if named.isascii() and named.isdecimal() and len(named) < 18 else None
