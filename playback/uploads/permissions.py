"""Who may upload films, and whose uploads they may see."""

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext

from playback.uploads.models import FilmUpload, UploadFile

Person = User | AnonymousUser


def may_send(person: Person) -> bool:
    """Whether somebody may send the file of a film at all: of a new one, or in the place of another."""
    return _is_staff(person) and (person.has_perm("playback.add_video") or person.has_perm("playback.change_video"))


def may_add(person: Person) -> bool:
    """Whether somebody may add films, which makes titles."""
    return _is_staff(person) and person.has_perms(("playback.add_video", "catalog.add_title"))


def may_publish(person: Person) -> bool:
    """Whether somebody may show titles to viewers, and change what they are called."""
    return _is_staff(person) and person.has_perm("catalog.change_title")


def _is_staff(person: Person) -> bool:
    return person.is_active and person.is_staff


def sending_check(person: Person) -> None:
    """Raise ``PermissionDenied`` unless ``may_send``."""
    if not may_send(person):
        raise PermissionDenied(gettext("Your account may not upload films."))


def adding_check(person: Person) -> None:
    """Raise ``PermissionDenied`` unless ``may_add``."""
    if not may_add(person):
        raise PermissionDenied(gettext("Your account may not add films."))


def films_of(person: Person) -> QuerySet[FilmUpload]:
    """Somebody's own uploads; a superuser sees everybody's."""
    rows = FilmUpload.objects.all()
    return rows if person.is_superuser else rows.filter(owner=person.pk)


def files_of(person: Person) -> QuerySet[UploadFile]:
    """The files of somebody's uploads; a superuser sees everybody's."""
    rows = UploadFile.objects.select_related("film")
    return rows if person.is_superuser else rows.filter(owner=person.pk)
