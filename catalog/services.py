"""Writes titles; one verb a function."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.text import slugify

from catalog.models import Credit, Genre, Person, Season, Title
from trendflix.errors import UserError


def slug_free(name: str, taken: Iterable[str]) -> str:
    """A slug for ``name`` that is not among ``taken``: luma-days, luma-days-2, …"""
    base = slugify(name)[:200] or "title"
    used, slug, number = set(taken), base, 2
    while slug in used:
        slug, number = f"{base}-{number}", number + 1
    return slug


def _title_slug(name: str) -> str:
    base = slugify(name)[:200] or "title"
    return slug_free(name, Title.objects.filter(slug__startswith=base).values_list("slug", flat=True))


@transaction.atomic
def film_get_or_create(name: str, year: int | None = None) -> tuple[Title, bool]:
    """The film of that name (and year, where one is given), made when there is none."""
    name = name.strip()
    if not name:
        raise UserError("A title needs a name.")
    found = Title.objects.filter(kind=Title.Kind.FILM, name__iexact=name)
    if year is not None:
        found = found.filter(year=year)
    film = found.first()
    if film is not None:
        return film, False
    return Title.objects.create(kind=Title.Kind.FILM, name=name, year=year, slug=_title_slug(name)), True


@transaction.atomic
def show_get_or_create(name: str, year: int | None = None) -> tuple[Title, bool]:
    """The show of that name, made when there is none."""
    show = Title.objects.filter(kind=Title.Kind.SHOW, name__iexact=name.strip()).first()
    if show is not None:
        return show, False
    return Title.objects.create(kind=Title.Kind.SHOW, name=name.strip(), year=year, slug=_title_slug(name)), True


@transaction.atomic
def episode_get_or_create(show: Title, season: int, number: int, name: str = "") -> tuple[Title, bool]:
    """Episode ``number`` of season ``season`` of ``show``, season and all, made when there is none."""
    if season < 0 or number < 1:
        raise UserError(f"Season {season}, episode {number}: seasons start at 0, episodes at 1.")
    row, _ = Season.objects.get_or_create(show=show, number=season)
    found = Title.objects.filter(season=row, number=number).first()
    if found is not None:
        return found, False
    name = name.strip() or f"Episode {number}"
    slug = _title_slug(f"{show.slug}-s{season:02d}e{number:02d}")
    fields = {"kind": Title.Kind.EPISODE, "season": row, "number": number, "name": name, "slug": slug}
    return Title.objects.create(**fields), True


@transaction.atomic
def genres_set(title: Title, names: Iterable[str]) -> None:
    """Replace a title's genres, making those that are new."""
    genres = []
    for name in names:
        genre = Genre.objects.filter(name__iexact=name).first()
        genres.append(genre or Genre.objects.create(name=name, slug=slug_free(name, _slugs(Genre))))
    title.genres.set(genres)


@transaction.atomic
def credit_add(title: Title, name: str, role: str, character: str = "", position: int = 0) -> Credit:
    """Record what a person did on a title, making the person when new; the same credit twice is one."""
    if role not in Credit.Role.values:
        raise UserError(f"{role!r} is no credit; use one of {', '.join(Credit.Role.values)}.")
    person = Person.objects.filter(name__iexact=name).first()
    if person is None:
        person = Person.objects.create(name=name, slug=slug_free(name, _slugs(Person)))
    fields = {"title": title, "person": person, "role": role, "character": character}
    credit, _ = Credit.objects.get_or_create(**fields, defaults={"position": position})
    return credit


def _slugs(model: type[Genre] | type[Person]) -> set[str]:
    return set(model.objects.values_list("slug", flat=True))
