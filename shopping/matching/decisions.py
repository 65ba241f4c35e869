"""What people decide on matches: each word is kept as a ``Decision`` beside the row that it changes."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from shopping.matching.review_queue import item_decided
from shopping.models import Decision, Match, MatchState, Product
from trendflix.core.errors import UserError
from vision.edits.places import place_of
from vision.models import Garment


class ChangedMeanwhileError(UserError):
    """Somebody else decided on it since the page was made."""


@dataclass(frozen=True, slots=True)
class Word:
    """Whose word it is, what they note, and ``batch``: what one undo takes back together."""

    user: User
    note: str = ""
    batch: uuid.UUID | None = None


@transaction.atomic
def match_pin(garment: Garment, product: Product, user: User, word: Word | None = None) -> Match:
    """Put a product of a person's choice before all that machines suggest for a garment."""
    match, _ = Match.objects.get_or_create(garment=garment, product=product)
    return match_decide(match, Match.Status.PINNED, user, word)


@transaction.atomic
def match_decide(match: Match, status: str, user: User, word: Word | None = None, *, seen: str | None = None) -> Match:
    """Record a person's word on a match; a pinned product goes to the front.

    A row that matching has removed meanwhile is made again: the decision counts. Raises ``UserError`` where the
    garment or the product is gone as well, ``ChangedMeanwhileError`` where its status is not the one that was ``seen``.
    """
    if status not in Match.Status.values:
        raise UserError(
            gettext("%(status)r is no decision; use one of %(choices)s.")
            % {"status": status, "choices": ", ".join(Match.Status.values)}
        )
    known = Match.objects.select_for_update().filter(pk=match.pk).first()
    if known is not None and seen is not None and known.status != seen:
        raise ChangedMeanwhileError(changed_text(known))
    before = Match.Status.SUGGESTED if known is None else known.status
    kept = _write(match, fields_of(status, user))
    decision_keep(kept, before, word or Word(user))
    return kept


def fields_of(status: str, user: User | None) -> dict[str, Any]:
    """The columns of a match that a decision writes; one that is taken back belongs to nobody."""
    is_open = status == Match.Status.SUGGESTED
    fields = {"status": status, "decided_by": None if is_open else user, "decided": timezone.now()}
    return fields | ({"rank": 0} if status == Match.Status.PINNED else {})


def decision_keep(match: Match, before: str, word: Word) -> Decision:
    """Keep a decision in the history, with the place of the garment."""
    garment = Garment.objects.select_related("analysis").prefetch_related("appearances").get(pk=match.garment_id)
    item_decided(match.garment_id)
    return Decision.objects.create(
        video_id=garment.analysis.video_id,
        garment=garment,
        product_id=match.product_id,
        place=place_of(garment, garment.appearances.all()),
        before=before,
        after=match.status,
        score=match.score,
        note=word.note[:300],
        batch=word.batch or uuid.uuid4(),
        decided_by=word.user,
    )


def changed_text(match: Match) -> str:
    """Who decided what meanwhile."""
    who = match.decided_by.get_username() if match.decided_by else gettext("somebody")
    told = gettext("%(who)s has decided on this meanwhile: %(status)s.")
    return told % {"who": who, "status": match.get_status_display()}


def _write(match: Match, fields: dict[str, Any]) -> Match:
    if not Match.objects.filter(pk=match.pk).update(**fields):
        return _decide_again(match, fields)
    MatchState.objects.filter(garment_id=match.garment_id).delete()
    match.refresh_from_db()
    return match


def _decide_again(match: Match, fields: dict[str, Any]) -> Match:
    garment = Garment.objects.filter(pk=match.garment_id).first()
    product = Product.objects.filter(pk=match.product_id).first()
    if garment is None or product is None:
        what = "garment" if garment is None else "product"
        raise UserError(
            gettext("The %(what)s of match %(pk)s is not there any more: the page is older than its film or feed.")
            % {"what": what, "pk": match.pk}
        )
    score = {"score": match.score, "rank": match.rank}
    made, _ = Match.objects.update_or_create(garment=garment, product=product, defaults=score | fields)
    MatchState.objects.filter(garment=garment).delete()
    return made
