"""Slugs of rows, each free among the rows of its model."""

from catalog.models import Collection, Genre, Person, Title
from trendflix.core.slugs import slug_free, slug_of

ROOM = 12
"""Letters that are kept free for a number."""


def row_slug(model: type[Title] | type[Person] | type[Genre] | type[Collection], name: str) -> str:
    """A slug for a row of that name that no row of the model has."""
    longest = model._meta.get_field("slug").max_length or 60
    base = slug_of(name, model._meta.model_name or "title", min(200, longest - ROOM))
    return slug_free(base, model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
