"""What another library or a database knows of a title, from whatever source."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in the cast, in the order of the credits."""

    name: str
    character: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """Facts about a film, a show or an episode; empty where the source says nothing. ``runtime`` is in seconds.

    ``ids`` are by site (``imdb``, ``tmdb``, ``tvdb``); ``poster``, ``backdrop``, ``still`` are addresses of pictures.
    """

    kind: str = ""
    name: str = ""
    original_name: str = ""
    year: int | None = None
    tagline: str = ""
    synopsis: str = ""
    runtime: int | None = None
    certificate: str = ""
    genres: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()
    costumes: tuple[str, ...] = ()
    cast: tuple[Actor, ...] = ()
    collection: str = ""
    season: int | None = None
    number: int | None = None
    ids: dict[str, str] = field(default_factory=dict)
    poster: str = ""
    backdrop: str = ""
    still: str = ""
