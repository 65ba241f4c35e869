"""Where people are in a film, as the part of the site that looks at films has found them.

Playback knows nothing of that part: it registers a finder in its ``AppConfig.ready``.
"""

from collections.abc import Callable

from playback.media.artwork.choosing import People

Finder = Callable[[int], tuple[str, People]]
"""Of a film's primary key: a stamp that changes with what was found, and areas by seconds."""
_finders: list[Finder] = []


def register_people_finder(finder: Finder) -> None:
    """Add who knows where people are."""
    _finders.append(finder)


def people_in(video_id: int) -> tuple[str, People]:
    """A stamp and areas by seconds; nothing where nobody has looked at the film yet."""
    found = [finder(video_id) for finder in _finders]
    return "-".join(stamp for stamp, _ in found), {at: areas for _, people in found for at, areas in people.items()}
