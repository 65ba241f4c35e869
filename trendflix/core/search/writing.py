"""Writes documents and spellings, in bulk."""

from collections.abc import Iterable, Sequence

from trendflix.core.search.models import Document, Spelling
from trendflix.core.search.port import Index
from trendflix.core.search.text import is_unspaced, tokens, words

MAX_KEY = 200
BATCH = 500


def document(index: Index, pk: int, name: str, main: Iterable[str], rest: Iterable[str]) -> Document:
    """A document, not written: ``name`` makes the key; ``main`` and ``rest`` are texts."""
    key = " ".join(words(name))[:MAX_KEY].strip()
    fields = {index.documents._meta.pk.attname: pk, "key": key}
    return index.documents(**fields, main=" ".join(tokens(main)), rest=" ".join(tokens(rest)))


def documents_write(index: Index, documents: Sequence[Document]) -> None:
    """Write documents over those of the same rows; constant statements a batch."""
    made = index.documents._default_manager.bulk_create(
        documents,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=[index.documents._meta.pk.name],
        update_fields=["key", "main", "rest"],
    )
    if index.spellings is not None:
        _spellings_write(index.spellings, made)


def _spellings_write(spellings: type[Spelling], documents: Iterable[Document]) -> None:
    found = {token for one in documents for text in (one.main, one.rest) for token in text.split() if _is_spelt(token)}
    rows = [spellings(token=token) for token in sorted(found)]
    spellings._default_manager.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _is_spelt(token: str) -> bool:
    return len(token) >= Spelling.MIN_LENGTH - 1 and not token.isdigit() and not is_unspaced(token)
