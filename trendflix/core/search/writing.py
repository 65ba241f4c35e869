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


def documents_write(index: Index, documents: Sequence[Document], spelt: Iterable[str] = ()) -> None:
    """Write documents over those of the same rows, and spellings of their tokens and of the words ``spelt``.

    Constant statements a batch; in the order of keys, so that two writers wait for each other in one order.
    """
    made = index.documents._default_manager.bulk_create(
        sorted(documents, key=lambda document: int(document.pk)),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=[index.documents._meta.pk.name],
        update_fields=["key", "main", "rest"],
    )
    if index.spellings is not None:
        held = (token for one in made for text in (one.main, one.rest) for token in text.split())
        _spellings_write(index.spellings, {*held, *spelt})


def _spellings_write(spellings: type[Spelling], found: Iterable[str]) -> None:
    """Write those that are not there; sorted, so that two writers wait for each other in one order."""
    rows = [spellings(token=token) for token in sorted(filter(_is_spelt, found))]
    spellings._default_manager.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _is_spelt(token: str) -> bool:
    """Whether somebody may misspell it; a token that begins with a sign is an app's own."""
    is_word = token[0].isalnum() and not token.isdigit() and not is_unspaced(token)
    return is_word and Spelling.MIN_LENGTH - 1 <= len(token) <= Spelling.MAX_LENGTH
