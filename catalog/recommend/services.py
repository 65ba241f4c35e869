"""Finds and keeps the titles most like each title."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import Prefetch

from catalog.models import Credit, Title, TitleNeighbour
from catalog.recommend.content import Content, Described, Floats
from catalog.recommend.nearest import nearest
from catalog.recommend.watching import Watching, pairs
from trendflix.core.search.text import words

CHUNK = 200
ROUNDED = 5
MAX_WORDS = 60
DECADE = 10
ROLE_WEIGHTS = {Credit.Role.DIRECTOR: 1.0, Credit.Role.WRITER: 0.7, Credit.Role.COSTUME: 0.6}
ACTOR, LAST_ACTOR = 0.9, 12
Report = Callable[[float], None]


def neighbours_rebuild(
    watched: Iterable[tuple[int, int]], looks: Mapping[int, Floats], report: Report = lambda fraction: None
) -> int:
    """Find the neighbours of all films and shows and keep them; how many rows changed.

    ``watched`` are pairs of a viewer and a title, the oldest first; ``looks`` unit vectors (d,) by title. Both are of
    films and shows; other keys are left out. Written in chunks, so that nobody waits for the database.
    """
    keys, described = _described(looks)
    places = {key: place for place, key in enumerate(keys)}
    known = [(viewer, places[title]) for viewer, title in watched if title in places]
    watching = Watching(*pairs([viewer for viewer, _ in known], [place for _, place in known]), len(keys))
    changed, waiting = 0, dict[int, dict[int, float]]()
    for place, found in enumerate(nearest(Content(described), watching)):
        waiting[keys[place]] = {keys[other]: round(score, ROUNDED) for other, score in found}
        if len(waiting) == CHUNK or place == len(keys) - 1:
            changed += _write(waiting)
            waiting = {}
            report((place + 1) / len(keys))
    return changed


def _described(looks: Mapping[int, Floats]) -> tuple[list[int], list[Described]]:
    """Films and shows with their features; a constant number of queries."""
    credits = Credit.objects.only("title_id", "person_id", "role", "position").order_by("position", "id")
    titles = Title.objects.filter(season__isnull=True, parent__isnull=True).order_by("pk")
    rows = titles.prefetch_related("genres", "languages", "countries", Prefetch("credits", credits))
    found = [(row.pk, Described(_features(row), looks.get(row.pk))) for row in rows.iterator(chunk_size=2_000)]
    return [key for key, _ in found], [described for _, described in found]


def _features(title: Title) -> dict[str, dict[str, float]]:
    text = f"{title.name} {title.tagline} {title.synopsis}"
    return {
        "genres": {genre.slug: 1.0 for genre in title.genres.all()},
        "people": _people(title.credits.all()),
        "words": dict.fromkeys(words(text)[:MAX_WORDS], 1.0),
        "languages": {language.code: 1.0 for language in title.languages.all()},
        "countries": {country.code: 1.0 for country in title.countries.all()},
        "decade": {str(title.year // DECADE): 1.0} if title.year else {},
    }


def _people(credits: Iterable[Credit]) -> dict[str, float]:
    """Actors count less the later they are named."""
    found: dict[str, float] = {}
    for credit in credits:
        actor = ACTOR * max(0.2, 1.0 - credit.position / LAST_ACTOR)
        weight = ROLE_WEIGHTS.get(Credit.Role(credit.role), actor)
        found[str(credit.person_id)] = max(weight, found.get(str(credit.person_id), 0.0))
    return found


@transaction.atomic
def _write(wanted: Mapping[int, Mapping[int, float]]) -> int:
    """Replace the neighbours of some titles where they differ; titles that are gone meanwhile are left out."""
    kept: dict[int, dict[int, float]] = {key: {} for key in wanted}
    rows = TitleNeighbour.objects.filter(title__in=list(wanted))
    for title, neighbour, score in rows.values_list("title_id", "neighbour_id", "score"):
        kept[title][neighbour] = score
    changed = [key for key in wanted if kept[key] != wanted[key]]
    everybody = {key for title in changed for key in (title, *wanted[title])}
    present = set(Title.objects.filter(pk__in=everybody).values_list("pk", flat=True))
    rows.filter(title__in=changed).delete()
    made = [_row(title, wanted[title], present) for title in changed if title in present]
    TitleNeighbour.objects.bulk_create([row for rows in made for row in rows], batch_size=CHUNK * 10)
    return sum(map(len, made))


def _row(title: int, wanted: Mapping[int, float], present: set[int]) -> Sequence[TitleNeighbour]:
    found = ((key, score) for key, score in wanted.items() if key in present)
    return [TitleNeighbour(title_id=title, neighbour_id=key, score=score) for key, score in found]
