"""Finds a subtitle file's character encoding: BOM, then UTF-8, then detection with the track's language as a hint."""

import codecs
import re
import unicodedata

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CENTRAL, CYRILLIC, BALTIC = ("cp1250", "iso8859-2"), ("cp1251", "koi8-r", "cp866", "iso8859-5"), ("cp1257",)
ARABIC, WESTERN = ("cp1256", "iso8859-6"), ("cp1252", "iso8859-15")
JAPANESE = ("shift_jis_2004", "cp932", "euc_jis_2004")
BY_LANGUAGE = {
    **dict.fromkeys(("pl", "cs", "sk", "hu", "ro", "sl", "hr", "bs", "sq"), CENTRAL),
    **dict.fromkeys(("ru", "bg", "be", "mk"), CYRILLIC),
    **dict.fromkeys(("lt", "lv", "et"), BALTIC),
    **dict.fromkeys(("ar", "fa", "ur"), ARABIC),
    **dict.fromkeys(("en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "no", "nb", "nn"), WESTERN),
    **dict.fromkeys(("fi", "is", "ca", "gl", "eu", "ga", "id", "ms"), WESTERN),
    "uk": ("cp1251", "koi8-u", "cp866", "iso8859-5"),
    "sr": ("cp1251", "cp1250", "iso8859-5", "iso8859-2"),
    "tr": ("cp1254",),
    "az": ("cp1254", "cp1251"),
    "el": ("cp1253", "iso8859-7"),
    "he": ("cp1255", "iso8859-8"),
    "vi": ("cp1258",),
    "th": ("cp874",),
    "zh": ("gb18030", "big5hkscs"),
    "zh-tw": ("big5hkscs", "gb18030"),
    "zh-hk": ("big5hkscs", "gb18030"),
    "zh-hant": ("big5hkscs", "gb18030"),
    "ja": JAPANESE,
    "ko": ("cp949",),
}
CANDIDATES = tuple(sorted({name for names in BY_LANGUAGE.values() for name in names}))
LATIN = {*WESTERN, *CENTRAL, *BALTIC, "cp1254", "cp1258"}
WITHOUT_VARIANTS = {"shift_jis_2004": "cp932", "euc_jis_2004": "euc-jp", "big5hkscs": "big5"}
"""Detection's names of supersets, to the encoding in use, where that one has all of the bytes."""
MULTIBYTE = {"gb18030", "big5", "big5hkscs", "cp932", "shift_jis_2004", "euc-jp", "euc_jis_2004", "cp949"}
RESYNCHRONISE, MAX_RESYNCHRONISED = "subtitles.resynchronise", 200
MAX_SAMPLE = 100_000
MAX_BAD_SHARE = 0.1
UNRELATED_FACTOR = 5.0
"""How much surer detection must be of another script than a Latin language's own to be believed over it."""
GUESS = 0.05
"""Below, detection of so few letters is a guess, and a language's commonest encoding a better one."""
INVALID_UTF8 = re.compile("[\udc80-\udcff]+")


def text_decode(data: bytes, language: str = "") -> tuple[str, str]:
    """The text of a file's bytes, and the Python codec that read it; ``language`` (BCP 47) is a hint.

    Never fails: bytes that the encoding does not have become U+FFFD, one for each run of them.
    """
    for mark, codec in BOMS:
        if data.startswith(mark):
            return data.decode(codec, "replace"), codec
    codec = _unmarked(data, language)
    text = _lenient(data, codec)
    return (unicodedata.normalize("NFC", text) if codec == "cp1258" else text), codec  # its tones stand apart


def _lenient(data: bytes, codec: str) -> str:
    if codec == "utf-8":
        return INVALID_UTF8.sub("\ufffd", data.decode(codec, "surrogateescape"))
    return data.decode(codec, RESYNCHRONISE if codec in MULTIBYTE else "replace")


def _resynchronise(error: UnicodeError) -> tuple[str, int]:
    """Decoding goes on behind one bad byte or two, whichever leaves fewer bad ones in the line.

    Where a lead byte was lost its trail byte would otherwise pair with every one after it.
    """
    if not isinstance(error, UnicodeDecodeError):
        raise error
    rest = error.object[error.start : error.start + MAX_RESYNCHRONISED].split(b"\n")[0]
    skipped = min((1, 2), key=lambda count: _bad(rest[count:], error.encoding))
    return "\ufffd", min(error.start + skipped, len(error.object))


codecs.register_error(RESYNCHRONISE, _resynchronise)


def _unmarked(data: bytes, language: str) -> str:
    if b"\0" in data[:MAX_SAMPLE]:
        return _wide(data[:MAX_SAMPLE])
    if b"\x1b$" in data:
        return "iso2022_jp_2"
    if _is_utf8(data):
        return "utf-8"
    return _detected(_sample(data), language)


def _wide(data: bytes) -> str:
    """UTF-16 or UTF-32 without a BOM, by where the zero bytes of ASCII characters and of high halves lie."""
    zeros = [data[place::4].count(0) for place in range(4)]
    most = 0.9 * (len(data) // 4)
    if min(zeros[2:]) >= most:
        return "utf-32-le"
    if min(zeros[:2]) >= most:
        return "utf-32-be"
    return "utf-16-le" if zeros[1] + zeros[3] >= zeros[0] + zeros[2] else "utf-16-be"


def _is_utf8(data: bytes) -> bool:
    """Whether it is UTF-8, but for a few bytes: at most one for every two in characters that are right."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return True
    text = data.decode("utf-8", "surrogateescape")
    bad = sum("\udc80" <= character <= "\udcff" for character in text)
    right = len(data) - bad - sum(character < "\x80" for character in text)
    return 2 * bad <= right


def _sample(data: bytes) -> bytes:
    """The lines that tell encodings apart: those that are not ASCII."""
    return b"\n".join(line for line in data.splitlines() if not line.isascii())[:MAX_SAMPLE]


def _detected(sample: bytes, language: str) -> str:
    own = _of_language(language)
    found, sure = _best(sample, CANDIDATES)
    if own and found not in own:
        hinted, hinted_sure = _best(sample, own)
        foreign = set(own) <= LATIN and found not in LATIN and sure > UNRELATED_FACTOR * hinted_sure
        found, sure = (found, sure) if foreign else (hinted, hinted_sure)
    if own and sure < GUESS and not _bad(sample, own[0]):
        found = own[0]
    usual = WITHOUT_VARIANTS.get(found, found)
    return usual if _bad(sample, usual) <= _bad(sample, found) else found


def _of_language(language: str) -> tuple[str, ...]:
    """Encodings in use for a language, most common first; none where it is not known."""
    code = language.lower().replace("_", "-")
    while code:
        if code in BY_LANGUAGE:
            return BY_LANGUAGE[code]
        code = code.rpartition("-")[0]
    return ()


def _best(sample: bytes, names: tuple[str, ...]) -> tuple[str, float]:
    """The likeliest of some encodings, and how sure that is, 0 to 1; it may lack a few of the bytes."""
    found, sure = _rate(sample, names)
    rated = [(found, sure / 2 if found and _bad(sample, found) else sure)]
    for name in names:
        clean = _without_bad(sample, name)
        if clean is not None:
            rated += [one for one in [_rate(clean, names)] if one[0] == name]
    found, sure = max(rated, key=lambda one: one[1])
    return (found, sure) if found else (min(names, key=lambda name: _bad(sample, name)), 0.0)


def _rate(sample: bytes, names: tuple[str, ...]) -> tuple[str, float]:
    """What detection takes it for and how sure it is; an empty name where no encoding has all of the bytes."""
    import chardet  # its models take a tenth of a second to load, and pages never need them

    found = chardet.detect(sample, include_encodings=(*names, "ascii"), no_match_encoding="ascii", compat_names=False)
    name = found["encoding"] or "ascii"
    return ("", 0.0) if name == "ascii" else (name, found["confidence"])


def _without_bad(sample: bytes, name: str) -> bytes | None:
    """The lines that an encoding has all bytes of; ``None`` where that is all of them, or where many are not.

    Whole lines, since a stray byte shifts every pair of bytes after it.
    """
    lines = sample.split(b"\n")
    if len(lines) == 1:
        return (sample.decode(name, "ignore").encode(name, "ignore") or None) if _bad(sample, name) == 1 else None
    good = [line for line in lines if not _bad(line, name)]
    most = max(1, MAX_BAD_SHARE * len(lines))
    return b"\n".join(good) if 0 < len(lines) - len(good) <= most else None


def _bad(sample: bytes, name: str) -> int:
    """How many characters are none: bytes that the encoding lacks, and controls that no text has (ISO 6429 C1)."""
    text = sample.decode(name, "replace")
    return sum(character == "\ufffd" or "\x80" <= character <= "\x9f" for character in text)
