"""Which subtitles and pictures belong to which film, by name: ``Film.mkv``, ``Film.de.srt``, ``Film-poster.jpg``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.translation import gettext

from playback.uploads.accepting import kind_of_name
from playback.uploads.errors import Refused
from playback.uploads.models import UploadFile

Role = UploadFile.Role
SHAPES = {
    Role.POSTER: ("poster", "folder", "cover", "movie"),
    Role.BACKDROP: ("backdrop", "fanart", "background"),
    Role.STILL: ("still", "thumb", "landscape"),
}
_ENDS_A_NAME = " .-_(["


@dataclass(frozen=True, slots=True)
class Place:
    """What a file is, and the path of the film it goes with; or why it goes with none."""

    role: str = ""
    film: str = ""
    problem: str = ""


def places(paths: Sequence[str], others: Sequence[str] = ()) -> list[Place]:
    """The place of each of the files that were chosen together; ``others`` are films that were chosen before."""
    films = [path for path in paths if _is_film(path)]
    return [_place(path, films, others) for path in paths]


def _place(path: str, films: Sequence[str], others: Sequence[str]) -> Place:
    try:
        kind = kind_of_name(path)
    except Refused as refused:
        return Place(problem=str(refused))
    if kind == "film":
        return Place(Role.FILM, path)
    film = _film_of(path, films) or _film_of(path, others)
    if film is None:
        told = gettext("%(name)s: it is not clear to which film this belongs; name it like its film.")
        return Place(problem=told % {"name": path})
    if kind == "subtitles":
        return Place(Role.SUBTITLES, film)
    shape = _shape(path, film)
    if shape is None:
        told = gettext("%(name)s: its name does not say whether it is a poster, a backdrop or a still.")
        return Place(problem=told % {"name": path})
    return Place(shape, film)


def _is_film(path: str) -> bool:
    try:
        return kind_of_name(path) == "film"
    except Refused:
        return False


def _film_of(path: str, films: Sequence[str]) -> str | None:
    """The film whose name a file's begins with, the longest first; else the only one, in its folder or at all."""
    stem = _stem(path)
    named = [film for film in films if _begins(stem, _stem(film))]
    if named:
        return max(named, key=lambda film: (_folder(film) == _folder(path), len(_stem(film))))
    beside = [film for film in films if _folder(film) == _folder(path)]
    alone = beside if len(beside) == 1 else films
    return alone[0] if len(alone) == 1 and not _is_of_another(path, alone[0]) else None


def _is_of_another(path: str, film: str) -> bool:
    """Whether a picture bears a name of its own, not one that any film's picture may have."""
    try:
        return kind_of_name(path) == "picture" and _shape(path, film) is None
    except Refused:
        return True


def _shape(path: str, film: str) -> Role | None:
    stem, name = _stem(path), _stem(film)
    rest = stem[len(name) :] if _begins(stem, name) else stem
    words = re.findall(r"[^\W\d_]+", rest)
    if not words and rest != stem:
        return Role.POSTER
    return next((shape for shape, known in SHAPES.items() if words and words[-1] in known), None)


def _begins(stem: str, name: str) -> bool:
    return stem == name or (stem.startswith(name) and stem[len(name)] in _ENDS_A_NAME)


def _stem(path: str) -> str:
    return PurePosixPath(path).stem.casefold()


def _folder(path: str) -> str:
    return str(PurePosixPath(path).parent)
