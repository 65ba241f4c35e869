"""Fills titles with what an ``.nfo`` file or a database says of them; what a person typed stays."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from catalog.certificates import minimum_age_of
from catalog.indexing import titles_index
from catalog.library.notes import Notes
from catalog.models import MAX_NAME, Collection, CollectionItem, Credit, Title
from catalog.services.filing import countries_make, languages_make
from catalog.services.named import country_code, genre_named, people_named
from catalog.services.provenance import may_fill
from catalog.services.slugs import row_slug
from trendflix.core.cldr import is_language

MAX_TAGLINE, MAX_GENRE, MAX_PERSON = 200, 60, 120
PLAIN = ("name", "original_name", "year", "tagline", "synopsis", "runtime", "certificate")


@transaction.atomic
def metadata_fill(title: Title, notes: Notes, source: str) -> list[str]:
    """Fill what ``notes`` say into the fields of a title that are free for machines; the names of those changed.

    Fields that hold that value already count as filled by ``source``, not as changed.
    """
    Title.objects.select_for_update().filter(pk=title.pk).first()
    title.refresh_from_db()
    changed = _plain(title, notes, source)
    changed += [name for name, is_new in _many(title, notes, source) if is_new]
    title.external_ids = {**notes.ids, **title.external_ids} if source == "nfo" else {**title.external_ids, **notes.ids}
    title.save(update_fields=[*PLAIN, "minimum_age", "provenance", "external_ids"])
    if changed:
        titles_index([title.pk])
    return changed


def _plain(title: Title, notes: Notes, source: str) -> list[str]:
    changed = []
    for name in PLAIN:
        value = _fitted(title, name, getattr(notes, name))
        if value and may_fill(title, name, getattr(title, name)):
            if getattr(title, name) != value:
                setattr(title, name, value)
                changed.append(name)
            title.provenance[name] = source
    if "certificate" in changed and may_fill(title, "minimum_age", title.minimum_age):
        title.minimum_age = minimum_age_of(title.certificate, notes.countries)
        title.provenance["minimum_age"] = source
    return changed


def _fitted(title: Title, name: str, value: Any) -> Any:
    """A value as its column takes it."""
    longest = {"name": MAX_NAME, "original_name": MAX_NAME, "tagline": MAX_TAGLINE, "certificate": 20}.get(name)
    return value[:longest].strip() if longest and value else value


def _many(title: Title, notes: Notes, source: str) -> Iterable[tuple[str, bool]]:
    """(field, whether it changed) of what a title has many of."""
    named = [name[:MAX_GENRE] for name in notes.genres]
    yield "genres", _set(title, "genres", source, [genre_named(name) for name in named] if named else [])
    codes = [code for name in notes.countries if (code := country_code(name))]
    yield "countries", _set(title, "countries", source, countries_make(codes))
    spoken = [code for code in notes.languages if is_language(code)]
    yield "languages", _set(title, "languages", source, languages_make(spoken))
    yield "credits", _credits(title, notes, source)
    yield "collections", _collection(title, notes.collection, source)


def _set(title: Title, name: str, source: str, rows: list[Any]) -> bool:
    field = getattr(title, name)
    before = {row.pk for row in field.all()} if rows else set()
    if not rows or not may_fill(title, name, before):
        return False
    title.provenance[name] = source
    field.set(rows)
    return before != {row.pk for row in rows}


def _wanted(notes: Notes) -> list[tuple[str, str, str]]:
    """(role, person, character) of everybody that notes name, each once, in order."""
    rows = [(Credit.Role.ACTOR.value, actor.name, actor.character) for actor in notes.cast]
    for role, names in (("director", notes.directors), ("writer", notes.writers), ("costume designer", notes.costumes)):
        rows += [(role, name, "") for name in names]
    return list(
        dict.fromkeys((role, name[:MAX_PERSON].strip(), part[:MAX_PERSON]) for role, name, part in rows if name)
    )


def _credits(title: Title, notes: Notes, source: str) -> bool:
    wanted = _wanted(notes)
    have = list(title.credits.values_list("role", "person__name", "character")) if wanted else []
    if not wanted or not may_fill(title, "credits", have):
        return False
    title.provenance["credits"] = source
    if [(role, name.lower(), part) for role, name, part in have] == [(r, n.lower(), p) for r, n, p in wanted]:
        return False
    people = people_named({name for _role, name, _part in wanted})
    title.credits.all().delete()
    rows = [
        Credit(title=title, person=people[name.lower()], role=role, character=part, position=at)
        for at, (role, name, part) in enumerate(wanted)
    ]
    Credit.objects.bulk_create(rows, ignore_conflicts=True)
    return True


def _collection(title: Title, name: str, source: str) -> bool:
    """Put a film into the collection of that name, made when there is none; those of editors are left alone."""
    name = name[:MAX_PERSON].strip()
    if not name or title.provenance.get("collections") == "person":
        return False
    title.provenance["collections"] = source
    found = Collection.objects.filter(name__iexact=name).first()
    found = found or Collection.objects.create(name=name, slug=row_slug(Collection, name))
    place = found.items.count()
    return CollectionItem.objects.get_or_create(collection=found, title=title, defaults={"position": place})[1]
