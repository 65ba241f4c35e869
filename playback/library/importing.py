"""Imports a folder of films: the plan is compared with what is known of its files, and only changes are applied."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext

from catalog.library.entries import path_key, shown_path
from catalog.library.plan import Item, Kind, Plan
from catalog.models import LibraryFile, LibraryFolder, Title
from catalog.services.metadata import metadata_fill
from playback.library.keeping import film_kept
from playback.library.report import ADDED, REFUSED, UNCHANGED, UPDATED, WAITING, LibraryReport
from playback.library.sides import Warned, joined, notes_of, pictures_take, subtitles_take
from playback.library.titles import Found, title_for
from playback.models import Video
from playback.services.ingest import Film, film_attach, film_read, is_kept
from trendflix.core.errors import DiskFull, UserError
from trendflix.jobs.services import job_queue

State = LibraryFile.State
NFO = "nfo"
NOTES_OF = {Kind.FILM: ("movie",), Kind.SHOW: ("tvshow",), Kind.EPISODE: ("episodedetails",)}


class FolderImport:
    """One import of a folder: ``take`` each item of its plan, then ``finish``."""

    def __init__(self, folder: LibraryFolder, plan: Plan, report: LibraryReport, *, is_watched: bool) -> None:
        self.folder, self.plan, self.report, self.is_watched = folder, plan, report, is_watched
        known = {row.key: row for row in folder.files.select_related("title")}
        keys = {self._key(item) for item in plan.items}
        self.known = known
        self.gone = {row.identity: row for key, row in known.items() if key not in keys and row.identity}
        self.titles: dict[Path, Title] = {}
        self.planned: set[Path] = set()
        self.new_shows: list[int] = []
        self.unidentified: list[int] = []

    def take(self, item: Item) -> None:
        """Bring one item in, where it is new or has changed."""
        row, signature = self._row(item), self._signature(item)
        place = shown_path(item.place, self.plan.root)
        if row is not None and row.state == State.IMPORTED and row.signature == signature and _is_there(row):
            if row.title is not None:
                self.titles[item.place] = row.title
            self.report.item(item, UNCHANGED, place)
        elif self.report.dry_run:
            self._plan(item, row, place)
        elif self.is_watched and not _is_stable(row, _identity(item)):
            self._write(item, row, State.WAITING, "")
            self.report.item(item, WAITING, place)
        else:
            self._import(item, row, signature, place)

    def _plan(self, item: Item, row: LibraryFile | None, place: str) -> None:
        self.planned.add(item.place)
        is_known = row is not None and row.title is not None
        if row is not None and row.state == State.IMPORTED and row.title is None:
            self.report.item(item, REFUSED, place, gettext("its title was deleted"))
        elif item.owner and item.owner not in self.planned and item.owner not in self.titles:
            self.report.item(item, REFUSED, place, gettext("what it belongs to was left out"))
        else:
            self.report.item(item, UPDATED if is_known else ADDED, place)

    def _import(self, item: Item, row: LibraryFile | None, signature: str, place: str) -> None:
        warned: Warned = []
        try:
            title, is_new = self._imported(item, row, warned)
        except DiskFull:
            raise
        except (UserError, OSError, ValueError) as error:
            if isinstance(error, DatabaseError):
                raise
            self._write(item, row, State.REFUSED, str(error)[:500])
            self.report.item(item, REFUSED, place, str(error))
            return
        self.titles[item.place] = title
        self._write(item, row, State.IMPORTED, "", title, signature)
        self.report.item(item, ADDED if is_new else UPDATED, place)
        for entry, reason in warned:
            self.report.warn(shown_path(entry.path, self.plan.root), reason)

    def _imported(self, item: Item, row: LibraryFile | None, warned: Warned) -> tuple[Title, bool]:
        """The item's title with all that lies beside it, and whether it is new here."""
        owner = self.titles.get(item.owner) if item.owner else None
        notes = notes_of(item.beside, warned)
        is_same = row is not None and row.title is not None and row.identity == _identity(item)
        film = film_read(item.film.path) if item.film and not is_same else None
        found = title_for(item, notes, row, owner, film.digest if film else "")
        with _made(found):
            video = self._film(found, film) if film else Video.objects.filter(title=found.title).first()
        if item.kind == Kind.SHOW and found.is_new:
            self.new_shows.append(found.title.pk)
        said = joined(notes, NOTES_OF.get(item.kind, ()))
        if said is not None and item.kind in NOTES_OF:
            metadata_fill(found.title, said, NFO)
        if item.ids:
            _ids_keep(found.title, item.ids)
        pictures_take(found.title, item.beside.pictures, NFO, warned)
        if video is not None:
            subtitles_take(video, item.beside.subtitles, warned)
        if settings.TMDB_KEY and item.kind in (Kind.FILM, Kind.SHOW):
            self.unidentified.append(found.title.pk)
        return found.title, not (row is not None and row.title is not None)

    def _film(self, found: Found, film: Film) -> Video:
        video = Video.objects.filter(title=found.title).first()
        if video is not None and is_kept(video, film):
            return video
        with film_kept(film, self.folder.mode) as kept:
            return film_attach(found.title, film, kept, replace=found.may_replace)[0]

    def finish(self) -> None:
        """Account for what is left out and what is gone; shows of which no episode could be imported go again."""
        for trouble in self.plan.troubles:
            fields = {"is_error": trouble.is_error, "is_file": trouble.is_file, "is_told": not self.is_watched}
            self.report.leave_out(shown_path(trouble.path, self.plan.root), trouble.reason, **fields)
        self._gone()
        if not self.report.dry_run:
            Title.objects.filter(pk__in=self.new_shows, seasons__episodes=None).delete()
            for pk in Title.objects.filter(pk__in=self.unidentified).values_list("pk", flat=True):
                job_queue("identify", pk)  # once the episodes are there, which are filled in too
            LibraryFolder.objects.filter(pk=self.folder.pk).update(looked=timezone.now())

    def _gone(self) -> None:
        keys = {self._key(item) for item in self.plan.items}
        for key, row in self.known.items():
            if key in keys or row.state == State.MISSING or not row.identity:
                continue
            told = gettext("the film file is missing: it was left in place, so it cannot be packaged again")
            if self.folder.mode != LibraryFolder.Mode.IN_PLACE:
                told = gettext("no longer in the folder; the film stays")
            if row.title is not None:
                self.report.gone(row.path, told)
            if not self.report.dry_run:
                LibraryFile.objects.filter(pk=row.pk).update(state=State.MISSING, reason=told)

    def _key(self, item: Item) -> str:
        return path_key(item.place.relative_to(self.plan.root))

    def _row(self, item: Item) -> LibraryFile | None:
        """What is known of a file: by its path, or, where that is new, of the one that it was renamed from."""
        row = self.known.get(self._key(item))
        if row is None and item.film and (row := self.gone.pop(item.film.identity, None)) is not None:
            self.known.pop(row.key)
            row.key = self._key(item)
            self.known[row.key] = row
        return row

    def _signature(self, item: Item) -> str:
        """Changes when any file of an item does, or what it is read as."""
        parts = sorted(f"{path_key(one.path.relative_to(self.plan.root))} {one.identity}" for one in item.files)
        return hashlib.sha256("\n".join([item.kind, item.words(), *parts]).encode()).hexdigest()

    def _write(
        self,
        item: Item,
        row: LibraryFile | None,
        state: str,
        reason: str,
        title: Title | None = None,
        signature: str = "",
    ) -> None:
        row = row or LibraryFile(folder=self.folder, key=self._key(item))
        row.path, row.identity = shown_path(item.place, self.plan.root), _identity(item)
        row.state, row.reason = state, reason
        row.title, row.signature = title or row.title, signature
        row.save()
        self.known[row.key] = row


def _identity(item: Item) -> str:
    return item.film.identity if item.film else ""


def _is_there(row: LibraryFile) -> bool:
    """Whether what was imported is still there; what is in the trash is left alone, what was deleted is refused."""
    return row.title is not None


def _is_stable(row: LibraryFile | None, identity: str) -> bool:
    """Whether a file is as it was at the look before."""
    return row is not None and row.identity == identity


def _ids_keep(title: Title, ids: dict[str, str]) -> None:
    """Ids that names tell; those that are known stay."""
    title.external_ids = {**ids, **title.external_ids}
    Title.objects.filter(pk=title.pk).update(external_ids=title.external_ids)


@contextmanager
def _made(found: Found) -> Iterator[None]:
    """A new title is shown once it has its film, and gone where that fails."""
    try:
        yield
    except BaseException:
        if found.is_new:
            Title.objects.filter(pk=found.title.pk).delete()
        raise
    if found.is_new:
        Title.objects.filter(pk=found.title.pk).update(published=True)
        found.title.published = True
