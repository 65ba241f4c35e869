"""Writes what products are found by; called by the import for each batch of rows, in its transaction."""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import QuerySet

from shopping.models import Product, ProductDocument, ProductSpelling
from shopping.search.stems import split, stem
from trendflix.core.search.port import Index
from trendflix.core.search.writing import documents_write
from vision.language.colour_names import names_of, palette_from_json

PRODUCTS = Index(ProductDocument, ProductSpelling)
FIELDS = ("title", "color", "product_type", "brand", "gender")
CHUNK = 2_000


def category_token(category: str) -> str:
    """The token of our category, which no word of a feed can be."""
    return f"§{category}"


def words_of(product: Product) -> list[str]:
    """The words that a product is found by, in plain small letters."""
    return [word for name in FIELDS for word in split(getattr(product, name))]


def colour_token(name: str) -> str:
    """The token of a measured colour, which no word of a feed can be either."""
    return f"§{name}"


def document_of(product: Product) -> ProductDocument:
    """The document of a product, not written."""
    found = dict.fromkeys(map(stem, words_of(product)))
    found |= {category_token(product.category): None} if product.category else {}
    found |= {colour_token(name): None for name in names_of(palette_from_json(product.palette))}
    return ProductDocument(product_id=product.pk, main=" ".join(found))


@transaction.atomic
def products_index(products: Iterable[Product]) -> int:
    """Write the documents of products that are to be had, and remove those of others; constant queries."""
    chosen = list(products)
    there = [product for product in chosen if product.available]
    spelt = {word for product in there for word in words_of(product)}
    documents_write(PRODUCTS, [document_of(product) for product in there], spelt)
    products_unindex(product.pk for product in chosen if not product.available)
    waiting = [product.pk for product in chosen if product.search_pending]
    Product.objects.filter(pk__in=waiting).update(search_pending=False)
    return len(chosen)


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
    return rows.only(*FIELDS, "category", "palette", "available", "search_pending")
