"""Who decided what, when, what it was before, and why."""

from typing import Any

from django.contrib.auth.models import User
from django.utils import formats, timezone

from shopping.models import Decision
from vision.models import GarmentEdit

SHOWN = 50


def history(garment: int | None = None) -> list[dict[str, Any]]:
    """The newest decisions on a garment, or of all; two queries."""
    decisions = Decision.objects.select_related("decided_by", "product", "video__title").order_by("-pk")
    edits = GarmentEdit.objects.select_related("decided_by", "video__title").order_by("-pk")
    if garment is not None:
        decisions, edits = decisions.filter(garment=garment), edits.filter(garment=garment)
    rows = [*map(_decision, decisions[:SHOWN]), *map(_edit, edits[:SHOWN])]
    rows.sort(key=lambda row: row["created"], reverse=True)
    return [row | {"created": formats.localize(timezone.localtime(row["created"]))} for row in rows[:SHOWN]]


def _decision(row: Decision) -> dict[str, Any]:
    before, after = row.get_before_display(), row.get_after_display()
    return _row(row, what=row.product.title, before=str(before), after=str(after))


def _edit(row: GarmentEdit) -> dict[str, Any]:
    return _row(row, what=str(row.get_kind_display()), before=row.before, after=row.value)


def _row(row: Decision | GarmentEdit, *, what: str, before: str, after: str) -> dict[str, Any]:
    return {
        "garment": row.garment_id,
        "title": row.video.title.name,
        "what": what,
        "before": before,
        "after": after,
        "note": row.note,
        "who": _name(row.decided_by),
        "created": row.created,
        "undone": row.undone is not None,
    }


def _name(user: User | None) -> str:
    return user.get_username() if user else "–"
