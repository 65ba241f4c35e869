"""What edits do to rows: merging and splitting move appearances, and remember where those were found."""

from collections.abc import Sequence

from django.db.models import F, Max, Min, Sum

from vision.models import Appearance, Garment

COPIED = ("category", "attributes", "palette", "score", "vector", "model", "found_category", "chances")


def merge(keep: Garment, other: Garment) -> None:
    """Show what ``other`` is seen in under ``keep``; ``other`` stays, hidden and without appearances."""
    Appearance.objects.filter(garment=other, found_in=None).update(found_in=other)
    Appearance.objects.filter(garment=other).update(garment=keep)
    Garment.objects.filter(merged_into=other).update(merged_into=keep)
    other.merged_into, other.hidden = keep, True
    other.save(update_fields=["merged_into", "hidden"])
    times_write(keep)


def split(garment: Garment, moved: Sequence[Appearance], part: Garment | None = None) -> Garment:
    """A garment of some appearances: ``part``, or a new row, which looks like the old one until it is looked at."""
    if part is None:
        part = Garment(analysis=garment.analysis, **{name: getattr(garment, name) for name in COPIED})
        first = min(moved, key=lambda row: row.start)
        part.best_at = first.boxes[len(first.boxes) // 2]["t"] if first.boxes else first.start
        part.save()
    rows = Appearance.objects.filter(pk__in=[row.pk for row in moved])
    rows.filter(found_in=None).update(found_in=garment)
    rows.update(garment=part)
    times_write(part)
    times_write(garment)
    return part


def times_write(garment: Garment) -> None:
    """Write when and how long a garment is on screen, from its appearances."""
    rows = garment.appearances.order_by()
    known = rows.aggregate(first=Min("start"), last=Max("end"), seconds=Sum(F("end") - F("start")))
    garment.first_seen, garment.seconds = known["first"] or 0.0, known["seconds"] or 0.0
    garment.save(update_fields=["first_seen", "seconds"])


def suspend(garments: Sequence[Garment]) -> None:
    """Make garments again what the analysis found, so that a new one can be compared with it."""
    moved = Appearance.objects.filter(garment__in=garments, found_in__isnull=False)
    touched = {pk for pair in moved.order_by().values_list("garment", "found_in") for pk in pair}
    moved.update(garment=F("found_in"), found_in=None)
    for garment in garments:
        garment.category = garment.found_category or garment.category
        garment.name, garment.found_category, garment.hidden, garment.merged_into = "", "", False, None
    fields = ["category", "name", "found_category", "hidden", "merged_into"]
    Garment.objects.bulk_update(garments, fields, batch_size=200)
    for garment in garments:
        if garment.pk in touched:
            times_write(garment)
