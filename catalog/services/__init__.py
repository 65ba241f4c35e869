"""Writes the library; one verb a function, a module a noun."""

from catalog.services.collections import collection_titles_set
from catalog.services.extras import extra_create, extra_get_or_create
from catalog.services.filing import countries_set, genres_set, languages_set, name_save, names_delete
from catalog.services.people import credit_add
from catalog.services.pictures import pictures_remove
from catalog.services.titles import (
    episode_check,
    episode_get_or_create,
    film_create,
    film_get_or_create,
    films_named,
    name_check,
    runtime_follow,
    show_get_or_create,
    title_save,
    year_check,
)

__all__ = [
    "collection_titles_set",
    "countries_set",
    "credit_add",
    "episode_check",
    "episode_get_or_create",
    "extra_create",
    "extra_get_or_create",
    "film_create",
    "film_get_or_create",
    "films_named",
    "genres_set",
    "languages_set",
    "name_check",
    "name_save",
    "names_delete",
    "pictures_remove",
    "runtime_follow",
    "show_get_or_create",
    "title_save",
    "year_check",
]
