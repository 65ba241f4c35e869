"""Names that change while documents are written: what is found at the end is what the rows say."""

from collections.abc import Callable
from functools import partial

from django.db import transaction

from catalog.indexing import MAX_AT_ONCE, titles_index_pending
from catalog.models import Genre, Title, TitleDocument
from catalog.services import genres_set, name_save, title_save
from shopping.models import Feed, Product, ProductSpelling
from shopping.search.documents import products_index, products_index_pending
from tests.concurrency.together import together
from trendflix.core.pending import pending_write

TITLES = 2 * MAX_AT_ONCE


def library() -> list[Title]:
    """Titles in two genres, without documents."""
    titles = Title.objects.bulk_create(Title(name=f"Evening {n}", slug=f"evening-{n}") for n in range(TITLES))
    for name in ("Drama", "Comedy"):
        Genre.objects.create(name=name, slug=name.lower()).titles.set(titles)
    return titles


def drain() -> None:
    """Write what is pending until nothing is; rows that somebody holds are left to the next turn."""
    for _ in range(50):
        pending_write(30)


def rename(pk: int, names: list[str]) -> None:
    """Give a genre one name after the other."""
    for name in names:
        genre = Genre.objects.get(pk=pk)
        genre.name = name
        name_save(genre)


def wrong() -> dict[str, str]:
    """Names whose documents say something else than the rows."""
    found = {}
    for title in Title.objects.prefetch_related("genres").select_related("document"):
        said = set(f"{title.document.main} {title.document.rest}".split())
        held = " ".join([title.name, *(genre.name for genre in title.genres.all())]).lower()
        if said != set(held.split()):
            found[held] = " ".join(sorted(said))
    return found


def test_two_genres_renamed_at_once_while_documents_are_written() -> None:
    library()
    one, two = Genre.objects.order_by("pk").values_list("pk", flat=True)
    names = [f"first{n}" for n in range(4)], [f"second{n}" for n in range(4)]
    together([partial(rename, one, names[0]), partial(rename, two, names[1]), drain, drain])
    assert set(Genre.objects.values_list("name", flat=True)) == {"first3", "second3"}
    drain()
    assert not Title.objects.filter(search_pending=True).exists() and wrong() == {}


def test_titles_saved_while_their_genre_is_renamed_and_others_are_filed_anew() -> None:
    titles = library()
    drain()

    def save(some: list[Title], word: str) -> None:
        for title in some:
            title.name = f"{word} {title.pk}"
            title_save(title)

    def file(some: list[Title]) -> None:
        for title in some:
            genres_set(title, ["Comedy"])

    genre = Genre.objects.get(name="Drama").pk
    works: list[Callable[[], None]] = [
        partial(save, titles[:20], "morning"),
        partial(save, titles[:20][::-1], "night"),
        partial(file, titles[10:30]),
        partial(rename, genre, ["Tragedy", "Farce"]),
        drain,
    ]
    together(works)
    drain()
    assert not Title.objects.filter(search_pending=True).exists() and wrong() == {}


def test_drains_at_once_write_every_document_once() -> None:
    library()
    counts = together([partial(titles_index_pending, TITLES)] * 4)
    assert sum(counts) == TITLES and TitleDocument.objects.count() == TITLES


def test_products_of_two_feeds_with_the_same_new_words_are_written_at_once() -> None:
    shops = [Feed.objects.create(name=name, slug=name) for name in ("one", "two")]
    for shop in shops:
        Product.objects.bulk_create(
            Product(feed=shop, product_id=str(n), title=f"Word{n % 50} Thing", link="https://x.example/")
            for n in range(200)
        )

    def write(shop: Feed) -> int:
        """In batches in the order of the feed, each with its rows locked, as an import does."""
        pks = (
            Product.objects.filter(feed=shop).order_by("pk" if shop == shops[0] else "-pk").values_list("pk", flat=True)
        )
        done = 0
        for at in range(0, 200, 40):
            with transaction.atomic():
                done += products_index(Product.objects.select_for_update().filter(pk__in=pks[at : at + 40]))
        return done

    works: list[Callable[[], int]] = [partial(write, shop) for shop in shops]
    assert together([*works, partial(products_index_pending, 50)])[:2] == [200, 200]
    assert ProductSpelling.objects.count() == 51
