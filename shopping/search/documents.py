"""Writes what products are found by; called by the import for each batch of rows, in its transaction."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from shopping.models import Product, ProductDocument, ProductSpelling
from shopping.search.stems import split, stem
from trendflix.core.search.protocols import Index
from trendflix.core.search.writing import spellings_write, texts_write
from vision.language.colour_names import names_of, palette_from_json

PRODUCTS = Index(ProductDocument, ProductSpelling)
FIELDS = ("title", "color", "product_type", "brand", "gender")
CHUNK = 2_000


def category_token(category: str) -> str:
    """The token of our category, which no word of a feed can be."""
    return f"§{category}"


@dataclass(slots=True)
class Spelt:
    """Words that one writer of many documents has written as spellings already, so that they are not sent again."""

    known: set[str] = field(default_factory=set)

    def new(self, words: Iterable[str]) -> set[str]:
        """Those that were not written yet, which are from now on."""
        found = set(words) - self.known
        self.known |= found
        return found


class Found(NamedTuple):
    """What a product is found by: the ``main`` text of its document, and the words that people may misspell."""

    main: str
    words: frozenset[str]


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    """The words of one field; feeds repeat most fields in the variants of a style."""
    return tuple(split(text))


def colour_token(name: str) -> str:
    """The token of a measured colour, which no word of a feed can be either."""
    return f"§{name}"


@lru_cache(maxsize=1_000)
def found_by(texts: tuple[str, ...], category: str, colours: tuple[str, ...] = ()) -> Found:
    """What a product is found by whose ``FIELDS`` are ``texts``; variants of a style have mostly the same.

    ``colours`` are the names of those that were measured on its picture.
    """
    words = [word for text in texts for word in _words(text)]
    tokens = dict.fromkeys(map(stem, words))
    tokens |= {category_token(category): None} if category else {}
    tokens |= {colour_token(name): None for name in colours}
    return Found(" ".join(tokens), frozenset(tokens) | frozenset(words))


def colours_of(palette: Any) -> tuple[str, ...]:
    """The names of the colours that were measured on a product's picture."""
    return tuple(names_of(palette_from_json(palette))) if palette else ()


def _found_of(product: Product) -> Found:
    texts = tuple([getattr(product, name) for name in FIELDS])
    return found_by(texts, product.category, colours_of(product.palette))


@transaction.atomic
def products_index(products: Iterable[Product]) -> int:
    """Write the documents of products that are to be had, and remove those of others; constant queries."""
    chosen = list(products)
    found_write([(product.pk, _found_of(product)) for product in chosen if product.is_for_sale], Spelt())
    products_unindex(product.pk for product in chosen if not product.is_for_sale)
    waiting = [product.pk for product in chosen if product.search_pending]
    Product.objects.filter(pk__in=waiting).update(search_pending=False)
    return len(chosen)


def found_write(found: Sequence[tuple[int, Found]], spelt: Spelt) -> None:
    """Write the documents of products by their primary keys, in the caller's transaction."""
    texts_write(PRODUCTS, [(pk, "", one.main, "") for pk, one in found])
    spellings_write(PRODUCTS, spelt.new({word for _, one in found for word in one.words}))


def products_unindex(pks: Iterable[int]) -> None:
    """Remove the documents of products that are not to be had any more."""
    gone = list(pks)
    if gone:
        ProductDocument.objects.filter(product_id__in=gone).delete()


@transaction.atomic
def products_index_pending(limit: int) -> int:
    """Write the documents of the newest ``limit`` pending products that nobody else is writing. How many there were."""
    rows = _read(Product.objects.select_for_update(skip_locked=True).filter(search_pending=True))
    return products_index(rows.order_by("-pk")[:limit])


def products_index_all(progress: Callable[[int], None] = lambda done: None, *, is_pending: bool = False) -> int:
    """Write all documents, or those that are pending, a chunk a transaction. How many products were read."""
    done, last = 0, 0
    while is_pending and (count := products_index_pending(CHUNK)):
        done += count
        progress(done)
    while not is_pending and (pks := _chunk_index(last)):
        done, last = done + len(pks), pks[-1]
        progress(done)
    return done


@transaction.atomic
def _chunk_index(after: int) -> list[int]:
    """Write the documents of the next products after a key, which nobody changes meanwhile; their keys."""
    rows = list(_read(Product.objects.select_for_update().filter(pk__gt=after)).order_by("pk")[:CHUNK])
    products_index(rows)
    return [product.pk for product in rows]


def _read(rows: QuerySet[Product]) -> QuerySet[Product]:
    return rows.only(*FIELDS, "category", "palette", "available", "hidden", "search_pending")
