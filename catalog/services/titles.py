"""Writes films, shows and episodes."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from catalog.certificates import minimum_age_of
from catalog.indexing import titles_index
from catalog.models import FIRST_YEAR, LAST_YEAR, MAX_NAME, MAX_NUMBER, Season, Title
from catalog.selectors import titles_kept
from catalog.services.slugs import row_slug
from trendflix.core.errors import UserError

SLUG_TRIES = 5


def name_check(name: str) -> str:
    """A title's name without spaces around it. Raises ``UserError`` where it is empty or too long."""
    name = name.strip()
    if not name:
        raise UserError(gettext("A title needs a name."))
    if len(name) > MAX_NAME:
        raise UserError(
            gettext("%(name)s…: a title's name has at most %(limit)s characters, this one %(count)s.")
            % {"name": name[:40], "limit": MAX_NAME, "count": len(name)}
        )
    return name


def year_check(year: int | None) -> None:
    """Raise ``UserError`` for a year in which no film can be from."""
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise UserError(
            gettext("Year %(year)s: give one from %(first_year)s to %(last_year)s.")
            % {"year": year, "first_year": FIRST_YEAR, "last_year": LAST_YEAR}
        )


def episode_check(season: int, number: int) -> None:
    """Raise ``UserError`` for numbers that no season or episode has."""
    if not 0 <= season <= MAX_NUMBER or not 1 <= number <= MAX_NUMBER:
        told = gettext(
            "Season %(season)s, episode %(number)s: seasons start at 0, episodes at 1, and both end at %(limit)s."
        )
        raise UserError(told % {"season": season, "number": number, "limit": MAX_NUMBER})


def last_number_check(season: Season, number: int, last: int | None, but: Title | None = None) -> None:
    """Raise ``UserError`` where an episode, or a file of several up to ``last``, stands on numbers that are taken."""
    if last is not None and not number < last <= MAX_NUMBER:
        raise UserError(
            gettext("Episodes %(number)s to %(last)s: the last one comes after the first, and by %(limit)s.")
            % {"number": number, "last": last, "limit": MAX_NUMBER}
        )
    others = season.episodes.exclude(pk=but.pk if but and but.pk else 0)
    overlap = Q(number__gte=number, number__lte=last or number) | Q(number__lte=number, last_number__gte=number)
    taken = others.filter(overlap).first()
    if taken is not None:
        raise UserError(
            gettext("%(name)s, season %(number)s: %(title)s is episode %(numbers)s already.")
            % {"name": season.show.name, "number": season.number, "title": taken.name, "numbers": taken.numbers}
        )


def trash_check(title: Title) -> None:
    """Raise ``UserError`` where a title is in the trash: nothing is added to it there."""
    if title.trashed is not None:
        raise UserError(gettext("%(name)s is in the trash; restore it, or empty the trash, first.") % {"name": title})


def films_named(name: str, year: int | None = None) -> QuerySet[Title]:
    """Films of that name, the oldest first; with a year those of that year and those whose year nobody said."""
    found = titles_kept().filter(kind=Title.Kind.FILM, name__iexact=name.strip()).order_by("pk")
    return found if year is None else found.filter(Q(year=year) | Q(year=None))


def film_create(name: str, year: int | None = None, *, published: bool = True) -> Title:
    """A new film, whatever others there are of that name; its slug is its own."""
    name = name_check(name)
    year_check(year)
    return title_create(name, kind=Title.Kind.FILM, name=name, year=year, published=published)


def film_or_show_create(kind: Title.Kind, name: str, year: int | None, **fields: Any) -> Title:
    """A new film or show, whatever others there are of that name; ``fields`` are columns."""
    name = name_check(name)
    year_check(year)
    return title_create(name, kind=kind, name=name, year=year, **fields)


@transaction.atomic
def film_get_or_create(name: str, year: int | None = None) -> tuple[Title, bool]:
    """The film of that name (and year, where one is given), made when there is none."""
    found = titles_kept().filter(kind=Title.Kind.FILM, name__iexact=name_check(name))
    film = (found if year is None else found.filter(year=year)).first()
    return (film_create(name, year), True) if film is None else (film, False)


@transaction.atomic
def show_get_or_create(name: str, year: int | None = None, *, published: bool = True) -> tuple[Title, bool]:
    """The show of that name, made when there is none."""
    name = name_check(name)
    show = titles_kept().filter(kind=Title.Kind.SHOW, name__iexact=name).first()
    if show is not None:
        return show, False
    year_check(year)
    return title_create(name, kind=Title.Kind.SHOW, name=name, year=year, published=published), True


@transaction.atomic
def episode_get_or_create(
    show: Title, season: int, number: int, name: str = "", *, last: int | None = None, published: bool = True
) -> tuple[Title, bool]:
    """Episode ``number`` of season ``season`` (0: specials) of ``show``, season and all, made when there is none.

    ``last`` is the number of the last episode where one file holds several. Raises ``UserError`` where other episodes
    have one of these numbers.
    """
    episode_check(season, number)
    name = name_check(name.strip() or (f"Episodes {number}–{last}" if last else f"Episode {number}"))
    row, _ = Season.objects.get_or_create(show=show, number=season)
    found = Title.objects.filter(season=row, number=number).first()
    if found is not None:
        trash_check(found)
        return found, False
    last_number_check(row, number, last)
    fields = {"kind": Title.Kind.EPISODE, "season": row, "number": number, "name": name, "published": published}
    return title_create(f"{show.slug}-s{season:02d}e{number:02d}", **fields, last_number=last), True


def title_create(slug_from: str, **fields: Any) -> Title:
    """A title with a free slug; another process may take the one that was free a moment ago."""
    for _ in range(SLUG_TRIES):
        slug = row_slug(Title, slug_from)
        try:
            with transaction.atomic():
                title = Title.objects.create(slug=slug, **fields)
                titles_index([title.pk])
                return title
        except IntegrityError:
            if not Title.objects.filter(slug=slug).exists():
                raise
    raise UserError(
        gettext("%(name)s: many titles of this name are made at the same time; try again.") % {"name": slug_from}
    )


@transaction.atomic
def title_save(title: Title) -> None:
    """Write a title, with a slug and a minimum age where they follow from the rest, and what it is found by."""
    title_complete(title, [country.pk for country in title.countries.all()] if title.pk else [])
    title.save()
    titles_index([title.pk])


def title_complete(title: Title, countries: list[str]) -> None:
    """Give a title what follows from the rest of it: a slug from its name, an age from its certificate."""
    title.slug = title.slug or row_slug(Title, title.name)
    if title.minimum_age is None and title.certificate:
        title.minimum_age = minimum_age_of(title.certificate, countries)


def runtime_follow(title_id: int, before: float, seconds: float) -> None:
    """Set a title's runtime to its film's length, unless a person typed another than the film had ``before``."""
    unset = Q(runtime__isnull=True) | Q(runtime=round(before))
    Title.objects.filter(unset, pk=title_id).update(runtime=round(seconds))
