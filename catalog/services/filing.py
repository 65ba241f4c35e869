"""Files titles under genres, countries and languages, and renames what they are filed under."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from catalog.indexing import people_index, titles_changing, titles_index
from catalog.models import Country, Genre, Language, Person, Title
from catalog.services.slugs import row_slug
from trendflix.core.cldr import is_country, is_language
from trendflix.core.errors import UserError


@transaction.atomic
def genres_set(title: Title, names: Iterable[str]) -> None:
    """Replace a title's genres, making those that are new."""
    genres = []
    for name in names:
        genre = Genre.objects.filter(name__iexact=name).first()
        genres.append(genre or Genre.objects.create(name=name, slug=row_slug(Genre, name)))
    title.genres.set(genres)
    titles_index([title.pk])


def countries_make(codes: Iterable[str]) -> list[Country]:
    """The rows of countries by ISO 3166-1 codes. Raises ``UserError`` for a code that there is not."""
    return [Country.objects.get_or_create(code=_checked(code, is_country(code), "country"))[0] for code in codes]


def languages_make(codes: Iterable[str]) -> list[Language]:
    """The rows of languages by BCP 47. Raises ``UserError`` for a code that there is not."""
    return [Language.objects.get_or_create(code=_checked(code, is_language(code), "language"))[0] for code in codes]


@transaction.atomic
def countries_set(title: Title, codes: Iterable[str]) -> None:
    """Replace a title's countries."""
    title.countries.set(countries_make(codes))


@transaction.atomic
def languages_set(title: Title, codes: Iterable[str]) -> None:
    """Replace a title's languages."""
    title.languages.set(languages_make(codes))


@transaction.atomic
def name_save(changed: Genre | Person) -> None:
    """Write a genre or a person, with a slug where it has none, and what their titles are found by."""
    changed.slug = changed.slug or row_slug(type(changed), changed.name)
    titles = titles_changing(Title.objects.filter(pk__in=changed.titles.values("pk"))) if changed.pk else []
    changed.save()
    if isinstance(changed, Person):
        people_index([changed.pk])
    titles_index(titles)


@transaction.atomic
def names_delete(gone: QuerySet[Genre] | QuerySet[Person]) -> None:
    """Delete genres or people, and let their titles be found without them."""
    titles = titles_changing(Title.objects.filter(pk__in=gone.values_list("titles", flat=True)))
    gone.delete()
    titles_index(titles)


def _checked(code: str, is_known: bool, what: str) -> str:
    if not is_known:
        raise UserError(
            gettext("%(code)r is no code of a %(what)s that is known.") % {"code": code, "what": gettext(what)}
        )
    return code
