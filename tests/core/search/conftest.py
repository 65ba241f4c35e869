"""The library of the cases."""

import pytest

from catalog.models import Title
from catalog.services import credit_add, film_get_or_create, genres_set
from shopping.models import Feed
from tests.core.search.cases import LIBRARY


@pytest.fixture
def library(db: None) -> dict[int, str]:
    """The films of ``LIBRARY``, indexed as the services do it: pk → name, with its year where two have the name."""
    names = [film.name for film in LIBRARY]
    made = {}
    for film in LIBRARY:
        title, _ = film_get_or_create(film.name, film.year)
        genres_set(title, film.genres)
        for person in film.people:
            credit_add(title, person, "actor")
        made[title.pk] = film.name if names.count(film.name) == 1 else f"{film.name} {film.year}"
    assert not Title.objects.filter(search_pending=True).exists()
    return made


@pytest.fixture
def feed(db: None) -> Feed:
    """A shop."""
    return Feed.objects.create(name="Shop", slug="shop")
