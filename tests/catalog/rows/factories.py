"""Titles and viewers for tests of rows and recommendations."""

from catalog.models import Title, TitleNeighbour
from playback.models import Video


def films(count: int, *, plays: bool = True) -> list[Title]:
    """Films, packaged or not."""
    first = Title.objects.count()
    made = Title.objects.bulk_create(Title(name=f"Film {n}", slug=f"film-{n}") for n in range(first, first + count))
    if plays:
        Video.objects.bulk_create(Video(title=title, package_key="k", duration=100.0) for title in made)
    return made


def alike(title: Title, *others: Title) -> None:
    """Say that titles are like a title, the first most."""
    TitleNeighbour.objects.bulk_create(
        TitleNeighbour(title=title, neighbour=other, score=1.0 - place / 100) for place, other in enumerate(others)
    )
