"""Fills in what TMDB says of the episodes of a show: names, what they are about, stills."""

from collections import defaultdict

from catalog.models import Title
from catalog.services.metadata import metadata_fill
from catalog.tmdb import client
from catalog.tmdb.mapping import episode_notes
from trendflix.jobs.services import job_queue

SOURCE = "tmdb"


def episodes_describe(show: Title, tmdb_id: int) -> int:
    """Fill in the episodes that the library has, where no person did; how many changed. One request a season.

    Stills follow in a job of each episode (``artwork_fetch``).
    """
    changed = 0
    for number, episodes in _by_season(show).items():
        rows = {row["episode_number"]: row for row in client.season(tmdb_id, number)}
        for episode in episodes:
            first = episode.number or 0
            found = [rows[one] for one in range(first, (episode.last_number or first) + 1) if one in rows]
            if not found:
                continue
            notes = episode_notes(found)
            changed += bool(metadata_fill(episode, notes, SOURCE))
            if notes.still and episode.provenance.get("still") != SOURCE:
                job_queue("artwork_fetch", episode.pk, still=notes.still)
    return changed


def _by_season(show: Title) -> dict[int, list[Title]]:
    """The episodes of a show that are not in the trash, by the number of their season."""
    found: dict[int, list[Title]] = defaultdict(list)
    episodes = Title.objects.filter(season__show=show, trashed__isnull=True).select_related("season")
    for episode in episodes.order_by("season__number", "number"):
        if episode.season is not None:
            found[episode.season.number].append(episode)
    return found
