"""Films: the file of a title and what was made of it, its tracks, and how far each viewer has watched."""

from playback.models.artwork import Artwork, ArtworkFrame
from playback.models.progress import Progress
from playback.models.videos import Chapter, DiskUse, Subtitle, Video, film_folder, source_path, span

__all__ = [
    "Artwork",
    "ArtworkFrame",
    "Chapter",
    "DiskUse",
    "Progress",
    "Subtitle",
    "Video",
    "film_folder",
    "source_path",
    "span",
]
