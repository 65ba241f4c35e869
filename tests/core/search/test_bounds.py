"""What a search may cost, whatever is asked: statements, rows, candidates. Counted, not timed."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog import search
from catalog.indexing import TITLES, titles_index_all
from catalog.models import Title, TitleDocument
from catalog.selectors import browsable, title_pks_search, titles_search
from catalog.services import credit_add, film_get_or_create
from shopping.matching import words
from shopping.models import Feed, Product
from shopping.search.documents import PRODUCTS, products_index_all
from tests.core.search.cases import EMPTY, HOSTILE
from trendflix.accounts.sight import EVERYBODY, STAFF
from trendflix.core.search.port import candidates
from trendflix.core.search.queries import MAX_WORDS, read, tiers

pytestmark = pytest.mark.django_db
NOBODY = EVERYBODY


def many(count: int, name: str = "Even Evening", published: bool = True) -> list[int]:
    """Titles that share their words, with documents; their pks."""
    rows = [Title(name=name, slug=f"{name}-{n}", published=published) for n in range(count)]
    made = Title.objects.bulk_create(rows)
    titles_index_all()
    return [title.pk for title in made]


def statements(text: str) -> int:
    """How many statements a search makes."""
    with CaptureQueriesContext(connection) as queries:
        title_pks_search(NOBODY, text)
    return len(queries)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_query_makes_one_statement_and_one_more_a_misspelt_word(text: str) -> None:
    many(3)
    assert statements(text) <= MAX_WORDS + 2


def test_known_words_take_one_statement_and_unknown_ones_two() -> None:
    many(3)
    assert statements("even evening") == 1 and statements("zeppelin xylophone quokka") == 2


def test_more_titles_take_no_more_statements() -> None:
    many(2)
    few = statements("evening")
    many(50, "Evening Even")
    assert statements("evening") == few


@pytest.mark.parametrize("text", ["e e e e", "even", "even evening " * 5_000, "e" * 10_000, "ev", "東" * 5_000])
def test_the_statement_grows_with_the_words_that_are_read_and_no_further(text: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        title_pks_search(NOBODY, text)
    assert len(read(text)) <= MAX_WORDS and all(len(query["sql"]) < 20_000 for query in queries)


def test_what_is_weighed_for_a_word_that_every_title_holds_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    many(search.MAX_FOUND + 200)
    weighed: list[int] = []
    plain = search.score

    def counted(entry: search.Entry, *rest: Any) -> float:
        weighed.append(entry.pk)
        return plain(entry, *rest)

    monkeypatch.setattr(search, "score", counted)
    assert len(title_pks_search(NOBODY, "even")) <= search.MAX_FOUND
    assert len(weighed) <= 2 * search.MAX_FOUND


def test_what_one_may_not_see_takes_no_place_among_the_answers() -> None:
    seen = many(30, "Harbour Evening")
    many(700, "Hidden Evening", published=False)
    assert set(title_pks_search(NOBODY, "evening")) == set(seen)


def test_staff_finds_what_is_not_published() -> None:
    hidden = many(1, "Rough Cut", published=False)
    assert title_pks_search(STAFF, "rough cut") == hidden and title_pks_search(NOBODY, "rough cut") == []


def test_a_name_in_full_is_found_among_any_number_that_hold_its_words() -> None:
    (exact,) = many(1, "Evening")
    many(900, "Even Evening")
    assert title_pks_search(NOBODY, "evening")[0] == exact


def plan(sql: str, params: tuple[Any, ...]) -> str:
    """The database's plan of a statement."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
            cursor.execute("SET LOCAL enable_seqscan = off")  # a table this small is read faster without an index
        cursor.execute(("EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN ") + sql, params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


FULL_SCANS = {"sqlite": ("SCAN catalog_titledocument\n", "SCAN catalog_title\n"), "postgresql": ("Seq Scan",)}


@pytest.mark.parametrize("text", ["even", "even evening", "e", "drama even"])
def test_no_table_is_read_from_end_to_end(text: str) -> None:
    many(50)
    rows = Title.objects.filter(pk__in=candidates(TITLES, tiers(read(text)), browsable(NOBODY), 10)).values("pk")
    shown = plan(*rows.query.sql_with_params()) + "\n"
    assert not [scan for scan in FULL_SCANS[connection.vendor] if scan in shown], shown


def test_products_are_read_by_the_index_and_bounded(feed: Feed) -> None:
    rows = [Product(feed=feed, product_id=str(n), title="Red shirt", link="https://x.example/") for n in range(500)]
    Product.objects.bulk_create(rows)
    products_index_all()
    with CaptureQueriesContext(connection) as queries:
        found = words.scores(words.read("red striped cotton shirt for men " * 50))
    assert len(queries) == 1 and len(found) == words.MAX_CANDIDATES
    rows_read = Product.objects.filter(
        pk__in=candidates(PRODUCTS, words.tiers(words.read("red shirt")), Product.objects.filter(available=True), 10)
    ).values("pk")
    shown = plan(*rows_read.query.sql_with_params()) + "\n"
    assert "SCAN shopping_product\n" not in shown and "Seq Scan" not in shown, shown


@pytest.mark.parametrize("text", [*HOSTILE, *EMPTY])
def test_no_query_for_products_breaks(feed: Feed, text: str) -> None:
    Product.objects.create(feed=feed, product_id="1", title="Red shirt", link="https://x.example/")
    products_index_all()
    assert words.best(text, 10) == []


def test_a_title_of_many_credits_is_one_short_document() -> None:
    film, _ = film_get_or_create("Cast of Thousands")
    for number in range(40):
        credit_add(film, f"Extra{number} Person{number}", "actor")
    (document,) = TitleDocument.objects.all()
    assert len(document.rest.split()) == 80 and titles_search(NOBODY, "extra39")
