"""Reads TMDB's entries into notes of titles."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from catalog.library.notes import Actor, Notes
from catalog.models import FIRST_YEAR, LAST_YEAR

MAX_CAST = 40
PREMIERE, THEATRICAL = 1, 3
"""Types of release: a certificate of the cinema counts before others."""
Row = dict[str, Any]


def year_of(row: Row) -> int | None:
    """The year of the first release."""
    text = str(row.get("release_date") or row.get("first_air_date") or "")[:4]
    return int(text) if text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR else None


def name_of(row: Row) -> str:
    """The name in the language that was asked for."""
    return str(row.get("title") or row.get("name") or "")


def original_name_of(row: Row) -> str:
    """The name in the language that it was made in."""
    return str(row.get("original_title") or row.get("original_name") or "")


def candidate_of(row: Row) -> Row:
    """What people need to choose among entries."""
    return {
        "id": row["id"],
        "name": name_of(row)[:200],
        "original_name": original_name_of(row)[:200],
        "year": year_of(row),
        "overview": str(row.get("overview") or "")[:600],
        "poster": str(row.get("poster_path") or "")[:200],
    }


def notes_of(row: Row) -> Notes:
    """Everything of an entry with its details."""
    crew = (row.get("credits") or {}).get("crew") or []
    runtime = row.get("runtime") or next(iter(row.get("episode_run_time") or []), 0)
    return Notes(
        name=name_of(row),
        original_name=original_name_of(row),
        year=year_of(row),
        tagline=str(row.get("tagline") or ""),
        synopsis=str(row.get("overview") or ""),
        runtime=60 * int(runtime) or None,
        certificate=_certificate(row),
        genres=tuple(_names(row.get("genres"))),
        countries=tuple(_countries(row)),
        languages=tuple(one["iso_639_1"] for one in row.get("spoken_languages") or [] if one.get("iso_639_1")),
        directors=tuple(_of_job(crew, "Director") or _names(row.get("created_by"))),
        writers=tuple(_of_job(crew, "Screenplay", "Writer", "Story")),
        costumes=tuple(_of_job(crew, "Costume Design", "Costume Designer")),
        cast=tuple(_cast(row)),
        collection=str((row.get("belongs_to_collection") or {}).get("name") or ""),
        ids={"tmdb": str(row["id"]), **_ids(row)},
        poster=str(row.get("poster_path") or ""),
        backdrop=str(row.get("backdrop_path") or ""),
    )


def episode_notes(rows: Iterable[Row]) -> Notes:
    """What a season says of one file: of an episode, or of several that it holds."""
    found = list(rows)
    names = dict.fromkeys(name for row in found if (name := name_of(row).strip()))
    told = dict.fromkeys(text for row in found if (text := str(row.get("overview") or "").strip()))
    still = next((str(row["still_path"]) for row in found if row.get("still_path")), "")
    return Notes(name=" / ".join(names), synopsis="\n\n".join(told), still=still)


def _names(rows: Iterable[Row] | None) -> list[str]:
    return [str(row["name"]) for row in rows or [] if row.get("name")]


def _countries(row: Row) -> list[str]:
    made = [one.get("iso_3166_1") for one in row.get("production_countries") or []]
    return [code for code in (made or row.get("origin_country") or []) if code]


def _of_job(crew: Iterable[Row], *jobs: str) -> list[str]:
    return list(dict.fromkeys(str(one["name"]) for one in crew if one.get("job") in jobs and one.get("name")))


def _cast(row: Row) -> Iterable[Actor]:
    rows = sorted((row.get("credits") or {}).get("cast") or [], key=lambda one: one.get("order") or 0)
    for one in rows[:MAX_CAST]:
        if one.get("name"):
            yield Actor(str(one["name"])[:120], str(one.get("character") or "")[:120])


def _ids(row: Row) -> dict[str, str]:
    known = row.get("external_ids") or {}
    found = {"imdb": known.get("imdb_id") or row.get("imdb_id"), "tvdb": known.get("tvdb_id")}
    return {site: str(value)[:20] for site, value in found.items() if value}


def certificates(row: Row) -> dict[str, str]:
    """Certificates by country (ISO 3166-1): of a film those of the cinema first, of a show those of television."""
    found = {}
    for one in (row.get("release_dates") or {}).get("results") or []:
        dates = [date for date in one.get("release_dates") or [] if date.get("certification")]
        dates.sort(key=lambda date: (date.get("type") != THEATRICAL, date.get("type") or PREMIERE))
        if dates:
            found[str(one.get("iso_3166_1"))] = str(dates[0]["certification"])
    for one in (row.get("content_ratings") or {}).get("results") or []:
        if one.get("rating"):
            found[str(one.get("iso_3166_1"))] = str(one["rating"])
    return found


def _certificate(row: Row) -> str:
    """The certificate of the site's country, else of the United States, else of the country that it is from."""
    found = certificates(row)
    for country in (settings.TMDB_COUNTRY, "US", *_countries(row)):
        if country in found:
            mark = found[country]
            return mark if country == "US" else f"{country}: {mark}"[:20]
    return ""
