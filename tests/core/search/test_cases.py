"""What searches answer: the same list of cases on SQLite and on PostgreSQL."""

import pytest

from catalog.models import Title
from catalog.selectors import titles_search
from tests.core.search.cases import ALL, EMPTY, FERRIES, FIRST, HOSTILE
from trendflix.accounts.sight import EVERYBODY

NOBODY = EVERYBODY
Library = dict[int, str]


def found(library: Library, text: str) -> list[str]:
    """Names in the order of the answer."""
    return [library[title.pk] for title in titles_search(NOBODY, text)]


def test_what_is_meant_comes_first(library: Library) -> None:
    answers = {text: (found(library, text) or ["nothing"])[0] for text, _ in FIRST}
    assert {text: (answers[text], name) for text, name in FIRST if answers[text] != name} == {}


def test_all_that_holds_the_words_is_found_and_nothing_else(library: Library) -> None:
    answers = {text: frozenset(found(library, text)) for text, _ in ALL}
    assert {text: names for text, names in answers.items() if names != dict(ALL)[text]} == {}


@pytest.mark.parametrize("text", EMPTY)
def test_a_query_without_a_word_finds_nothing(db: None, text: str) -> None:
    Title.objects.create(name="Ferry", slug="ferry")
    assert titles_search(NOBODY, text) == []


def test_no_query_breaks_and_operators_are_words(library: Library) -> None:
    for text in HOSTILE:
        found(library, text)
    assert {text: found(library, text)[:1] for text in FERRIES} == {text: ["Ferry 2011"] for text in FERRIES}


def test_titles_that_no_service_wrote_are_found_in_the_same_way(library: Library) -> None:
    before = {text: found(library, text) for text, _ in ALL}
    Title.objects.update(search_pending=True)
    assert {text: found(library, text) for text, _ in ALL} == before
