"""A small library and what searches of it must answer, on every database alike."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Film:
    """A title to be found."""

    name: str
    year: int | None = None
    people: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()


LIBRARY = (
    Film("The Last Ferry", 2026, ("Ines Carvalho", "Maya Okoye"), ("Drama",)),
    Film("Night Market", 2026, ("Maya Okoye",), ("Drama", "Short")),
    Film("Ferry", 1999, ("Jon Aske",), ("Comedy",)),
    Film("Ferry", 2011, (), ("War",)),
    Film("Amélie", 2001, ("Audrey Tautou",), ("Romance",)),
    Film("Spider-Man", 2002, ("Tobey Maguire",), ("Action",)),
    Film("Spiderhead", 2022),
    Film("Rocky II", 1979, ("Sylvester Stallone",)),
    Film("Rocky", 1976, ("Sylvester Stallone",)),
    Film("Ocean's 11", 2001, ("Steven Soderbergh",)),
    Film("Schindler’s List", 1993),
    Film("E.T. the Extra-Terrestrial", 1982),
    Film("2001: A Space Odyssey", 1968, ("Stanley Kubrick",)),
    Film("1984", 1984),
    Film("東京物語", 1953, ("小津安二郎",)),
    Film("Kimi no Na wa. 君の名は。", 2016),
    Film("千と千尋の神隠し", 2001),
    Film("기생충", 2019, ("봉준호",)),
    Film("Брат", 1997, ("Сергей Бодров",)),
    Film("Άμμος", 2020),
    Film("Straße der Träume", 2005),
    Film("Ærø og Øst", 2010, ("Søren Åkesson",)),
    Film("Łódź", 2012),
    Film("WALL·E", 2008),
    Film("M", 1931, ("Fritz Lang",)),
    Film("It's a Wonderful Life", 1946),
    Film("Los Olvidados", 1950, ("Luis Buñuel",)),
    Film("100% Wolf", 2020),
    Film("Underscore_Man", 2015),
    Film("The The", 1990),
    Film("فيلم قصير", 2018),
    Film("Supermarket Sweep", 1990),
)
"""Names are told apart by year where they are the same."""

FIRST: tuple[tuple[str, str], ...] = (
    # names
    ("the last ferry", "The Last Ferry"),
    ("last ferry", "The Last Ferry"),
    ("ferry last the", "The Last Ferry"),
    ("ferry last", "The Last Ferry"),
    ("THE LAST FERRY", "The Last Ferry"),
    ("  last   ferry  ", "The Last Ferry"),
    ("night market", "Night Market"),
    ("market night", "Night Market"),
    ("ferry 1999", "Ferry 1999"),
    ("ferry 2011", "Ferry 2011"),
    ("ferry 2026", "The Last Ferry"),
    ("2011 ferry", "Ferry 2011"),
    ("rocky", "Rocky"),
    ("m", "M"),
    ("M 1931", "M"),
    ("the", "The The"),
    ("the the", "The The"),
    # as somebody types
    ("nig", "Night Market"),
    ("night m", "Night Market"),
    ("night mar", "Night Market"),
    ("the last f", "The Last Ferry"),
    ("spiderh", "Spiderhead"),
    ("ameli", "Amélie"),
    ("it's a won", "It's a Wonderful Life"),
    # accents and letters
    ("amelie", "Amélie"),
    ("Amélie", "Amélie"),
    ("AMÉLIE", "Amélie"),
    ("Ame\u0301lie", "Amélie"),
    ("ａｍｅｌｉｅ", "Amélie"),
    ("strasse der traume", "Straße der Träume"),
    ("straße", "Straße der Träume"),
    ("aero og ost", "Ærø og Øst"),
    ("ærø", "Ærø og Øst"),
    ("lodz", "Łódź"),
    ("luis bunuel", "Los Olvidados"),
    ("soren akesson", "Ærø og Øst"),
    ("брат", "Брат"),
    ("БРАТ", "Брат"),
    ("αμμοσ", "Άμμος"),
    ("فيلم", "فيلم قصير"),
    # hyphens, apostrophes, initials
    ("spider-man", "Spider-Man"),
    ("spider man", "Spider-Man"),
    ("spiderman", "Spider-Man"),
    ("wall-e", "WALL·E"),
    ("walle", "WALL·E"),
    ("wall e", "WALL·E"),
    ("et", "E.T. the Extra-Terrestrial"),
    ("e.t.", "E.T. the Extra-Terrestrial"),
    ("extra terrestrial", "E.T. the Extra-Terrestrial"),
    ("extraterrestrial", "E.T. the Extra-Terrestrial"),
    ("oceans 11", "Ocean's 11"),
    ("ocean's 11", "Ocean's 11"),
    ("ocean’s 11", "Ocean's 11"),
    ("schindlers list", "Schindler’s List"),
    ("schindler's list", "Schindler’s List"),
    ("schindler list", "Schindler’s List"),
    ("its a wonderful life", "It's a Wonderful Life"),
    # numbers
    ("rocky 2", "Rocky II"),
    ("rocky ii", "Rocky II"),
    ("2001 space odyssey", "2001: A Space Odyssey"),
    ("2001: a space odyssey", "2001: A Space Odyssey"),
    ("1984", "1984"),
    ("amelie 2001", "Amélie"),
    ("100%", "100% Wolf"),
    # people and genres
    ("maya night", "Night Market"),
    ("ines carvalho", "The Last Ferry"),
    ("carvalho ines", "The Last Ferry"),
    ("kubrick", "2001: A Space Odyssey"),
    ("kubr", "2001: A Space Odyssey"),
    ("comedy ferry", "Ferry 1999"),
    ("romance", "Amélie"),
    # scripts without spaces
    ("東京物語", "東京物語"),
    ("東京", "東京物語"),
    ("物語", "東京物語"),
    ("語", "東京物語"),
    ("京物", "東京物語"),
    ("小津", "東京物語"),
    ("君の名は", "Kimi no Na wa. 君の名は。"),
    ("kimi no na wa", "Kimi no Na wa. 君の名は。"),
    ("神隠し", "千と千尋の神隠し"),
    ("千尋", "千と千尋の神隠し"),
    ("기생충", "기생충"),
    ("봉준호", "기생충"),
    # typing errors
    ("nigth market", "Night Market"),
    ("night markt", "Night Market"),
    ("nihgt maket", "Night Market"),
    ("the lats ferry", "The Last Ferry"),
    ("spidermna", "Spider-Man"),
    ("shindlers list", "Schindler’s List"),
    ("wonderfull life", "It's a Wonderful Life"),
    ("stalone", "Rocky"),
    ("carvalo", "The Last Ferry"),
    ("kubrik", "2001: A Space Odyssey"),
    ("soderberg ocean", "Ocean's 11"),
    ("odissey", "2001: A Space Odyssey"),
    ("olvidadso", "Los Olvidados"),
    ("terestrial", "E.T. the Extra-Terrestrial"),
    ("permarket", "Supermarket Sweep"),
)
"""Query → the title that must stand first; ``name year`` where a name is there twice."""

ALL: tuple[tuple[str, frozenset[str]], ...] = (
    ("ferry", frozenset(("Ferry 1999", "Ferry 2011", "The Last Ferry"))),
    ("maya", frozenset(("The Last Ferry", "Night Market"))),
    ("maya okoye", frozenset(("The Last Ferry", "Night Market"))),
    ("drama market", frozenset(("Night Market",))),
    ("stallone", frozenset(("Rocky", "Rocky II"))),
    ("spider", frozenset(("Spider-Man", "Spiderhead"))),
    ("drama ferry tokyo", frozenset()),
    ("zeppelin", frozenset()),
    ("ferry zeppelin", frozenset()),
)
"""Query → all that must be found, and nothing else."""

EMPTY = ("", "   ", "\x00", "%", "_", "\\", "%_\\'\";--", '"', "*", '""', "( )", "?!…", "\u200b", "🎬", "'", "^", "-", "+")
"""Queries without a word: nothing is found."""

HOSTILE = (
    "e e e e",
    "e " * 5_000,
    "a b c d e f g h",
    "x" * 10_000,
    "word " * 2_000,
    "ferry\x00",
    '"ferry',
    '"ferry" OR "market"',
    "ferry*",
    "* ferry",
    "NEAR(last ferry, 2)",
    "NEAR(",
    "main:ferry",
    "main : ferry",
    "{main} : ferry",
    "ferry AND",
    "ferry OR",
    "NOT ferry",
    "- ferry",
    "^ferry",
    "ferry' OR '1'='1",
    "'; DROP TABLE catalog_title; --",
    "ferry & market",
    "ferry | !market",
    "ferry <-> market",
    "ferry:*",
    "ferry:A",
    "%ferry%",
    "f_rry",
    "ferry\\",
    "\\' ferry",
    "(((((((((",
    "ﷺ" * 200,
    "\u0301" * 500,
    "f\u0301\u0302\u0303\u0304e\u0301rry",
    "\ud800",
    "東" * 5_000,
    "1 2 3 4 5 6 7 8 9",
    "\r\n\t ferry \v",
)
"""Queries that somebody may send to find out what breaks."""

FERRIES = ('"ferry', "ferry*", "* ferry", "ferry\x00", "^ferry", "%ferry%", "ferry\\", "ferry:*", "\r\n\t ferry \v", "- ferry")
"""Hostile queries that are the word "ferry" for all that."""
