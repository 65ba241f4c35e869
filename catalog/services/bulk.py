"""Writes many titles at once: what an editor chooses in a list."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from catalog.certificates import minimum_age_of
from catalog.indexing import titles_changing, titles_index
from catalog.models import Genre, Title
from catalog.services.provenance import CHUNK, fields_lock_all


def titles_publish(titles: QuerySet[Title], *, published: bool) -> list[Title]:
    """Show titles to viewers, or hide them; those that were not so before."""
    changed = list(titles.exclude(published=published))
    Title.objects.filter(pk__in=[title.pk for title in changed]).update(published=published)
    return changed


@transaction.atomic
def titles_genres_add(titles: QuerySet[Title], genres: Iterable[Genre]) -> None:
    """File titles under genres, beside those that they have; constant queries a thousand titles."""
    through = Title.genres.through
    pks = list(titles.values_list("pk", flat=True))
    rows = [through(title_id=pk, genre_id=genre.pk) for genre in genres for pk in pks]
    through.objects.bulk_create(rows, ignore_conflicts=True, batch_size=CHUNK)
    fields_lock_all(pks, ["genres"])
    _index(pks)


@transaction.atomic
def titles_genres_remove(titles: QuerySet[Title], genres: Iterable[Genre]) -> None:
    """Take titles out of genres."""
    pks = list(titles.values_list("pk", flat=True))
    Title.genres.through.objects.filter(title_id__in=pks, genre__in=list(genres)).delete()
    fields_lock_all(pks, ["genres"])
    _index(pks)


@transaction.atomic
def titles_rating_set(titles: QuerySet[Title], certificate: str, minimum_age: int | None) -> None:
    """Give titles a certificate and an age; an age that is not given is that of the certificate in the title's country.

    An empty certificate without an age makes titles unrated.
    """
    rows = list(titles.prefetch_related("countries"))
    for title in rows:
        countries = [country.pk for country in title.countries.all()]
        title.certificate, title.minimum_age = certificate, minimum_age
        if minimum_age is None and certificate:
            title.minimum_age = minimum_age_of(certificate, countries)
    Title.objects.bulk_update(rows, ["certificate", "minimum_age"], batch_size=CHUNK)
    fields_lock_all([title.pk for title in rows], ["certificate", "minimum_age"])


def _index(pks: list[int]) -> None:
    """Write what titles are found by; of many later, by the periodic writer."""
    titles_index(titles_changing(Title.objects.filter(pk__in=pks)))
