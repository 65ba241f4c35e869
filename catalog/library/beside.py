"""What lies beside a film: pictures, subtitles and notes, and to which film of a folder each belongs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from catalog.library.entries import OTHER_SUBTITLES, PICTURES, SUBTITLES, Entry

POSTER, BACKDROP, STILL, UNUSED = "poster", "backdrop", "still", "unused"
SHAPES = {
    "poster": POSTER,
    "folder": POSTER,
    "cover": POSTER,
    "movie": POSTER,
    "show": POSTER,
    "fanart": BACKDROP,
    "backdrop": BACKDROP,
    "background": BACKDROP,
    "art": BACKDROP,
    "thumb": STILL,
    "landscape": STILL,
    "banner": UNUSED,
    "logo": UNUSED,
    "clearlogo": UNUSED,
    "clearart": UNUSED,
    "disc": UNUSED,
    "discart": UNUSED,
    "keyart": UNUSED,
    "characterart": UNUSED,
}
SHAPE = re.compile(rf"(?P<stem>.*?)[-._ ]?(?P<shape>{'|'.join(SHAPES)})\d?", re.IGNORECASE)
SEASON_ART = re.compile(r"season[-_ ]?(?P<season>\d{1,4}|-?specials|all)[-_ ]?(?P<shape>\w*)", re.IGNORECASE)
SUBTITLE_FOLDERS = re.compile(r"subs?|subtitles?|untertitel", re.IGNORECASE)


@dataclass(slots=True)
class Beside:
    """Of one film: pictures by shape, subtitles, and its ``.nfo`` files."""

    pictures: dict[str, Entry] = field(default_factory=dict)
    subtitles: list[Entry] = field(default_factory=list)
    notes: list[Entry] = field(default_factory=list)

    def all(self) -> list[Entry]:
        """Every file."""
        return [*self.pictures.values(), *self.subtitles, *self.notes]


def shape_of(stem: str) -> tuple[str, str]:
    """(stem of the film it belongs to, empty for the folder's own; shape) of a picture; no shape where none is told."""
    match = SHAPE.fullmatch(stem)
    return (match["stem"], SHAPES[match["shape"].lower()]) if match else ("", "")


def season_art(stem: str) -> bool:
    """Whether a picture is that of a season, which has none of its own here."""
    return bool(SEASON_ART.fullmatch(stem))


def is_of(entry: Entry, film: Entry) -> bool:
    """Whether a file's name begins with a film's, and goes on with no letter or digit."""
    rest = entry.stem[len(film.stem) :]
    return entry.stem.lower().startswith(film.stem.lower()) and not rest[:1].isalnum()


def owner_of(entry: Entry, films: Iterable[Entry]) -> Entry | None:
    """The film whose name a file's begins with; of several the longest."""
    return max((film for film in films if is_of(entry, film)), key=lambda film: len(film.stem), default=None)


def is_subtitle(entry: Entry) -> bool:
    """Whether it is a subtitle file of a format that can be read."""
    return entry.suffix in SUBTITLES


def is_other_subtitle(entry: Entry) -> bool:
    """Whether it is a subtitle file of a format that cannot."""
    return entry.suffix in OTHER_SUBTITLES


def is_picture(entry: Entry) -> bool:
    """Whether it is a picture by its name."""
    return entry.suffix in PICTURES
