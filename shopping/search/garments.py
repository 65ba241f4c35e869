"""Writes what garments of films are found by; called when a film is matched, which follows every analysis."""

from collections.abc import Callable, Iterable

from django.db import transaction

from shopping.models import GarmentDocument
from shopping.search.documents import category_token
from shopping.search.stems import stems
from trendflix.core.search.protocols import Index
from trendflix.core.search.writing import documents_write
from vision.models import Garment

GARMENTS = Index(GarmentDocument)
ATTRIBUTES = ("colour", "pattern", "kind")
CHUNK = 2_000


def document_of(garment: Garment) -> GarmentDocument:
    """The document of a garment, not written."""
    words = [*(str(garment.attributes.get(name, "")) for name in ATTRIBUTES), garment.category]
    found = dict.fromkeys([*(stem for word in words for stem in stems(word)), category_token(garment.category)])
    return GarmentDocument(garment_id=garment.pk, main=" ".join(found))


@transaction.atomic
def garments_index(garments: Iterable[Garment]) -> int:
    """Write the documents of garments; constant queries. How many there were."""
    documents = [document_of(garment) for garment in garments]
    documents_write(GARMENTS, documents)
    return len(documents)


def garments_index_all(progress: Callable[[int], None] = lambda done: None, *, is_pending: bool = False) -> int:
    """Write all documents, or those that are missing, a chunk a transaction. How many garments were read."""
    done, last = 0, 0
    rows = Garment.objects.filter(document=None) if is_pending else Garment.objects.all()
    rows = rows.only("category", "attributes").order_by("pk")
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        done, last = done + garments_index(chunk), chunk[-1].pk
        progress(done)
    return done
