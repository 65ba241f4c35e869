"""Begins the uploads of files that were chosen together, or finds the ones that were begun before."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from playback.uploads.errors import Refused
from playback.uploads.grouping import Place, places
from playback.uploads.models import FilmUpload, UploadFile
from playback.uploads.naming import described
from playback.uploads.services import upload_create

MAX_FILES = 500
"""Files that can be chosen at a time."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file that somebody chose: its path as far as the browser tells it, bytes, time in milliseconds, first bytes."""

    path: str
    size: int
    modified: int = 0
    head: bytes = b""

    @property
    def key(self) -> str:
        """What tells a film from others of its name."""
        return f"{self.size} {self.modified} {self.name}"[:300]

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.replace("\\", "/").rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Begun:
    """What became of a chosen file: its upload, or why there is none.

    ``again``: it was begun before; ``done``: it was uploaded before, and is in the library.
    """

    upload: UploadFile | None = None
    problem: str = ""
    again: bool = False
    done: bool = False


def uploads_begin(owner_id: int, files: Sequence[Chosen]) -> list[Begun]:
    """Begin the uploads of films with their subtitles and pictures, in the order of ``files``; nothing moves yet.

    A file of the same name, size and time that is not finished goes on where it stopped; one that is on the list and in
    the library is left alone, with what belongs to it. A film that is refused leaves the others be; what belongs to it
    is refused with it.
    """
    before, keys = _unfinished(owner_id, files), _added(owner_id, files)
    added = {one.path for one in files if one.key in keys}
    open_films = {one.name: one.film for one in _films_of(owner_id)}
    found = places([one.path for one in files], list(open_films))
    films: dict[str, FilmUpload | None] = dict(open_films)
    begun: dict[int, Begun] = {}
    in_order = sorted(range(len(files)), key=lambda at: found[at].role != UploadFile.Role.FILM)
    for at in in_order:
        known = before.get((files[at].name, files[at].size, files[at].modified))
        if found[at].film in added:
            begun[at] = Begun(done=True)
        else:
            begun[at] = Begun(known, again=True) if known else _begin(owner_id, files[at], found[at], films)
        if found[at].role == UploadFile.Role.FILM:
            upload = begun[at].upload
            films[files[at].path] = upload.film if upload else None
    return [begun[at] for at in range(len(files))]


def _unfinished(owner_id: int, files: Sequence[Chosen]) -> dict[tuple[str, int, int], UploadFile]:
    names = {one.name for one in files}
    rows = UploadFile.objects.filter(owner=owner_id, name__in=names, expires__gt=timezone.now(), film__isnull=False)
    return {(row.name, row.size, row.modified): row for row in rows.select_related("film")}


def _added(owner_id: int, files: Sequence[Chosen]) -> set[str]:
    """The keys of those files that are films in the library already."""
    rows = FilmUpload.objects.filter(owner=owner_id, file_key__in={one.key for one in files}, state="added")
    return set(rows.exclude(video=None).values_list("file_key", flat=True))


def _films_of(owner_id: int) -> list[UploadFile]:
    """Films that still take subtitles and pictures."""
    rows = UploadFile.objects.filter(owner=owner_id, role=UploadFile.Role.FILM, film__state="uploading")
    return list(rows.select_related("film")[:MAX_FILES])


def _begin(owner_id: int, file: Chosen, place: Place, films: dict[str, FilmUpload | None]) -> Begun:
    if place.problem:
        return Begun(problem=place.problem)
    try:
        if place.role == UploadFile.Role.FILM:
            return Begun(_film_begin(owner_id, file))
        film = films.get(place.film)
        return Begun(_beside(owner_id, file, place.role, film)) if film else Begun(problem=place.film)
    except Refused as refused:
        return Begun(problem=str(refused))


@transaction.atomic
def _film_begin(owner_id: int, file: Chosen) -> UploadFile:
    told = asdict(described(file.path))
    kind = FilmUpload.Kind.EPISODE if told["show"] else FilmUpload.Kind.FILM
    film = FilmUpload.objects.create(owner_id=owner_id, kind=kind, file_key=file.key, **told)
    return upload_create(owner_id, file.name, file.size, film=film, modified=file.modified, head=file.head)


@transaction.atomic
def _beside(owner_id: int, file: Chosen, role: str, film: FilmUpload) -> UploadFile:
    """Subtitles or a picture of a film, which waits for one file more."""
    row = FilmUpload.objects.select_for_update().get(pk=film.pk)
    upload = upload_create(owner_id, file.name, file.size, role, film=row, modified=file.modified, head=file.head)
    row.files_expected = row.files.count()
    row.save(update_fields=["files_expected"])
    return upload
