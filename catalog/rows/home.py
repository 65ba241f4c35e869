"""All rows of the home page for one person, as keys; constant queries whatever the size of the library."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from catalog.models import HomeRow, Title
from catalog.recommend.picks import Picks, picks_for
from catalog.rows import chosen, collections, newest, plan, ranked
from catalog.rows.audience import Audience
from catalog.rows.compose import composed
from catalog.rows.row import Kind, Row
from catalog.selectors import playable

Source = Callable[[], Iterable[Row]]
HERO_AMONG = newest.ROW_LENGTH
MAX_ROWS = 100
SPARE = 3
"""Rows that are asked for beyond those that are wanted: some turn out to be empty."""


@dataclass(frozen=True, slots=True)
class Home:
    """The key of the title that is shown large, and the rows below it."""

    hero: int | None
    rows: list[Row]


def home_for(audience: Audience, others: Mapping[str, Source], wanted: int = MAX_ROWS) -> Home:
    """The page for a person; ``others`` are the sources of kinds that other apps know (``Kind.CONTINUE``).

    Of the rows at least the first ``wanted``, where there are so many: sources of later ones are not asked.
    """
    planned, new = plan.planned_rows(), newest.newest_keys(audience.sight)
    found = _candidates(audience, planned, _sources(audience, planned, new) | dict(others))
    rows = list(islice(found, wanted + SPARE))
    home = _composed(audience, rows, new)
    rest = list(found) if len(home.rows) < wanted else []
    return _composed(audience, [*rows, *rest], new) if rest else home


def _candidates(audience: Audience, planned: list[HomeRow], sources: Mapping[str, Source]) -> Iterator[Row]:
    """Rows with keys that nobody has looked at yet, in order, asked for one by one; without empty ones."""
    for place in planned:
        if not place.hidden:
            yield from (_named(row, place) for row in _rows(sources, place, audience) if row.keys)


def _composed(audience: Audience, rows: list[Row], new: list[int]) -> Home:
    wanted = {key for row in rows for key in row.keys if not row.is_waiting}
    known = _pictured(audience, wanted.union(new[:HERO_AMONG]))
    hero = _hero([key for key in new if key in known], known)
    return Home(hero, composed(rows, set(known), hero))


def _sources(audience: Audience, planned: list[HomeRow], new: list[int]) -> dict[str, Source]:
    sight = audience.sight

    @cache
    def picks() -> Picks:
        return picks_for(audience)

    return {
        Kind.NEW: lambda: [newest.new_row(new)],
        Kind.SOON: lambda: [newest.soon_row(sight)],
        Kind.GENRES: lambda: newest.genre_rows(sight, new, plan.apart(planned, "genre"), audience.tastes.genres),
        Kind.COLLECTIONS: lambda: collections.collection_rows(sight, plan.apart(planned, "collection")),
        Kind.TRENDING: lambda: [ranked.trending_row(sight)],
        Kind.TOP_RATED: lambda: [ranked.top_rated_row(sight)],
        Kind.SHOP_THE_LOOK: lambda: [ranked.shop_the_look_row(sight)],
        Kind.POPULAR_IN_COUNTRY: lambda: [ranked.popular_in_country_row(audience.country, sight)],
        Kind.POPULAR_IN_LANGUAGE: lambda: [ranked.popular_in_language_row(audience.language, sight)],
        Kind.WATCHLIST: lambda: [chosen.watchlist_row(audience)],
        Kind.RECOMMENDED: lambda: [chosen.for_you_row(picks())],
        Kind.BECAUSE: lambda: chosen.because_rows(picks()),
    }


def _rows(sources: Mapping[str, Source], place: HomeRow, audience: Audience) -> Iterator[Row]:
    if place.genre is not None:
        yield newest.one_genre_row(audience.sight, place.genre)
    elif place.collection is not None:
        yield from collections.one_collection_row(audience.sight, place.collection)
    elif place.kind in sources:
        yield from sources[place.kind]()


def _named(row: Row, place: HomeRow) -> Row:
    """With the editor's name, but for kinds of which there are several rows."""
    is_several = place.kind in (Kind.GENRES, Kind.COLLECTIONS, Kind.BECAUSE)
    return replace(row, name=place.name) if place.name and not is_several else row


def _pictured(audience: Audience, keys: Iterable[int]) -> dict[int, bool]:
    """Those of the keys that one may see and play, each with whether it has a wide picture; one query."""
    found = playable(audience.sight).order_by().filter(pk__in=list(keys))
    return {key: bool(backdrop) for key, backdrop in found.values_list("pk", "backdrop")}


def _hero(keys: list[int], pictured: Mapping[int, bool]) -> int | None:
    """The newest title with a wide picture among some, or else the newest."""
    among = keys[:HERO_AMONG]
    return next((key for key in among if pictured[key]), among[0] if among else None)


def titles_by_key(keys: Iterable[int], *, is_soon: bool = False) -> dict[int, Title]:
    """Titles as cards show them, by primary key; one query."""
    found = Title.objects.filter(pk__in=list(keys)).defer("synopsis")
    for title in found:
        title.is_soon = is_soon  # type: ignore[attr-defined]  # as ``catalog.selectors.marked`` sets it
    return {title.pk: title for title in found}
