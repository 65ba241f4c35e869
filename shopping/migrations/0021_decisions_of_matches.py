"""Keeps what people decided on matches before decisions were rows of their own, by the garments' places."""

from typing import Any

from django.db import migrations

CHUNK = 500
MAX_BOXES = 8


def fill(apps: Any, schema_editor: Any) -> None:
    """One decision for each match that a person decided on."""
    Match, Decision = apps.get_model("shopping", "Match"), apps.get_model("shopping", "Decision")
    decided = Match.objects.exclude(status="suggested").select_related("garment__analysis").order_by("pk")
    rows = decided.only("status", "product", "score", "decided_by", "garment__category", "garment__analysis__video")
    chunk = []
    for match in rows.prefetch_related("garment__appearances").iterator(chunk_size=CHUNK):
        chunk.append(
            Decision(
                video_id=match.garment.analysis.video_id,
                garment_id=match.garment_id,
                product_id=match.product_id,
                place=_place(match.garment),
                before="suggested",
                after=match.status,
                score=match.score,
                decided_by_id=match.decided_by_id,
            )
        )
        if len(chunk) == CHUNK:
            Decision.objects.bulk_create(chunk)
            chunk = []
    Decision.objects.bulk_create(chunk)


def _place(garment: Any) -> dict[str, Any]:
    rows = sorted(garment.appearances.all(), key=lambda row: (row.start, row.pk))
    boxes = [box for row in rows for box in row.boxes]
    step = max(1.0, len(boxes) / MAX_BOXES)
    kept = [boxes[int(number * step)] for number in range(min(MAX_BOXES, len(boxes)))]
    return {"category": garment.category, "spans": [[row.start, row.end] for row in rows], "boxes": kept}


class Migration(migrations.Migration):
    dependencies = [("shopping", "0020_review"), ("vision", "0005_garment_edits")]

    operations = [migrations.RunPython(fill, reverse_code=migrations.RunPython.noop)]
