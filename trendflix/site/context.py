"""What every page's template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import get_language

from trendflix.accounts.avatars import FIRST_AVATAR
from trendflix.accounts.models import Viewer
from trendflix.accounts.visitors import visitor_of
from trendflix.core.locales.scripts import script_messages

NOBODYS_AVATAR = "ghost"
"""While nobody of several is chosen. An account that never had a row of a profile shows the one it will begin with."""


def site(request: HttpRequest) -> dict[str, str | bool | Promise]:
    """``disclosure``: the sentence that stands above links to shops; ``script_messages``: what scripts say in the
    request's language, as the name of a static file; empty where that is what the scripts themselves hold.
    ``may_sign_up`` and ``site_has_mail`` say what the pages of signing in offer, ``tmdb``
    whether titles may be described by TMDB, which asks to be named then.
    """
    return {
        "disclosure": settings.DISCLOSURE,
        "script_messages": script_messages(get_language() or ""),
        "may_sign_up": settings.SIGN_UP == "open",
        "site_has_mail": settings.HAS_MAIL,
        "tmdb": bool(settings.TMDB_KEY),
    }


def profiles(request: HttpRequest) -> dict[str, Any]:
    """``profile_menu``: {"current", "others", "avatar"} of whoever is signed in, read where a template shows it."""

    def read() -> dict[str, Any]:
        user = getattr(request, "user", None)  # an error before anybody was asked who they are has none
        visitor = visitor_of(request) if user is not None and user.is_authenticated else None
        current = visitor.profile if visitor and visitor.has_chosen else None
        others = [one for one in visitor.profiles if one != current] if visitor else []
        avatar = current.avatar if current else FIRST_AVATAR if visitor and visitor.has_chosen else NOBODYS_AVATAR
        return {"current": current, "others": others, "is_limited": _is_limited(current), "avatar": avatar}

    return {"profile_menu": SimpleLazyObject(read)}


def _is_limited(current: Viewer | None) -> bool:
    return current is not None and current.is_limited
