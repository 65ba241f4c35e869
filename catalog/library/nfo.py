"""Reads ``.nfo`` files as Kodi writes them (kodi.wiki, "NFO files"), and as other programs do it wrong.

A file may hold one root element or several (episodes of one file), an address after or instead of them, an encoding
other than the one it declares, and characters that XML forbids.
"""

import math
import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext

from catalog.library.notes import Actor, Notes
from catalog.models.titles import FIRST_YEAR, LAST_YEAR
from trendflix.core.errors import UserError

MAX_BYTES = 2 * 2**20
MAX_CAST = 60
KINDS = ("movie", "tvshow", "episodedetails")
DECLARATION = re.compile(r"<\?xml[^<>]*\?>|<!DOCTYPE[^<>\[]*>", re.IGNORECASE)
DECLARED = re.compile(rb"<\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]{1,40})[\"']", re.IGNORECASE)
ENTITIES = re.compile(r"<!(?:ENTITY|DOCTYPE[^<>]*\[)", re.IGNORECASE)
FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CDATA, CDATA_END = "<![CDATA[", "]]>"
RUNTIME = re.compile(r"(?:(\d{1,2})\s*h[a-z.]*\s*)?(\d{1,4})?", re.IGNORECASE)
BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")
ADDRESSES = (
    ("imdb", re.compile(r"imdb\.com/title/(tt\d{5,10})")),
    ("tmdb", re.compile(r"themoviedb\.org/(?:movie|tv)/(\d{1,9})")),
    ("tvdb", re.compile(r"thetvdb\.com/\S{0,200}?(?:id=|series/|movies/)(\d{1,9})")),
)


def nfo_read(data: bytes) -> list[Notes]:
    """The titles that a file describes, in its order. Raises ``UserError`` saying why it says nothing."""
    if len(data) > MAX_BYTES:
        raise UserError(gettext("larger than %(limit)s MiB") % {"limit": MAX_BYTES // 2**20})
    text = _text(data)
    if ENTITIES.search(text):
        raise UserError(gettext("declares entities, which are not read"))
    addressed = _addressed(text)
    if "<" not in text:
        if addressed:
            return [Notes(ids=addressed)]
        raise UserError(gettext("neither XML nor an address"))
    found = [_notes(element, addressed) for element in _roots(text) if element.tag.lower() in KINDS]
    if not found:
        raise UserError(gettext("holds no movie, tvshow or episodedetails"))
    return found


def _text(data: bytes) -> str:
    """The text by its byte order mark, as UTF-8, by what it declares, or else as Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = DECLARED.search(data[:200])
        charset = declared[1].decode() if declared else "cp1252"
    try:
        return data.decode("cp1252" if charset.lower().replace("-", "") == "utf8" else charset, "replace")
    except (LookupError, UnicodeError):  # no encoding, or one of host names
        return data.decode("cp1252", "replace")


def _addressed(text: str) -> dict[str, str]:
    found = ((site, pattern.search(text)) for site, pattern in ADDRESSES)
    return {site: match[1] for site, match in found if match}


def _roots(text: str) -> Iterable[Element]:
    """The elements of a file that may have several at its top, and text after them."""
    body = FORBIDDEN.sub("", DECLARATION.sub("", text))
    body = body[body.find("<") : body.rfind(">") + 1]
    try:
        return list(fromstring(f"<all>{_escaped(body)}</all>"))
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise UserError(gettext("not XML that can be read (%(error)s)") % {"error": error}) from error


def _escaped(text: str) -> str:
    """With bare ampersands escaped but where they are plain text, in CDATA sections."""
    first, *rest = text.split(CDATA)
    parts = [BARE_AMPERSAND.sub("&amp;", first)]
    for plain, end, after in (part.partition(CDATA_END) for part in rest):
        parts.append(f"{plain}{end}{BARE_AMPERSAND.sub('&amp;', after)}")
    return CDATA.join(parts)


def _notes(element: Element, addressed: dict[str, str]) -> Notes:
    def text(*names: str) -> str:
        return next((words for name in names if (words := _words(element.find(name)))), "")

    def texts(*names: str) -> tuple[str, ...]:
        rows = (_words(row) for name in names for row in element.findall(name))
        return tuple(dict.fromkeys(part.strip() for row in rows for part in row.split(" / ") if part.strip()))

    return Notes(
        kind=element.tag.lower(),
        name=text("title", "localtitle"),
        original_name=text("originaltitle"),
        year=_year(text("year"), text("premiered", "aired", "releasedate")),
        tagline=text("tagline"),
        synopsis=text("plot", "outline"),
        runtime=_runtime(element, text("runtime")),
        certificate=_certificate(text("mpaa", "certification")),
        genres=texts("genre"),
        countries=texts("country"),
        directors=texts("director"),
        writers=texts("credits", "writer"),
        cast=tuple(_cast(element)),
        collection=text("set/name") or text("set"),
        season=_number(text("season")),
        number=_number(text("episode")),
        ids={**addressed, **_ids(element)},
    )


def _words(element: Element | None) -> str:
    return " ".join((element.text or "").split()) if element is not None else ""


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"\d{1,5}", text) else None


def _year(*texts: str) -> int | None:
    years = (int(text[:4]) for text in texts if re.match(r"\d{4}", text))
    return next((year for year in years if FIRST_YEAR <= year <= LAST_YEAR), None)


def _runtime(element: Element, minutes: str) -> int | None:
    """Seconds: of the stream, which is exact, else of the minutes."""
    exact = _number(_words(element.find("fileinfo/streamdetails/video/durationinseconds")))
    hours, rest = match.groups() if (match := RUNTIME.match(minutes)) else (None, None)
    return exact or 60 * (60 * int(hours or 0) + int(rest or 0)) or None


def _certificate(text: str) -> str:
    """Of several, the first; without the words that come before it: ``Rated PG-13``, ``US:PG-13 / DE:12``."""
    return re.sub(r"^rated\s+", "", text.split(" / ")[0].strip(), flags=re.IGNORECASE)[:20].strip()


def _cast(element: Element) -> Iterable[Actor]:
    rows = element.findall("actor")
    order = {id(row): _number(_words(row.find("order"))) for row in rows}
    rows.sort(key=lambda row: math.inf if (place := order[id(row)]) is None else place)
    for row in rows[:MAX_CAST]:
        if name := _words(row.find("name")):
            yield Actor(name[:120], _words(row.find("role"))[:120])


def _ids(element: Element) -> dict[str, str]:
    rows = ((row.get("type") or "", _words(row)) for row in element.findall("uniqueid"))
    found = {site.lower(): value for site, value in rows if value}
    plain = {"imdb": _words(element.find("imdbid")), "tmdb": _words(element.find("tmdbid"))}
    if re.fullmatch(r"tt\d{5,10}", own := _words(element.find("id"))):
        plain["imdb"] = own
    return {
        site: value[:20] for site, value in {**plain, **found}.items() if value and site in ("imdb", "tmdb", "tvdb")
    }
