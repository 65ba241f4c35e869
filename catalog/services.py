"""Writes titles; one verb a function."""

from collections.abc import Iterable
from typing import Any

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from catalog.indexing import people_index, titles_index, titles_of_changed
from catalog.models import FIRST_YEAR, LAST_YEAR, MAX_NAME, MAX_NUMBER, Credit, Genre, Person, Season, Title
from trendflix.core.errors import UserError
from trendflix.core.slugs import slug_free, slug_of

SLUG_TRIES = 5


def _title_slug(name: str) -> str:
    base = slug_of(name)
    return slug_free(base, Title.objects.filter(slug__startswith=base).values_list("slug", flat=True))


def name_check(name: str) -> str:
    """A title's name without spaces around it. Raises ``UserError`` where it is empty or too long."""
    name = name.strip()
    if not name:
        raise UserError("A title needs a name.")
    if len(name) > MAX_NAME:
        raise UserError(f"{name[:40]}…: a title's name has at most {MAX_NAME} characters, this one {len(name)}.")
    return name


def year_check(year: int | None) -> None:
    """Raise ``UserError`` for a year in which no film can be from."""
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise UserError(f"Year {year}: give one from {FIRST_YEAR} to {LAST_YEAR}.")


def episode_check(season: int, number: int) -> None:
    """Raise ``UserError`` for numbers that no season or episode has."""
    if not 0 <= season <= MAX_NUMBER or not 1 <= number <= MAX_NUMBER:
        words = f"seasons start at 0, episodes at 1, and both end at {MAX_NUMBER}."
        raise UserError(f"Season {season}, episode {number}: {words}")


def films_named(name: str, year: int | None = None) -> QuerySet[Title]:
    """Films of that name, the oldest first; with a year those of that year and those whose year nobody said."""
    found = Title.objects.filter(kind=Title.Kind.FILM, name__iexact=name.strip()).order_by("pk")
    return found if year is None else found.filter(Q(year=year) | Q(year=None))


def film_create(name: str, year: int | None = None, *, published: bool = True) -> Title:
    """A new film, whatever others there are of that name; its slug is its own."""
    name = name_check(name)
    year_check(year)
    return _create(name, kind=Title.Kind.FILM, name=name, year=year, published=published)


@transaction.atomic
def film_get_or_create(name: str, year: int | None = None) -> tuple[Title, bool]:
    """The film of that name (and year, where one is given), made when there is none."""
    found = Title.objects.filter(kind=Title.Kind.FILM, name__iexact=name_check(name))
    film = (found if year is None else found.filter(year=year)).first()
    return (film_create(name, year), True) if film is None else (film, False)


@transaction.atomic
def show_get_or_create(name: str, year: int | None = None, *, published: bool = True) -> tuple[Title, bool]:
    """The show of that name, made when there is none."""
    name = name_check(name)
    show = Title.objects.filter(kind=Title.Kind.SHOW, name__iexact=name).first()
    if show is not None:
        return show, False
    year_check(year)
    return _create(name, kind=Title.Kind.SHOW, name=name, year=year, published=published), True


@transaction.atomic
def episode_get_or_create(
    show: Title, season: int, number: int, name: str = "", *, published: bool = True
) -> tuple[Title, bool]:
    """Episode ``number`` of season ``season`` of ``show``, season and all, made when there is none."""
    episode_check(season, number)
    name = name_check(name.strip() or f"Episode {number}")
    row, _ = Season.objects.get_or_create(show=show, number=season)
    found = Title.objects.filter(season=row, number=number).first()
    if found is not None:
        return found, False
    fields = {"kind": Title.Kind.EPISODE, "season": row, "number": number, "name": name, "published": published}
    return _create(f"{show.slug}-s{season:02d}e{number:02d}", **fields), True


def _create(slug_from: str, **fields: Any) -> Title:
    """A title with a free slug; another process may take the one that was free a moment ago."""
    for _ in range(SLUG_TRIES):
        slug = _title_slug(slug_from)
        try:
            with transaction.atomic():
                title = Title.objects.create(slug=slug, **fields)
                titles_index([title.pk])
                return title
        except IntegrityError:
            if not Title.objects.filter(slug=slug).exists():
                raise
    raise UserError(f"{slug_from}: many titles of this name are made at the same time; try again.")


def pictures_remove(names: Iterable[str | None]) -> None:
    """Remove posters and backdrops that no title shows any more; ``names`` are those of the storage."""
    for name in filter(None, names):
        if not Title.objects.filter(Q(poster=name) | Q(backdrop=name)).exists():
            default_storage.delete(name)


@transaction.atomic
def title_save(title: Title) -> None:
    """Write a title and what it is found by."""
    title.save()
    titles_index([title.pk])


@transaction.atomic
def name_save(changed: Genre | Person) -> None:
    """Write a genre or a person, and what they and their titles are found by."""
    changed.save()
    if isinstance(changed, Person):
        people_index([changed.pk])
    titles_of_changed(changed)


@transaction.atomic
def names_delete(gone: QuerySet[Genre] | QuerySet[Person]) -> None:
    """Delete genres or people, and let their titles be found without them."""
    titles = list(gone.exclude(titles=None).values_list("titles", flat=True).distinct())
    gone.delete()
    titles_index(titles)


@transaction.atomic
def genres_set(title: Title, names: Iterable[str]) -> None:
    """Replace a title's genres, making those that are new."""
    genres = []
    for name in names:
        genre = Genre.objects.filter(name__iexact=name).first()
        genres.append(
            genre or Genre.objects.create(name=name, slug=slug_free(slug_of(name, "genre", 50), _slugs(Genre)))
        )
    title.genres.set(genres)
    titles_index([title.pk])


@transaction.atomic
def credit_add(title: Title, name: str, role: str, character: str = "", position: int = 0) -> Credit:
    """Record what a person did on a title, making the person when new; the same credit twice is one."""
    if role not in Credit.Role.values:
        raise UserError(f"{role!r} is no credit; use one of {', '.join(Credit.Role.values)}.")
    person = Person.objects.filter(name__iexact=name).first()
    if person is None:
        person = Person.objects.create(name=name, slug=slug_free(slug_of(name, "person", 120), _slugs(Person)))
        people_index([person.pk])
    fields = {"title": title, "person": person, "role": role, "character": character}
    credit, is_new = Credit.objects.get_or_create(**fields, defaults={"position": position})
    if is_new:
        titles_index([title.pk])
    return credit


def _slugs(model: type[Genre] | type[Person]) -> set[str]:
    return set(model.objects.values_list("slug", flat=True))
