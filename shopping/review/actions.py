"""What a reviewer does: one garment's matches, the garment itself, many at once, and back again."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from shopping.matching.decisions import ChangedMeanwhileError, Word, changed_text, fields_of, match_decide
from shopping.matching.likeness import likeness
from shopping.matching.reattach import decisions_attach
from shopping.matching.review_queue import item_decided, items_refresh
from shopping.models import Decision, Match, MatchState, Product
from trendflix.core.errors import UserError
from trendflix.jobs.services import job_queue
from vision.edits.looking import parts_unseen
from vision.edits.services import edit_undo
from vision.models import Garment, GarmentEdit

Kind = GarmentEdit.Kind
MATCHED_ANEW = (Kind.CATEGORY, Kind.MERGE, Kind.SPLIT)
"""Edits after which other products may match."""


@transaction.atomic
def product_decide(garment: Garment, product: Product, status: str, word: Word, seen: str | None) -> Match:
    """Decide on a product for a garment, also on one that nobody suggested."""
    if garment.hidden:
        raise ChangedMeanwhileError(gettext("Somebody has rejected or merged this garment meanwhile."))
    match = Match.objects.filter(garment=garment, product=product).first()
    if match is None:
        match = Match.objects.create(garment=garment, product=product, score=likeness(garment, product))
    return match_decide(match, status, word.user, word, seen=seen)


@transaction.atomic
def garment_edit(edit: Callable[[], GarmentEdit]) -> GarmentEdit:
    """Do an edit of a garment; decisions go with its appearances, and what now may match is looked for."""
    made = edit()
    _follow(made, strictly=False)
    return made


@transaction.atomic
def last_undo(user: User) -> dict[str, Any]:
    """Take back what a person did last, all of a batch at once; {"garment": pk or None, "count"}.

    Raises ``UserError`` where there is nothing, and ``ChangedMeanwhileError`` where somebody else decided since.
    """
    decision = Decision.objects.filter(decided_by=user, undone=None).order_by("-pk").first()
    edit = GarmentEdit.objects.filter(decided_by=user, undone=None).order_by("-pk").first()
    if edit is not None and (decision is None or edit.created > decision.created):
        edit_undo(edit)
        _follow(edit, strictly=edit.kind in (Kind.MERGE, Kind.SPLIT))
        return {"garment": edit.garment_id, "count": 1}
    if decision is None:
        raise UserError(gettext("There is nothing of yours to take back."))
    return _batch_undo(decision)


def _batch_undo(last: Decision) -> dict[str, Any]:
    rows = list(Decision.objects.filter(batch=last.batch, decided_by=last.decided_by, undone=None).order_by("-pk"))
    garments = {row.garment_id for row in rows if row.garment_id}
    locked = Match.objects.select_for_update(of=("self",))
    of_batch = locked.filter(garment__in=garments, product__in={row.product_id for row in rows})
    known = {(match.garment_id, match.product_id): match for match in of_batch.select_related("decided_by")}
    for row in rows:
        match = known.get((row.garment_id or 0, row.product_id))
        if match is not None and match.status != row.after:
            raise ChangedMeanwhileError(changed_text(match))
        if match is not None:
            _restore(match, row)
    Decision.objects.filter(pk__in=[row.pk for row in rows]).update(undone=timezone.now())
    MatchState.objects.filter(garment__in=garments).delete()
    items_refresh(garments)
    return {"garment": last.garment_id, "count": len(rows)}


def _restore(match: Match, row: Decision) -> None:
    """What it was before; whose word that was, too."""
    earlier = Decision.objects.filter(garment=row.garment_id, product=row.product_id, undone=None, pk__lt=row.pk)
    who = earlier.order_by("-pk").first()
    fields = fields_of(row.before, who.decided_by if who else None)
    rank = {"rank": 1} if row.after == Match.Status.PINNED and row.before != row.after else {}
    Match.objects.filter(pk=match.pk).update(**(fields | rank))


def _follow(edit: GarmentEdit, *, strictly: bool) -> None:
    """What an edit of a garment, or its being taken back, brings with it."""
    edit.refresh_from_db()
    decisions_attach(edit.video, strictly=strictly)
    of_film = Garment.objects.filter(analysis__video=edit.video)
    items_refresh(of_film.values_list("pk", flat=True))
    if edit.garment_id:
        item_decided(edit.garment_id)
    if edit.kind in MATCHED_ANEW:
        MatchState.objects.filter(garment=edit.garment_id).delete()
        transaction.on_commit(lambda: _match_anew(edit))


def _match_anew(edit: GarmentEdit) -> None:
    """Look at what was split off, after which it is matched; else match."""
    unseen = parts_unseen(edit.video)
    for pk in unseen:
        job_queue("look_again", pk)
    if not unseen:
        job_queue("match", edit.video_id)


def batch_of() -> uuid.UUID:
    """A new batch, which one undo takes back."""
    return uuid.uuid4()
