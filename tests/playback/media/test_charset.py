"""Charsets of subtitle files."""

import pytest

from playback.media.captions import subtitles_read
from playback.media.captions.charset import text_decode

SPOKEN = {
    "de": (["Wo warst du gestern Abend?", "Schließ die Tür, es ist kühl.", "Grüß deine Mutter."], ["cp1252"]),
    "fr": (["Où étais-tu hier soir ?", "Je t'ai cherché partout.", "Ça ne va pas être possible."], ["cp1252"]),
    "pl": (
        ["Gdzie byłeś wczoraj?", "Szukałem cię wszędzie.", "Cześć, dziękuję bardzo."],
        ["cp1250", "iso8859-2"],
    ),
    "cs": (["Kde jsi byl včera večer?", "Všude jsem tě hledal.", "Zavři dveře, je zima, šéfe."], ["cp1250"]),
    "ru": (["Где ты был вчера вечером?", "Я тебя везде искал.", "Это невозможно."], ["cp1251", "koi8-r", "cp866"]),
    "uk": (["Де ти був учора ввечері?", "Я тебе всюди шукав.", "Дякую, мої друзі."], ["cp1251"]),
    "el": (["Πού ήσουν χθες το βράδυ;", "Σε έψαχνα παντού.", "Αυτό δεν γίνεται."], ["cp1253"]),
    "tr": (["Dün akşam neredeydin?", "Seni her yerde aradım.", "Kapıyı kapat, çok soğuk."], ["cp1254"]),
    "he": (["איפה היית אתמול בערב?", "חיפשתי אותך בכל מקום.", "זה לא אפשרי."], ["cp1255"]),
    "ar": (["أين كنت مساء أمس؟", "بحثت عنك في كل مكان.", "هذا غير ممكن."], ["cp1256"]),
    "th": (["เมื่อคืนนี้คุณอยู่ที่ไหน", "ฉันตามหาคุณไปทั่ว", "ปิดประตูด้วย ที่นี่หนาว"], ["cp874"]),
    "vi": (["Nhà bạn đâu?", "Tôi là bạn của anh.", "Cà phê cho tôi nhé."], ["cp1258"]),
    "zh": (["你昨天晚上在哪里？", "我到处找你。", "这不可能，相信我。"], ["gbk", "gb18030"]),
    "zh-TW": (["你昨天晚上在哪裡？", "我到處找你。", "這不可能，相信我。"], ["big5"]),
    "ja": (["昨日の夜はどこにいたの？", "あなたを探したよ。", "信じてくれ。"], ["shift_jis", "euc-jp", "iso2022_jp"]),
    "ko": (["어젯밤에 어디 있었어?", "너를 찾아다녔어.", "그럴 리가 없어."], ["cp949"]),
}
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
CASES = [(code, name) for code, (_, names) in SPOKEN.items() for name in (*names, *UNICODE)]


def spoken(language: str) -> str:
    """A short SubRip file."""
    lines = enumerate(SPOKEN[language][0], 1)
    return "\n".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{line}\n" for n, line in lines)


def encoded(text: str, name: str) -> bytes:
    """Bytes; Vietnamese has its tones apart (Windows-1258)."""
    if name != "cp1258":
        return text.encode(name)
    tones = {"ạ": "a\u0323", "ồ": "ô\u0300", "ủ": "u\u0309"}
    return "".join(tones.get(one, one) for one in text.replace("ò", "o\u0300")).encode(name)


def words(data: bytes, language: str) -> list[str]:
    """The captions' texts."""
    captions = subtitles_read(data, ".srt", "a.srt", language).captions
    return [one.text for one in captions]


@pytest.mark.parametrize(("language", "name"), CASES)
@pytest.mark.parametrize("hinted", [True, False])
def test_a_short_file_is_read_by_its_charset_with_and_without_its_language(
    language: str, name: str, hinted: bool
) -> None:
    assert words(encoded(spoken(language), name), language if hinted else "") == SPOKEN[language][0]


@pytest.mark.parametrize(
    ("language", "name"), [(code, name) for code, name in CASES if not name.startswith(("utf-", "iso2022"))]
)
@pytest.mark.parametrize("bad", [b"\xff", b"\x81"])
def test_a_bad_byte_costs_a_line_s_characters_at_most_and_is_told(language: str, name: str, bad: bytes) -> None:
    first, _, third = SPOKEN[language][0]
    data = encoded(spoken(language), name)
    place = data.index(encoded(SPOKEN[language][0][1], name)) + 4
    read = words(data[:place] + bad + data[place + 1 :], language)
    assert (read[0], read[2]) == (first, third) and len(read) == 3


@pytest.mark.parametrize(("place", "text"), [(0, "\ufffdrüße"), (2, "Gr\ufffdße"), (3, "Gr\ufffdße")])
def test_a_bad_byte_in_utf_8_costs_one_character(place: int, text: str) -> None:
    data = "1\n00:00:01,000 --> 00:00:02,000\nüäöß\nGrüße\n".encode()
    start = data.index(b"Gr")
    found = subtitles_read(data[: start + place] + b"\xff" + data[start + place + 1 :], ".srt", "a.srt", "de")
    assert found.captions[0].text == f"üäöß\n{text}" and found.charset == "utf-8"
    assert found.warnings == ("line 4: bytes that are not utf-8",)


def test_a_bad_byte_among_chinese_costs_one_character() -> None:
    data = "1\n00:00:01,000 --> 00:00:02,000\n你昨天晚上在哪里\n我到处找你\n这不可能\n".encode("gbk")
    lead = data.index("晚".encode("gbk"))
    found = subtitles_read(data[:lead] + b"\xff" + data[lead + 1 :], ".srt", "a.srt", "zh")
    assert found.captions[0].text == "你昨天\ufffd上在哪里\n我到处找你\n这不可能"


def test_a_file_cut_within_a_character_keeps_the_others() -> None:
    data = spoken("ru").encode()
    assert words(data[: data.rindex("о".encode()) + 1], "ru")[:2] == SPOKEN["ru"][0][:2]


def test_a_wrong_latin_language_does_not_turn_other_scripts_into_letters_with_accents() -> None:
    assert words(spoken("ru").encode("cp1251"), "en") == SPOKEN["ru"][0]
    assert words(spoken("zh").encode("gbk"), "de") == SPOKEN["zh"][0]


@pytest.mark.parametrize(
    ("data", "language", "charset"),
    [
        (b"plain", "ru", "utf-8"),
        (b"", "", "utf-8"),
        ("Привет, мир".encode("cp1251"), "ru", "cp1251"),
        ("Привет, мир".encode("koi8-r"), "ru", "koi8-r"),
        ("café".encode("cp1252"), "fr", "cp1252"),
        ("Cześć, żółw".encode("cp1250"), "pl", "cp1250"),
        ("“quoted” – it’s".encode("cp1252"), "en", "cp1252"),
        ("謝謝".encode("big5"), "zh-Hant-HK", "big5"),
    ],
)
def test_the_charset_that_was_used_is_said(data: bytes, language: str, charset: str) -> None:
    assert text_decode(data, language) == (data.decode(charset), charset)
