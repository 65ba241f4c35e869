"""Writes the seasons and episodes of a show, as its one form has them."""

from collections.abc import Iterable

from django.db import transaction

from catalog.indexing import titles_index
from catalog.models import MAX_NUMBER, Season, Title
from catalog.services.slugs import row_slug
from catalog.services.trash import titles_trash


@transaction.atomic
def episodes_save(season: Season, episodes: Iterable[Title]) -> None:
    """Write episodes of a season, new ones and others, in one step; numbers may change places.

    An episode without a name is called by its number; its slug follows from the show's and the numbers.
    """
    rows = list(episodes)
    _numbers_free([row.pk for row in rows if row.pk])
    for episode in rows:
        episode.season, episode.kind = season, Title.Kind.EPISODE
        episode.name = episode.name.strip() or _usual_name(episode)
        episode.slug = episode.slug or row_slug(Title, f"{season.show.slug}-s{season.number:02d}e{episode.number:02d}")
        episode.save()
    titles_index([row.pk for row in rows])


def episodes_remove(episodes: Iterable[Title]) -> None:
    """Move episodes to the trash."""
    titles_trash(episodes)


@transaction.atomic
def season_remove(season: Season) -> int:
    """Move the episodes of a season to the trash; how many. One that holds none, nor has any there, is deleted.

    A season whose episodes are in the trash stays for them to be restored to, and goes when the trash is emptied.
    """
    moved = titles_trash(season.episodes.all())
    if not season.episodes.exists():
        season.delete()
    return moved


def _usual_name(episode: Title) -> str:
    """As the import of folders calls it."""
    return f"Episodes {episode.numbers}" if episode.last_number else f"Episode {episode.number}"


def _numbers_free(pks: list[int]) -> None:
    """Move rows to numbers at the end, where none is, so that two may swap theirs."""
    for place, pk in enumerate(pks):
        Title.objects.filter(pk=pk).update(number=MAX_NUMBER - place, last_number=None)
