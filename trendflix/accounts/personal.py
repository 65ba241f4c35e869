"""What names a person: each app registers its rows, for the export of an account and for its deletion.

A test walks all models and fails on one that refers to a user or a viewer and is neither registered here nor among the
exceptions it lists.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model, QuerySet

SECRET_FIELDS = frozenset(
    ("password", "pin", "digest", "secret", "session_key", "token", "token_secret", "key", "device")
)
"""Never exported, whatever model they are of: they open doors."""


@dataclass(frozen=True, slots=True)
class Personal:
    """The rows of one model that belong to an account.

    ``owner`` is the look-up that leads to the user, ``labels`` further values by look-up (the name of a title),
    ``hidden`` fields that are not exported, ``files`` the files of a row. ``is_kept`` says that rows stay when the
    account goes, with nobody's name (``SET_NULL``); all others go with it.
    """

    section: str
    model: str
    owner: str
    labels: dict[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    files: Callable[[Any], Iterable[Path]] | None = None
    is_kept: bool = False

    def rows(self, user: User) -> QuerySet[Model]:
        """The rows of an account."""
        model = apps.get_model(self.model)
        rows: QuerySet[Model] = model._base_manager.filter(**{self.owner: user.pk}).order_by("pk")
        return rows

    def columns(self) -> list[str]:
        """The fields that are exported."""
        fields = apps.get_model(self.model)._meta.concrete_fields
        hidden = SECRET_FIELDS | self.hidden
        return [one.attname for one in fields if one.name not in hidden]


Eraser = Callable[[User], None]
"""Removes, or makes nameless, what of an account hangs on no foreign key."""
_sections: dict[str, Personal] = {}
_erasers: dict[str, Eraser] = {}


def register_personal(
    section: str,
    model: str,
    owner: str,
    *,
    labels: dict[str, str] | None = None,
    hidden: Iterable[str] = (),
    files: Callable[[Any], Iterable[Path]] | None = None,
    is_kept: bool = False,
) -> None:
    """Add rows of an app (``model``: ``app.Model``) to exports and deletions; apps do so in ``AppConfig.ready``."""
    _sections[section] = Personal(section, model, owner, labels or {}, frozenset(hidden), files, is_kept)


def register_eraser(name: str, eraser: Eraser) -> None:
    """Add what else is to be done when an account goes, before its row is deleted."""
    _erasers[name] = eraser


def sections() -> list[Personal]:
    """Everything that is registered."""
    return list(_sections.values())


@transaction.atomic
def rows_erase(user: User) -> None:
    """Delete an account with everything that names it."""
    for erase in _erasers.values():
        erase(user)
    user.delete()
