"""Subtitle formats, and captions moved in time."""

import pytest

from playback.media.captions import Caption, NoCaptions, Reading, captions_write, subtitles_read
from trendflix.core.errors import UserError

ASS = """[Script Info]
Title: x
PlayResX: 640
PlayResY: 360
[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial
Style: Bad,Arial,not a size
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,not shown
Dialogue: 0,0:00:03.50,0:00:05.00,Default,,0,0,0,,{\\an8\\c&H00FF00&}Second, with a comma\\Nand a line
Dialogue: 1,0:00:03.50,0:00:05.00,Default,,0,0,0,,{\\an8}Second, with a comma\\Nand a line
Dialogue: 0,0:00:01.00,0:00:02.25,Default,,0,0,0,,{\\i1}First{\\i0} <b>&\\hmore
Dialogue: 0,0:00:06.00,0:00:07.00,Default,,0,0,0,,{\\p1}m 0 0 l 100 0 100 100{\\p0}
Dialogue: 0,0:00:07.00,0:00:07.50,Bad,,0,0,0,,{\\pos(620,20)\\p1}m 0 0 l 1 0{\\p0}Beside a drawing
Dialogue: 0,0:00:08.00,0:00:08.00,Default,,0,0,0,,no time
Dialogue: 0,bad,0:00:08.00,Default,,0,0,0,,no start
[Fonts]
Dialogue: 0,0:00:09.00,0:00:10.00,Default,,0,0,0,,not an event
"""
SSA = (
    ASS.replace("[V4+ Styles]", "[V4 Styles]").replace("Layer,", "Marked,").replace("Dialogue: 0", "Dialogue: Marked=0")
)


def srt(text: str) -> Reading:
    """SubRip text, read."""
    return subtitles_read(text.encode(), ".srt", "a.srt")


def cue(words: str, times: str = "00:00:01,000 --> 00:00:02,000") -> Caption:
    """The one caption of a SubRip file with these words."""
    (one,) = srt(f"1\n{times}\n{words}\n").captions
    return one


@pytest.mark.parametrize(("text", "suffix"), [(ASS, ".ass"), (SSA, ".ssa"), (ASS, ".srt")])
def test_scripts_lose_their_styling_and_drawings_and_keep_their_words_and_places(text: str, suffix: str) -> None:
    found = subtitles_read(text.encode(), suffix, "a")
    assert found.captions == (
        Caption(1.0, 2.25, "First &lt;b&gt;&amp; more"),
        Caption(3.5, 5.0, "Second, with a comma\nand a line", "line:0"),
        Caption(7.0, 7.5, "Beside a drawing", "line:0 position:95% align:end"),
    )
    assert [words.split(":")[0] for words in found.warnings] == ["line 17", "line 18"]
    assert "“no start”" in found.warnings[1]


def test_the_place_of_a_script_s_style_holds_for_its_lines() -> None:
    style = "Style: Top,Arial,20,&H0,&H0,&H0,&H0,0,0,0,0,100,100,0,0,1,2,2,8,10,10,10,1"
    event = "Dialogue: 0,0:00:01.00,0:00:02.00,Top,,0,0,0,,Up"
    text = f"[V4+ Styles]\n{style}\n[Events]\n{event}\n{event.replace('Up', '{an2}Down')}".replace("{an2}", "{\\an2}")
    up, down = subtitles_read(text.encode(), ".ass", "a").captions
    assert (up.settings, down.settings) == ("line:0", "")


def test_a_script_s_columns_may_stand_in_another_order() -> None:
    text = "[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,One, two\n"
    assert subtitles_read(text.encode(), ".ass", "a").captions == (Caption(1, 2, "One, two"),)


def test_a_script_without_events_is_refused() -> None:
    with pytest.raises(UserError, match=r"a.ass: not a SubStation Alpha script"):
        subtitles_read(b"[Script Info]\n", ".ass", "a.ass")
    with pytest.raises(NoCaptions, match="holds no line"):
        subtitles_read(b"[Events]\n", ".ass", "a.ass")


@pytest.mark.parametrize(
    ("words", "text", "place"),
    [
        (r"{\an8}Top", "Top", "line:0"),
        (r"{\a6}Top", "Top", "line:0"),
        (r"{\an5}Middle", "Middle", "line:45%"),
        (r"{\an7\c&H00&}Corner", "Corner", "line:0 position:5% align:start"),
        (r"{\an3}Corner", "Corner", "position:95% align:end"),
        (r"{\an2}Usual", "Usual", ""),
        (r"{ \an8 }Spaced", "Spaced", "line:0"),
        (r"{an8}Without a stroke", "Without a stroke", "line:0"),
        (r"{\pos(192,20)}Point", "Point", "line:0"),
        (r"{\i1}Slanted{\i0}{\fad(100,200)}", "Slanted", ""),
        ("{y:i}MicroDVD's", "MicroDVD's", ""),
        ("{laughs} Words", "{laughs} Words", ""),
    ],
)
def test_override_tags_of_subrip_are_places_or_are_left_out(words: str, text: str, place: str) -> None:
    assert (cue(words).text, cue(words).settings) == (text, place)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("I <3 you", "I &lt;3 you"),
        ("a<b and c>d", "a&lt;b and c&gt;d"),
        ("<i>it</i> <B>bold</B> <u>u</u>", "<i>it</i> <b>bold</b> <u>u</u>"),
        ('<font color="#ff0">red</font>', "red"),
        ("<FONT COLOR=red>red</FONT>", "red"),
        ("one<br/>two", "one\ntwo"),
        ("<music>", "&lt;music&gt;"),
        ("Q&A &amp; &lt;b&gt; &#9834;", "Q&amp;A &amp; &lt;b&gt; ♪"),
        ("A --> B", "A --&gt; B"),
        ("one\n\ntwo", "one\ntwo"),
        ("Year\n1984", "Year\n1984"),
    ],
)
def test_words_of_subrip_stay_words(words: str, text: str) -> None:
    assert cue(words).text == text


@pytest.mark.parametrize(
    ("times", "start", "end"),
    [
        ("00:00:01.5 --> 00:00:02", 1.5, 2),
        ("0:1:2,3 --> 0:1:4,25", 62.3, 64.25),
        ("00:00:10,500-->00:00:12", 10.5, 12),
        ("00:02,000 --> 00:02,500", 2, 2.5),
        ("-00:00:00,500 --> 00:00:01,500", -0.5, 1.5),
        ("00:00:01:500 --> 00:00:02:500", 1.5, 2.5),
        ("00:00:01,000 -> 00:00:02,000", 1, 2),
        ("00:00:01,000 → 00:00:02,000", 1, 2),
        ("00: 00: 01, 000 --> 00: 00: 02, 000", 1, 2),
        ("00:00:01,000 --> 00:00:02,000 X1:100 X2:200 Y1:1 Y2:2", 1, 2),
        ("0:00:01.000,0:00:02.000", 1, 2),
        ("00:00:01,000 -- 00:00:02,000", 1, 2),
        ("00:00:01,000 to 00:00:02,000", 1, 2),
        ("\u200f00:00:01,000 --> 00:00:02,000\u200f", 1, 2),
        ("00:00:01,000", None, None),
        ("OO:00:01,000 --> 00:00:02,000", None, None),
        ("100:00:01,000 --> 00:00:02,000", None, None),
    ],
)
def test_odd_times_are_read_or_told(times: str, start: float | None, end: float | None) -> None:
    found = srt(f"1\n00:00:00,000 --> 00:00:00,100\nBefore\n\n2\n{times}\nWords\n")
    shown = [(one.start, one.end) for one in found.captions if one.text == "Words"]
    assert shown == ([(start, end)] if start is not None else [])
    assert [words[:6] for words in found.warnings] == ([] if shown else ["line 6"])


@pytest.mark.parametrize(
    ("times", "end"),
    [("00:00:05,000 --> 00:00:03,000", 8), ("00:00:05,000 -->", 8), ("00:00:08,000 --> 00:00:0x,0", 10)],
)
def test_a_caption_without_a_usable_end_lasts_until_the_next_one_and_is_told(times: str, end: float) -> None:
    found = srt(f"1\n{times}\nWords\n\n2\n00:00:10,000 --> 00:00:11,000\nNext\n")
    assert found.captions[0].end == end and found.captions[1].text == "Next"
    assert len(found.warnings) == 1 and found.warnings[0].startswith("line 2: ")


def test_words_whose_times_cannot_be_read_are_told_and_go_to_no_other_caption() -> None:
    found = srt(
        "1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:0x:03,000 --> 00:00:04,000\nLost\n\n3\n00:05 --> 00:06\nC"
    )
    assert [one.text for one in found.captions] == ["A", "C"]
    assert found.warnings == (
        "line 6: no times that can be read in “00:0x:03,000 --> 00:00:04,000”; its words are left out.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "\n\n1\n00:00:01,000 --> 00:00:02,000\na\n\n2\n00:00:03,000 --> 00:00:04,000\nb\n",
        "00:00:01,000 --> 00:00:02,000\na\n\n00:00:03,000 --> 00:00:04,000\nb",
        "1\n\n00:00:01,000 --> 00:00:02,000\n\na\n\n2\n\n00:00:03,000 --> 00:00:04,000\n\nb\n",
        "1\r\r\n00:00:01,000 --> 00:00:02,000\r\r\na\r\r\n\r\r\n2\r\r\n00:00:03,000 --> 00:00:04,000\r\r\nb",
        "1\r00:00:01,000 --> 00:00:02,000\ra\r\r2\r00:00:03,000 --> 00:00:04,000\rb",
        "1\n00:00:01,000 --> 00:00:02,000\na\n2\n00:00:03,000 --> 00:00:04,000\nb\n\n3\n",
        "7\n00:00:03,000 --> 00:00:04,000\nb\n\n7\n00:00:01,000 --> 00:00:02,000\na\n",
        "1\n00:00:01,000 --> 00:00:02,000\na\n\n\ufeff2\n00:00:03,000 --> 00:00:04,000\nb\n",
        "\ufeff1\n00:00:01,000 --> 00:00:02,000\na\n \n2\n00:00:03,000 --> 00:00:04,000\nb\n\n3\n\n",
    ],
)
def test_counters_and_blank_lines_may_be_anywhere_or_missing(text: str) -> None:
    found = srt(text)
    assert found.captions == (Caption(1, 2, "a"), Caption(3, 4, "b")) and found.warnings == ()


def test_captions_that_overlap_stay_as_they_are() -> None:
    found = srt("1\n00:00:01,000 --> 00:00:04,000\na\n\n2\n00:00:02,000 --> 00:00:03,000\nb\n")
    assert [(one.start, one.end) for one in found.captions] == [(1, 4), (2, 3)]


def test_numbers_that_are_spoken_are_no_counters() -> None:
    found = srt("00:00:01,000 --> 00:00:02,000\nNine\n8\n\n00:00:03,000 --> 00:00:04,000\n7\n\n00:05 --> 00:06\n6\n")
    assert [one.text for one in found.captions] == ["Nine\n8", "7", "6"]


@pytest.mark.parametrize("text", ["words", "{1}{25}MicroDVD\n{30}{50}counts frames\n"])
def test_a_file_without_times_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(UserError, match=r"a\.srt: not a valid \.srt file, no line of it has times\."):
        srt(text)


def test_not_more_is_told_than_people_read() -> None:
    found = srt("".join(f"{n}\n00:00:{n:02d},000 -->\nwords\n\n" for n in range(1, 31)))
    assert len(found.captions) == 30 and len(found.warnings) == 21 and found.warnings[-1] == "… and 10 more."


def test_webvtt_keeps_its_settings_styles_regions_and_tags_and_loses_its_comments() -> None:
    text = (
        "WEBVTT - a title\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n\nNOTE not\nshown\n\n"
        "STYLE\n::cue { color: red }\n\nREGION\nid:low\nlines:2\n\n"
        "name\n00:01.000 --> 00:02.000 line:0 align:start region:low\n<v Ann>I <3 <c.red>you</c> &amp; me\n"
    )
    found = subtitles_read(text.encode(), ".vtt", "a.vtt")
    (one,) = found.captions
    assert one == Caption(1, 2, "<v Ann>I &lt;3 <c.red>you</c> &amp; me", "line:0 align:start region:low")
    written = captions_write(found.captions, 0, found.blocks)
    assert written.startswith("WEBVTT\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:low\nlines:2\n\n00:00:01.000 --> ")
    assert subtitles_read(written.encode(), ".vtt", "a.vtt") == found


def test_webvtt_with_times_of_subrip_is_read_and_what_has_none_is_told() -> None:
    text = "WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nA\n\nwords\nwithout times\n\n00:03.000 --> 00:04.000\n{\\an8}B\n"
    found = subtitles_read(text.encode(), ".vtt", "a.vtt")
    assert found.captions == (Caption(1, 2, "A"), Caption(3, 4, "B", "line:0"))
    assert found.warnings == ("line 6: no times that can be read at “words”; left out.",)


@pytest.mark.parametrize(
    ("text", "suffix"), [("WEBVTT\n\n00:01.000 --> 00:02.000\nA\n", ".srt"), ("1\n0:01 --> 0:02\nA", ".vtt")]
)
def test_a_wrong_suffix_does_not_matter(text: str, suffix: str) -> None:
    assert subtitles_read(text.encode(), suffix, f"a{suffix}").captions == (Caption(1, 2, "A"),)


def test_captions_move_by_the_offset_and_none_starts_before_the_film() -> None:
    captions = [Caption(1, 2, "A"), Caption(3, 5, "B<00:00:04.000>C")]
    assert "00:00:02.500 --> 00:00:03.500\nA" in captions_write(captions, 1.5)
    early = captions_write(captions, -4)
    assert "A" not in early and "00:00:00.000 --> 00:00:01.000\nB<00:00:00.000>C" in early


def test_what_is_written_is_read_again() -> None:
    captions = (Caption(0.5, 2, "One\ntwo"), Caption(3725.25, 3726, "Late &lt;3"))
    assert subtitles_read(captions_write(captions).encode(), ".vtt", "x").captions == captions


@pytest.mark.parametrize("text", ["A\n\nB", "00:01 --> 00:02"])
def test_no_text_can_end_a_caption(text: str) -> None:
    escaped = text.replace("\n", r"\N")
    data = f"[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,{escaped}".encode()
    (one,) = subtitles_read(data, ".ass", "a").captions
    assert subtitles_read(captions_write([one]).encode(), ".vtt", "x").captions == (one,)


@pytest.mark.parametrize("piece", ["<", "< ", "{", "{\\", "{y:", "<font a=", "&", " ", "0:", "-->", "<v "])
@pytest.mark.parametrize("suffix", [".srt", ".ass", ".vtt"])
def test_no_text_takes_long_to_read(piece: str, suffix: str) -> None:
    heads = {".srt": "1\n00:00:01,000 --> 00:00:02,000\n", ".vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n"}
    head = heads.get(suffix, "[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,")
    data = (head + "x" + piece * (200_000 // len(piece))).encode()
    try:
        assert subtitles_read(data, suffix, "a").captions
    except NoCaptions:
        assert suffix == ".ass"
