"""A small library."""

import pytest

from catalog.models import Title
from catalog.services import credit_add, episode_get_or_create, film_get_or_create, genres_set, show_get_or_create


@pytest.fixture
def library(db: None) -> dict[str, Title]:
    """Two dramas, one with an actress; a show with an episode; a film that is not published."""
    ferry, market = film_get_or_create("The Last Ferry", 2026)[0], film_get_or_create("Night Market")[0]
    for film in (ferry, market):
        genres_set(film, ["Drama"])
    credit_add(ferry, "Ines Carvalho", "actor", "Ines")
    show, _ = show_get_or_create("Harbour")
    episode, _ = episode_get_or_create(show, 1, 2, "Fog")
    hidden = Title.objects.create(name="Rough Cut", slug="rough-cut", published=False)
    return {"ferry": ferry, "market": market, "show": show, "episode": episode, "hidden": hidden}
