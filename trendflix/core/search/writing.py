"""Writes documents and spellings, in bulk."""

from collections.abc import Iterable, Sequence

from trendflix.core.bulk import values_upsert
from trendflix.core.search.models import Document, Spelling
from trendflix.core.search.protocols import Index
from trendflix.core.search.text import is_unspaced, tokens, words

MAX_KEY = 200
Texts = tuple[int, str, str, str]
"""A document: its row's primary key, ``key``, ``main`` and ``rest``."""


def document(index: Index, pk: int, name: str, main: Iterable[str], rest: Iterable[str]) -> Document:
    """A document, not written: ``name`` makes the key; ``main`` and ``rest`` are texts."""
    key = " ".join(words(name))[:MAX_KEY].strip()
    fields = {index.documents._meta.pk.attname: pk, "key": key}
    return index.documents(**fields, main=" ".join(tokens(main)), rest=" ".join(tokens(rest)))


def documents_write(index: Index, documents: Sequence[Document], spelt: Iterable[str] = ()) -> None:
    """Write documents over those of the same rows, and spellings of their tokens and of the words ``spelt``.

    Constant statements a batch; in the order of keys, so that two writers wait for each other in one order.
    """
    texts_write(index, [(int(one.pk), one.key, one.main, one.rest) for one in documents])
    if index.spellings is not None:
        held = (token for one in documents for text in (one.main, one.rest) for token in text.split())
        spellings_write(index, {*held, *spelt})


def texts_write(index: Index, texts: Iterable[Texts]) -> None:
    """``documents_write`` of documents that are no instances, and without spellings."""
    key = index.documents._meta.pk
    fields = ("key", "main", "rest")
    values_upsert(index.documents, [key.attname, *fields], sorted(texts), unique=[key.name], update=fields)


def spellings_write(index: Index, found: Iterable[str]) -> None:
    """Write spellings that are not there; sorted, so that two writers wait for each other in one order."""
    if index.spellings is not None:
        rows = [(token,) for token in sorted(filter(_is_spelt, found))]
        values_upsert(index.spellings, ["token"], rows, unique=["token"], update=[])


def _is_spelt(token: str) -> bool:
    """Whether somebody may misspell it; a token that begins with a sign is an app's own."""
    is_word = token[0].isalnum() and not token.isdigit() and not is_unspaced(token)
    return is_word and Spelling.MIN_LENGTH - 1 <= len(token) <= Spelling.MAX_LENGTH
