"""Genres, countries and people by the names that other libraries give them."""

from collections.abc import Collection

from catalog.indexing import people_index
from catalog.models import Genre, Person
from catalog.services.slugs import row_slug
from trendflix.core.cldr import countries_found, is_country


def genre_named(name: str) -> Genre:
    """The genre of that name in whatever case, made when there is none."""
    found = Genre.objects.filter(name__iexact=name).first()
    return found or Genre.objects.create(name=name, slug=row_slug(Genre, name))


def country_code(name: str) -> str:
    """ISO 3166-1 of a code or an English name; empty where it is none."""
    if is_country(name.upper()):
        return name.upper()
    usual = {"usa": "US", "united states of america": "US", "uk": "GB"}.get(name.lower(), "")
    found = countries_found(name) if len(name) > 3 and not usual else []
    return usual or (found[0] if found else "")


def people_named(names: Collection[str]) -> dict[str, Person]:
    """People by their names in lower case; those that there are none of are made. One query where all are known."""
    found = {person.name.lower(): person for person in Person.objects.filter(name__in=names).order_by("-pk")}
    made = []
    for name in sorted(names):
        if name.lower() not in found:
            person = Person.objects.filter(name__iexact=name).order_by("pk").first()
            if person is None:
                person = Person.objects.create(name=name, slug=row_slug(Person, name))
                made.append(person.pk)
            found[name.lower()] = person
    people_index(made)
    return found
