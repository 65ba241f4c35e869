"""What the name of a film file says, as Kodi, Plex and Jellyfin read it; guessit reads all other names.

guessit takes some 10 ms a name, the patterns here some 10 µs, so names that follow a convention are read here.
"""

import re
from dataclasses import dataclass, replace

from trendflix.core.search.text import fold

EDITION = re.compile(r"\{edition[- ]([^}]{1,60})\}", re.IGNORECASE)
IDS = re.compile(r"[\[{](?P<site>tmdb|imdb|tvdb)(?:id)?[-= ](?P<id>tt\d{5,10}|\d{1,10})[\]}]", re.IGNORECASE)
YEAR = r"(?:18[7-9]|19\d|20\d|21\d)\d"
FILM = re.compile(rf"(?P<name>.+?)\s*[(\[](?P<year>{YEAR})[)\]](?P<rest>.*)")
EPISODE = re.compile(
    r"(?:(?P<show>.*?)[\s._-]*)?\b[sS](?P<season>\d{1,4})[\s._-]?[eE](?P<number>\d{1,4})"
    r"(?P<more>(?:[\s._]?-?[\s._]?[eE]\d{1,4}|-\d{1,4}(?=$|[\s._-]))*)(?P<rest>.*)"
)
CROSS = re.compile(
    r"(?:(?P<show>.*?)[\s._-]*)?\b(?P<season>\d{1,2})x(?P<number>\d{2,4})(?P<more>(?:-(?:\d{1,2}x)?\d{2,4})*)(?P<rest>.*)"
)
SEASON_FOLDER = re.compile(
    r"(?:season|staffel|series|saison|temporada|stagione|seizoen|sezon|s)[\s._-]*(?P<season>\d{1,4})\b.*", re.IGNORECASE
)
SPECIALS_FOLDER = re.compile(r"specials?|extras?[\s._-]*season[\s._-]*0+", re.IGNORECASE)
PART = re.compile(r"[\s._\-(\[]+(?:(?P<disc>cd|dvd|dis[ck])|part|pt)[\s._-]*(?P<part>\d|[a-d])\b[)\]]?$", re.IGNORECASE)
EXTRA = re.compile(  # a film may well be called "The Short", so that most follow a hyphen alone, as Jellyfin has it
    r"(?:[\s._-](?P<kind>trailer|sample)|"
    r"-(?P<other>scene|clip|interview|behindthescenes|deleted|deletedscene|featurette|short|other|extra))"
    r"(?:[\s._-]?\d{0,2})$",
    re.IGNORECASE,
)
EXTRA_FOLDER = re.compile(
    r"trailers?|extras?|featurettes?|behind[\s._-]*the[\s._-]*scenes|deleted[\s._-]*scenes?|interviews?|scenes?|shorts|"
    r"clips|other|samples?",
    re.IGNORECASE,
)
DATED = re.compile(rf"\b(?P<year>{YEAR})[-._ ](?P<month>0[1-9]|1[0-2])[-._ ](?P<day>[0-2]\d|3[01])\b(?P<rest>.*)")
CAMERA = re.compile(
    r"(?:vid|img|pxl|mvi|dscn?|dscf|gopr|g[hx]|mov|video)?[_-]?\d{4,8}(?:[_-]?\d{4,9})?.{0,8}", re.IGNORECASE
)
"""What cameras and phones call a film."""
TRAILER, OTHER_EXTRA = "trailer", "extra"
TAGS = re.compile(
    r"\b(?:2160p|1440p|1080[pi]|720p|576[pi]|480[pi]|4k|uhd|hdr10\+?|hdr|dolby[\s.]?vision|dv|bluray|blu-ray|bdrip|"
    r"brrip|remux|web-?dl|web-?rip|hdtv|dvdrip|x26[45]|h[\s.]?26[45]|hevc|av1|10bit|aac|ac3|eac3|dts(?:-hd)?|truehd|"
    r"atmos|proper|repack|internal|multi)\b",
    re.IGNORECASE,
)
QUALITY = re.compile(r"\b(2160p|1440p|1080p|1080i|720p|576p|480p|4k)\b", re.IGNORECASE)
INITIALS = re.compile(r"(?<![^\W_])(?:(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|[^\W\d_]\.[^\W\d_](?![^\W_]))")
ENDS_IN_INITIALS = re.compile(r"(?:^|\s)(?:[^\W\d_]\.){2,}$")
DOT = "\0"
MAX_LABEL = 60


@dataclass(frozen=True, slots=True)
class Named:
    """What a name says. ``label`` names a version of a film (``Director's Cut``, ``1080p``); ``part`` one of several
    files of one film, for certain where ``is_disc``; ``extra`` is ``trailer`` or ``extra``; ``ids`` are (site, id).
    ``is_plain``: by convention.
    """

    name: str = ""
    year: int | None = None
    season: int | None = None
    number: int | None = None
    last: int | None = None
    label: str = ""
    part: str = ""
    is_disc: bool = False
    extra: str = ""
    ids: tuple[tuple[str, str], ...] = ()
    is_plain: bool = True

    @property
    def is_episode(self) -> bool:
        """Whether it has a number in a season."""
        return self.number is not None


def spaced(text: str) -> str:
    """A name with spaces for dots and underscores where it has no spaces, without what hangs at its ends.

    The dots of initials stay: ``S.W.A.T.``.
    """
    if " " not in text.strip():
        text = INITIALS.sub(lambda match: match[0].replace(".", DOT) + " ", text)
        text = re.sub(r"[._]+", " ", text).replace(DOT, ".")
    text = re.sub(r"\s+", " ", text).strip(" -_")
    return text if ENDS_IN_INITIALS.search(text) else text.strip(" -._")


def folder_named(name: str) -> Named:
    """What the name of a film's or a show's folder says: a name, a year, ids."""
    ids, text = _ids(name)
    match = FILM.fullmatch(EDITION.sub("", text).strip())
    if match:
        return Named(spaced(match["name"]), int(match["year"]), ids=ids)
    return Named(spaced(text), ids=ids)


def season_of(name: str) -> int | None:
    """The number of the season that a folder's name says it holds; 0 for specials."""
    if SPECIALS_FOLDER.fullmatch(name.strip()):
        return 0
    match = SEASON_FOLDER.fullmatch(name.strip())
    return int(match["season"]) if match else None


def extra_of_folder(name: str) -> str:
    """``trailer`` or ``extra`` where a folder of that name holds such files; else empty."""
    if not EXTRA_FOLDER.fullmatch(name.strip()):
        return ""
    return TRAILER if name.strip().lower().startswith("trailer") else OTHER_EXTRA


def file_named(stem: str) -> Named:
    """What the name of a film file says, without its extension."""
    ids, text = _ids(stem)
    extra = EXTRA.search(text)
    if extra or text.lower() in ("trailer", "sample"):
        kind = (extra["kind"] or extra["other"]).lower() if extra else text.lower()
        before = text[: extra.start()] if extra else ""
        named = file_named(before) if before else Named()
        return replace(named, extra=TRAILER if kind == "trailer" else OTHER_EXTRA, ids=named.ids or ids)
    for pattern in (EPISODE, CROSS):
        if match := pattern.fullmatch(text):
            return replace(_episode(match), ids=ids)
    return replace(_film(text), ids=ids)


def _episode(match: re.Match[str]) -> Named:
    number = int(match["number"])
    last = max((int(one) for one in re.findall(r"(\d+)(?!x)", match["more"] or "")), default=number)
    show = FILM.fullmatch(match["show"] or "")
    named = Named(spaced(show["name"]), int(show["year"])) if show else Named(spaced(match["show"] or ""))
    rest, part, is_disc = _parted(match["rest"])
    if is_disc:  # "Part 1" is the name of an episode
        named = replace(named, part=part, is_disc=True)
    label, last_number = episode_label(rest if is_disc else match["rest"]), last if last > number else None
    return replace(named, season=int(match["season"]), number=number, last=last_number, label=label)


def _parted(text: str) -> tuple[str, str, bool]:
    """A name without the part that it ends in, that part, and whether it is one of several discs."""
    part = PART.search(text)
    return (text[: part.start()], part["part"], bool(part["disc"])) if part else (text, "", False)


def episode_label(rest: str) -> str:
    """The name of an episode after its numbers, without what a release adds to it."""
    found = TAGS.search(rest)
    return spaced(re.sub(r"\[[^\]]*\]$", "", rest[: found.start()] if found else rest))


def _film(text: str) -> Named:
    edition = EDITION.search(text)
    text, part, is_disc = _parted(EDITION.sub("", text).strip())
    match = FILM.fullmatch(text)
    if match is None:
        return Named(spaced(text), part=part, is_disc=is_disc, label=_joined(edition), is_plain=False)
    label = _joined(edition, match["rest"])
    return Named(spaced(match["name"]), int(match["year"]), label=label, part=part, is_disc=is_disc)


def _joined(edition: re.Match[str] | None, rest: str = "") -> str:
    """What names a version: its edition, and what stands after the year; of many technical words the resolution."""
    words = rest.strip().strip("-[]()._ ").strip()
    if len(TAGS.findall(words)) > 1 and (found := QUALITY.search(words)):
        words = found[1]
    return " · ".join(filter(None, (edition[1].strip() if edition else "", words[:MAX_LABEL])))[:MAX_LABEL]


def _ids(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    found = tuple((match["site"].lower(), match["id"]) for match in IDS.finditer(text))
    return found, IDS.sub("", text).strip() if found else text.strip()


def bare(text: str) -> str:
    """A name without case, accents and signs, to compare."""
    return re.sub(r"\W+", "", fold(text))
