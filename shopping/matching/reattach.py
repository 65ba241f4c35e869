"""Attaches decisions on matches to the garments that are now where they were made."""

from collections.abc import Iterable

from django.db import transaction

from playback.models import Video
from shopping.models import Decision, Match, MatchState
from vision.edits.places import Finder
from vision.models import Garment

Wanted = dict[tuple[int, int], Decision]
"""(garment pk, product pk) → the newest decision on it."""


@transaction.atomic
def decisions_attach(video: Video, *, strictly: bool = False) -> int:
    """Make the matches of a film what people decided, by the places of its garments; returns how many rows changed.

    ``strictly``: a decided match for which no decision is kept is a suggestion again, as after two garments that were
    merged are two again.
    """
    wanted = _wanted(video)
    rows = Match.objects.select_for_update().filter(garment__analysis__video=video)
    known = {(row.garment_id, row.product_id): row for row in rows}
    changed = [_attach(pair, decision, known.get(pair)) for pair, decision in wanted.items()]
    touched = {pair[0] for pair, is_changed in zip(wanted, changed, strict=True) if is_changed}
    if strictly:
        touched |= _released(row for pair, row in known.items() if pair not in wanted)
    MatchState.objects.filter(garment__in=touched).delete()
    return sum(changed)


def _wanted(video: Video) -> Wanted:
    """What people decided last on each pair, oldest first, and so that a later word on the same garment wins."""
    decisions = Decision.objects.filter(video=video, undone=None).select_related("decided_by").order_by("pk")
    garments = Garment.objects.filter(analysis__video=video, hidden=False).prefetch_related("appearances")
    finder, wanted, moved = Finder(list(garments)), Wanted(), []
    for decision in decisions:
        garment = finder.find(decision.place)
        if garment is not None:
            wanted[garment.pk, decision.product_id] = decision
            if decision.garment_id != garment.pk:
                decision.garment = garment
                moved.append(decision)
    Decision.objects.bulk_update(moved, ["garment"], batch_size=200)
    return wanted


def _attach(pair: tuple[int, int], decision: Decision, row: Match | None) -> bool:
    """Write one decided match; whether that changed anything."""
    is_open = decision.after == Match.Status.SUGGESTED
    if (row is None and is_open) or (row is not None and row.status == decision.after):
        return False
    rank = {"rank": 0} if decision.after == Match.Status.PINNED else {}
    who = None if is_open else decision.decided_by
    fields = {"status": decision.after, "decided_by": who, "decided": decision.created} | rank
    score = {} if row is not None else {"score": decision.score}
    Match.objects.update_or_create(garment_id=pair[0], product_id=pair[1], defaults=fields | score)
    return True


def _released(rows: Iterable[Match]) -> set[int]:
    decided = [row for row in rows if row.status != Match.Status.SUGGESTED]
    fields = {"status": Match.Status.SUGGESTED, "decided_by": None, "decided": None}
    Match.objects.filter(pk__in=[row.pk for row in decided]).update(**fields)
    return {row.garment_id for row in decided}
