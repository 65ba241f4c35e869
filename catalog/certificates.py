"""Maturity ratings by the systems of countries, and the age in years that each stands for.

Ages are those below which the board advises against a title or forbids it; "parental guidance" counts as 8 where a
board gives no age. Sources are the boards' own descriptions of their marks (MPA, TV Parental Guidelines, BBFC, FSK,
CNC, NICAM Kijkwijzer, Eirin, and so on).
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from trendflix.core.search.text import fold

PARENTAL_GUIDANCE = 8
OLDEST = 21


@dataclass(frozen=True, slots=True)
class RatingSystem:
    """A board: its name as it is printed before a mark, its countries (ISO 3166-1), and ages by mark.

    ``printed`` is the first mark of each age as it is printed.
    """

    name: str
    countries: tuple[str, ...]
    ages: Mapping[str, int]
    printed: Mapping[int, str]


def _system(name: str, countries: str, marks: str) -> RatingSystem:
    """A system from ``"G=0 PG=8 …"``; spaces within a mark are written ``_``."""
    pairs = [(mark, int(age)) for mark, _, age in (pair.rpartition("=") for pair in marks.split())]
    printed = {age: mark.replace("_", " ") for mark, age in reversed(pairs)}
    return RatingSystem(name, tuple(countries.split()), {_plain(mark): age for mark, age in pairs}, printed)


def _plain(mark: str) -> str:
    """A mark without spaces, signs and case: ``PG-13`` → ``pg13``; a plus sign stays."""
    return re.sub(r"[^\w+]|_", "", fold(mark))


SYSTEMS = (
    _system("MPA", "US", "G=0 PG=8 PG-13=13 R=17 NC-17=18 X=18 NR_18=18"),
    _system("MPAA", "US", "G=0 PG=8 PG-13=13 R=17 NC-17=18 X=18"),
    _system("TV", "US", "TV-Y=0 TV-Y7=7 TV-Y7-FV=7 TV-G=0 TV-PG=10 TV-14=14 TV-MA=17"),
    _system("BBFC", "GB", "U=0 Uc=0 PG=8 12=12 12A=12 15=15 18=18 R18=18"),
    _system("FSK", "DE", "0=0 oA=0 6=6 12=12 16=16 18=18 KJ=18"),
    _system("JMK", "AT", "0=0 6=6 8=8 10=10 12=12 14=14 16=16"),
    _system("JIF", "CH", "0=0 6=6 8=8 10=10 12=12 14=14 16=16 18=18"),
    _system("CNC", "FR", "U=0 TP=0 Tous_publics=0 10=10 12=12 16=16 18=18"),
    _system("Kijkwijzer", "NL BE", "AL=0 6=6 9=9 12=12 14=14 16=16 18=18"),
    _system("Eirin", "JP", "G=0 PG12=12 R15+=15 R15=15 R18+=18 R18=18"),
    _system("IFCO", "IE", "G=0 PG=8 12A=12 12=12 15A=15 15=15 16=16 18=18"),
    _system("ACB", "AU", "G=0 PG=8 M=15 MA15+=15 MA=15 R18+=18 X18+=18"),
    _system("OFLC", "NZ", "G=0 PG=8 M=16 R13=13 RP13=13 R15=15 R16=16 RP16=16 R18=18 RP18=18"),
    _system("CHVRS", "CA", "G=0 PG=8 14A=14 18A=18 R=18 A=18"),
    _system("RCQ", "CA", "G=0 13+=13 16+=16 18+=18"),
    _system("ICAA", "ES", "A=0 TP=0 Apta=0 Ai=0 7=7 12=12 16=16 18=18 X=18"),
    _system("MiC", "IT", "T=0 6+=6 10+=10 VM12=12 14+=14 VM14=14 18+=18 VM18=18"),
    _system("IGAC", "PT", "Públicos=0 M/3=3 M/6=6 M/12=12 M/14=14 M/16=16 M/18=18 P=18"),
    _system("Medierådet", "DK", "A=0 7=7 11=11 15=15"),
    _system("Statens medieråd", "SE", "Btl=0 7=7 11=11 15=15"),
    _system("Medietilsynet", "NO", "A=0 6=6 9=9 12=12 15=15 18=18"),
    _system("KAVI", "FI", "S=0 T=0 K7=7 K12=12 K16=16 K18=18"),
    _system("ClassInd", "BR", "L=0 AL=0 10=10 A10=10 12=12 A12=12 14=14 A14=14 16=16 A16=16 18=18 A18=18"),
    _system("RTC", "MX", "AA=0 A=0 B=12 B15=15 C=18 D=18"),
    _system("INCAA", "AR", "ATP=0 +13=13 13=13 +16=16 16=16 +18=18 18=18 SAM13=13 SAM16=16 SAM18=18"),
    _system("CBFC", "IN", "U=0 UA=12 U/A=12 UA7+=7 UA13+=13 UA16+=16 A=18 S=18"),
    _system("KMRB", "KR", "ALL=0 전체=0 12=12 15=15 18=18 19=19 청소년관람불가=18 Restricted=18"),
    _system("GIO", "TW", "0+=0 普=0 6+=6 護=6 12+=12 輔12=12 15+=15 輔15=15 18+=18 限=18"),
    _system("OFNAA", "HK", "I=0 IIA=8 IIB=15 III=18"),
    _system("IMDA", "SG", "G=0 PG=8 PG13=13 NC16=16 M18=18 R21=21"),
    _system("RARS", "RU UA KZ", "0+=0 6+=6 12+=12 16+=16 18+=18"),
    _system("FPB", "ZA", "A=0 PG=8 7-9PG=7 10-12PG=10 10=10 13=13 16=16 18=18 X18=18"),
    _system("KRRiT", "PL", "BO=0 7=7 12=12 16=16 18=18"),
    _system("DSD", "TR", "G=0 Genel=0 6+=6 6A=6 7+=7 10+=10 10A=10 13+=13 13A=13 16+=16 18+=18"),
)
_AGE = re.compile(r"(?:ab|od|from|age|ages)?(\d{1,2})\+?(?:anos|ans|jahre|jahren|years|let)?")


USUAL_AGES = (0, 6, 12, 16, 18)
"""Offered where no board of a country is known."""


def countries_with_systems() -> list[str]:
    """The countries whose marks are known (ISO 3166-1), in order."""
    return sorted({country for system in SYSTEMS for country in system.countries})


def ages_offered(country: str) -> list[tuple[int, str]]:
    """(age in years, the marks of a country's boards that stand for it: ``FSK 12``), youngest first."""
    marks: dict[int, list[str]] = {}
    for system in SYSTEMS:
        if country in system.countries:
            for age, mark in system.printed.items():
                marks.setdefault(age, []).append(f"{system.name} {mark}")
    return sorted((age, ", ".join(of)) for age, of in marks.items()) or [(age, "") for age in USUAL_AGES]


def minimum_age_of(certificate: str, countries: Collection[str] = ()) -> int | None:
    """The age in years that a certificate stands for, ``None`` where no board is known to use it.

    A board or a country that is named counts (``FSK 12``, ``US: PG-13``, ``BBFC 15``), then the boards of
    ``countries``, then all; where boards differ, the strictest. A bare number is an age.
    """
    named = list(_named(certificate))
    if named:
        return max(named)
    mark = _plain(certificate)
    at_home = [
        system.ages[mark] for system in SYSTEMS if mark in system.ages and set(system.countries) & set(countries)
    ]
    anywhere = [system.ages[mark] for system in SYSTEMS if mark in system.ages]
    return max(at_home or anywhere, default=_bare_age(mark))


def _named(certificate: str) -> Iterator[int]:
    """Ages by the boards whose name, or whose country's code, stands before the mark."""
    for system in SYSTEMS:
        for name in (system.name, *system.countries):
            prefix, given = _plain(name), _plain(certificate)
            mark = given.removeprefix(prefix)
            age = system.ages.get(mark, _bare_age(mark))
            if mark != given and age is not None and _is_apart(certificate, name):
                yield age


def _is_apart(certificate: str, name: str) -> bool:
    """Whether something that is no letter follows the name: the mark ``AL`` is not the country ``A`` and ``L``."""
    rest = fold(certificate).strip().removeprefix(fold(name))
    return not rest[:1].isalpha()


def _bare_age(mark: str) -> int | None:
    found = _AGE.fullmatch(mark)
    return int(found[1]) if found and int(found[1]) <= OLDEST else None
