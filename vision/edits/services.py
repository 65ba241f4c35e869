"""Decisions about garments: each is kept as a ``GarmentEdit``, applied, and can be taken back."""

import uuid
from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext

from playback.models import Video
from trendflix.core.errors import UserError
from vision.edits import effects
from vision.edits.places import Finder, Place, part_of, place_of
from vision.language.categories import CATEGORIES
from vision.models import Analysis, Appearance, Garment, GarmentEdit

Kind = GarmentEdit.Kind
MAX_NAME = 80


@transaction.atomic
def garment_reject(garment: Garment, user: User, note: str = "") -> GarmentEdit:
    """Nothing is worn there: it is shown to nobody any more."""
    return _edit(_locked(garment), Kind.REJECT, user, note=note)


@transaction.atomic
def garment_rename(garment: Garment, name: str, user: User, note: str = "") -> GarmentEdit:
    """Call a garment by a person's name for it; an empty one brings the found name back."""
    name = name.strip()
    if len(name) > MAX_NAME:
        raise UserError(gettext("The name has %(length)d characters; at most 80 are kept.") % {"length": len(name)})
    return _edit(_locked(garment), Kind.RENAME, user, value=name, note=note)


@transaction.atomic
def garment_recategorise(garment: Garment, category: str, user: User, note: str = "") -> GarmentEdit:
    """Say what kind of garment it is."""
    if category not in CATEGORIES:
        raise UserError(
            gettext("%(category)r is no category; use one of %(choices)s.")
            % {"category": category, "choices": ", ".join(CATEGORIES)}
        )
    return _edit(_locked(garment), Kind.CATEGORY, user, value=category, note=note)


@transaction.atomic
def garments_merge(keep: Garment, other: Garment, user: User, note: str = "") -> GarmentEdit:
    """Two rows are one garment. Raises ``UserError`` where they are of two films, or two people wear them at once."""
    keep, other = _locked(keep), _locked(other)
    if keep.pk == other.pk or keep.analysis_id != other.analysis_id:
        raise UserError(gettext("Only two garments of one film can be merged."))
    at = worn_by_two_at(keep, other)
    if at is not None:
        told = gettext("Two people wear them at %(seconds)s s: they are two garments.")
        raise UserError(told % {"seconds": number_format(at, 1)})
    places = [_place(keep), _place(other)]
    return _edit(keep, Kind.MERGE, user, places=places, note=note)


@transaction.atomic
def garment_split(garment: Garment, appearances: Iterable[int], user: User, note: str = "") -> GarmentEdit:
    """Make some appearances (pks) a garment of their own. Raises ``UserError`` where none, or all, are named."""
    garment = _locked(garment)
    rows = list(garment.appearances.all())
    chosen = set(appearances)
    moved = [row for row in rows if row.pk in chosen]
    if not moved or len(moved) == len(rows):
        raise UserError(gettext("Name some of the garment's appearances, and not all of them."))
    rest = [row for row in rows if row.pk not in chosen]
    places = [place_of(garment, rest), place_of(garment, moved)]
    return _edit(garment, Kind.SPLIT, user, places=places, note=note)


@transaction.atomic
def edit_undo(edit: GarmentEdit) -> None:
    """Take a decision back. Raises ``UserError`` where that was done already."""
    _film_lock(Analysis.objects.filter(video=edit.video_id))
    if not GarmentEdit.objects.filter(pk=edit.pk, undone=None).update(undone=timezone.now()):
        raise UserError(gettext("This was taken back already."))
    edits_suspend(edit.video)
    edits_apply(edit.video)


def worn_by_two_at(first: Garment, second: Garment) -> float | None:
    """A second at which two different people wear them, or ``None``."""
    for one in first.appearances.all():
        for other in second.appearances.all():
            start, end = max(one.start, other.start), min(one.end, other.end)
            if None not in (one.person, other.person) and one.person != other.person and start < end:
                return start
    return None


def edits_suspend(video: Video) -> None:
    """Rows say again what the analysis found; parts that people split off are empty until edits are applied."""
    effects.suspend(list(Garment.objects.filter(analysis__video=video).order_by("pk")))


def edits_apply(video: Video) -> int:
    """Apply what people decided, in the order they did, to garments as they were found; returns how many fitted one."""
    edits = GarmentEdit.objects.filter(video=video, undone=None).select_related("garment").order_by("pk")
    finder, applied = Finder(_shown(video)), 0
    for edit in edits:
        applied += _apply(edit, finder)
        if edit.kind in (Kind.MERGE, Kind.SPLIT, Kind.REJECT):
            finder = Finder(_shown(video))
    parts = GarmentEdit.objects.filter(video=video, kind=Kind.SPLIT, garment__isnull=False).values("garment")
    Garment.objects.filter(pk__in=parts, appearances=None, moved=None).delete()  # what was found in it can come back
    _changed(video)
    return applied


def _edit(
    garment: Garment, kind: Kind, user: User, *, value: str = "", note: str = "", places: list[Place] | None = None
) -> GarmentEdit:
    """Keep a decision and apply it."""
    before = garment.name if kind == Kind.RENAME else garment.category if kind == Kind.CATEGORY else ""
    edit = GarmentEdit.objects.create(
        video=garment.analysis.video,
        garment=None if kind == Kind.SPLIT else garment,
        kind=kind,
        before=before,
        value=value,
        places=places or [_place(garment)],
        note=note[:300],
        batch=uuid.uuid4(),
        decided_by=user,
    )
    if not _apply(edit, Finder(_shown(edit.video))):
        raise UserError(gettext("The garment has no place on the screen, by which this could be kept."))
    _changed(edit.video)
    return edit


def _apply(edit: GarmentEdit, finder: Finder) -> bool:
    """Do what an edit says to the garment at its place; whether there is one."""
    if edit.kind == Kind.SPLIT:
        return _apply_split(edit, finder)
    found = [finder.find(place) for place in edit.places]
    garment, other = found[0], found[-1]
    if garment is None or other is None:
        return False
    if edit.kind == Kind.MERGE:
        if other.pk != garment.pk:
            effects.merge(garment, other)
    elif edit.kind == Kind.REJECT:
        Garment.objects.filter(pk=garment.pk).update(hidden=True)
    elif edit.kind == Kind.RENAME:
        Garment.objects.filter(pk=garment.pk).update(name=edit.value)
    else:
        was = garment.found_category or garment.category
        Garment.objects.filter(pk=garment.pk).update(category=edit.value, found_category=was)
    GarmentEdit.objects.filter(pk=edit.pk).update(garment=garment)
    return True


def _apply_split(edit: GarmentEdit, finder: Finder) -> bool:
    garment = finder.find(edit.places[1])
    if garment is None:
        return False
    rows = list(garment.appearances.all())
    moved = part_of(edit.places[1], rows)
    kept = edit.garment if edit.garment is not None and edit.garment.pk not in finder else None
    part = effects.split(garment, moved, kept) if moved and len(moved) < len(rows) else garment
    GarmentEdit.objects.filter(pk=edit.pk).update(garment=part)
    edit.garment = part
    return True


def _shown(video: Video) -> Sequence[Garment]:
    """The film's garments that are worn for all anybody said, with their appearances."""
    rows = Garment.objects.filter(analysis__video=video, hidden=False).select_related("analysis")
    return list(rows.order_by("pk").prefetch_related("appearances"))


def _place(garment: Garment) -> Place:
    return place_of(garment, Appearance.objects.filter(garment=garment))


def _locked(garment: Garment) -> Garment:
    """The row as it is now. Raises ``UserError`` where it is gone or hidden: somebody else decided meanwhile."""
    _film_lock(Analysis.objects.filter(pk=garment.analysis_id))
    rows = Garment.objects.select_for_update(of=("self",)).select_related("analysis__video")
    found = rows.filter(pk=garment.pk).first()
    if found is None:
        raise UserError(gettext("The garment is not there any more: its film was analysed again."))
    if found.hidden:
        raise UserError(gettext("Somebody has rejected or merged this garment meanwhile."))
    return found


def _film_lock(analyses: QuerySet[Analysis]) -> None:
    """One writes to a film's garments at a time, an analysis too: in any other order two would wait for each other."""
    list(analyses.select_for_update().values_list("pk"))


def _changed(video: Video) -> None:
    """Timelines that were made before are not valid any more."""
    Analysis.objects.filter(video=video).update(created=timezone.now())
