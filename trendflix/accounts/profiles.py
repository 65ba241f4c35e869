"""What is done to the profiles of an account; one verb a function."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from trendflix.accounts.avatars import AVATARS
from trendflix.accounts.models import Viewer
from trendflix.accounts.visitors import Visitor
from trendflix.core.errors import UserError

MAX_PROFILES = 6
EDITABLE = (
    "name",
    "avatar",
    "sound_language",
    "subtitle_language",
    "interface_language",
    "max_age",
    "is_child",
    "only_allowed",
    "autoplay",
)


def profiles_of(user_id: int) -> list[Viewer]:
    """The profiles of an account in their order, the main one first; it is made where there is none."""
    main = Visitor(user_id, "").viewer()
    return [main, *Viewer.objects.filter(user_id=user_id).exclude(pk=main.pk).order_by("position", "id")]


def avatar_free(known: Sequence[Viewer]) -> str:
    """The first picture that none of an account's profiles has."""
    taken = {one.avatar for one in known}
    return next(key for key, _name in AVATARS if key not in taken)


@transaction.atomic
def profile_create(user_id: int, **fields: Any) -> Viewer:
    """Make a profile, with a picture of its own where none is named.

    Raises ``UserError`` where the account has as many as it can, or a field is wrong.
    """
    User.objects.select_for_update().get(pk=user_id)  # of two at once the second one counts the first
    known = profiles_of(user_id)
    if len(known) >= MAX_PROFILES:
        raise UserError(gettext("An account has at most %(limit)s profiles.") % {"limit": MAX_PROFILES})
    position = max(one.position for one in known) + 1
    new = Viewer(user_id=user_id, is_main=False, position=position, avatar=avatar_free(known))
    return _saved(new, fields)


def profile_change(profile: Viewer, **fields: Any) -> Viewer:
    """Change a profile. Raises ``UserError`` where a field is wrong; then nothing is changed."""
    return _saved(profile, fields)


def profile_delete(profile: Viewer) -> None:
    """Delete a profile with all that it kept. Raises ``UserError`` of the main one, which ends with its account."""
    if profile.is_main:
        raise UserError(gettext("The main profile stays; it ends with its account."))
    profile.delete()


@transaction.atomic
def profiles_order(user_id: int, keys: Sequence[int]) -> None:
    """Put the profiles with these keys in this order; the main one stays first, and others' are left alone."""
    own = {one.pk: one for one in Viewer.objects.filter(user_id=user_id, is_main=False)}
    for place, profile in enumerate([own[key] for key in dict.fromkeys(keys) if key in own], start=1):
        Viewer.objects.filter(pk=profile.pk).update(position=place)


def profile_move(profile: Viewer, step: int) -> None:
    """Move a profile one place towards the front (-1) or the back (1)."""
    others = [one.pk for one in profiles_of(profile.user_id or 0) if not one.is_main]
    if profile.pk not in others:
        return
    here = others.index(profile.pk)
    there = min(max(here + step, 0), len(others) - 1)
    others.insert(there, others.pop(here))
    profiles_order(profile.user_id or 0, others)


def _saved(profile: Viewer, fields: dict[str, Any]) -> Viewer:
    for name, value in fields.items():
        if name not in EDITABLE:
            raise UserError(gettext("A profile has no field %(name)s.") % {"name": name})
        setattr(profile, name, value)
    profile.name = profile.name.strip()
    if not profile.is_main and not profile.name:
        raise UserError(gettext("Give the profile a name."))
    try:
        profile.full_clean(exclude=["user", "session_key"], validate_unique=False)
    except ValidationError as error:
        raise UserError(" ".join(error.messages)) from error
    profile.save()
    return profile
