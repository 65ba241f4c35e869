"""Reads people: those whom a person may see, their filmographies, and people by words; constant queries each."""

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, QuerySet

from catalog.models import Credit, Person, Title
from catalog.search import person_pks
from catalog.selectors import browsed, marked, titles_visible
from catalog.visible import people_visible
from trendflix.accounts.sight import Sight

MAX_CREDITS = 2_000
"""Credits of one person that are read."""


def people_listed(sight: Sight) -> QuerySet[Person]:
    """All of ``people_visible`` by name."""
    return people_visible(sight).order_by("name", "pk")


def person_by_slug(sight: Sight, slug: str) -> Person:
    """One person. Raises ``Person.DoesNotExist``, also where nothing of theirs may be seen."""
    return people_visible(sight).get(slug=slug)


def people_search(sight: Sight, words: str, limit: int) -> list[Person]:
    """People whose names hold every word, best first; two queries where the words are known."""
    pks = person_pks(people_visible(sight), words, limit)
    found = Person.objects.in_bulk(pks)
    return [found[pk] for pk in pks if pk in found]


def credits_of(sight: Sight, person: Person) -> dict[str, list[tuple[int, str]]]:
    """Role → (pk of a film or show, character) by year, the newest first, each title once a role; one query.

    A credit on an episode counts for its show.
    """
    credits = Credit.objects.filter(Exists(titles_visible(sight).filter(pk=OuterRef("title_id"))), person=person)
    rows = credits.annotate(show=F("title__season__show_id"), parent=F("title__parent_id"))
    rows = rows.order_by(F("title__year").desc(nulls_last=True), "-title_id", "pk")
    found: dict[str, dict[int, str]] = {}
    columns = rows.values_list("role", "title_id", "show", "parent", "character")
    for role, pk, show, parent, character in columns[:MAX_CREDITS]:
        found.setdefault(role, {}).setdefault(show or parent or pk, character)
    return {role: list(found[role].items()) for role in Credit.Role.values if role in found}


def titles_of_credits(sight: Sight, pks: Iterable[int]) -> dict[int, Title]:
    """The films and shows of a part of ``credits_of``, as cards show them; one query."""
    return marked(browsed(sight), sight).defer("synopsis").in_bulk(list(pks))
