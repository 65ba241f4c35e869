"""Subtitle formats, and captions moved in time."""

import pytest

from playback.captions import Caption, captions_read, captions_write
from trendflix.errors import UserError

ASS = """[Script Info]
Title: x
[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,not shown
Dialogue: 0,0:00:03.50,0:00:05.00,Default,,0,0,0,,{\\an8\\c&H00FF00&}Second, with a comma\\Nand a line
Dialogue: 0,0:00:01.00,0:00:02.25,Default,,0,0,0,,{\\i1}First{\\i0} <b>&\\hmore
Dialogue: 0,0:00:06.00,0:00:07.00,Default,,0,0,0,,{\\p1}m 0 0 l 100 0 100 100{\\p0}
Dialogue: 0,0:00:08.00,0:00:08.00,Default,,0,0,0,,no time
Dialogue: 0,bad,0:00:08.00,Default,,0,0,0,,no start
[Fonts]
Dialogue: 0,0:00:09.00,0:00:10.00,Default,,0,0,0,,not an event
"""
SSA = (
    ASS.replace("[V4+ Styles]", "[V4 Styles]").replace("Layer,", "Marked,").replace("Dialogue: 0", "Dialogue: Marked=0")
)


@pytest.mark.parametrize(("text", "suffix"), [(ASS, ".ass"), (SSA, ".ssa")])
def test_scripts_lose_their_styling_and_drawings_and_keep_their_words(text: str, suffix: str) -> None:
    assert captions_read(text.encode(), suffix, "a") == [
        Caption(1.0, 2.25, "First &lt;b&gt;&amp; more"),
        Caption(3.5, 5.0, "Second, with a comma\nand a line"),
    ]


def test_a_script_without_events_is_refused() -> None:
    with pytest.raises(UserError, match=r"a.ass: not a SubStation Alpha script"):
        captions_read(b"[Script Info]\n", ".ass", "a.ass")
    with pytest.raises(UserError, match="holds no line"):
        captions_read(b"[Events]\n", ".ass", "a.ass")


def test_places_on_the_screen_are_kept() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000 line:0 align:start\n<v Ann>Hi</v>\n"
    (one,) = captions_read(text.encode(), ".vtt", "a.vtt")
    assert "line:0" in one.settings and one.text == "<v Ann>Hi</v>"
    assert "00:00:01.000 --> 00:00:02.000 " in captions_write([one])


def test_captions_move_by_the_offset_and_none_starts_before_the_film() -> None:
    captions = [Caption(1, 2, "A"), Caption(3, 5, "B")]
    assert "00:00:02.500 --> 00:00:03.500\nA" in captions_write(captions, 1.5)
    early = captions_write(captions, -4)
    assert "A" not in early and "00:00:00.000 --> 00:00:01.000\nB" in early


def test_what_is_written_is_read_again() -> None:
    captions = [Caption(0.5, 2, "One\ntwo"), Caption(3725.25, 3726, "Late")]
    assert captions_read(captions_write(captions).encode(), ".vtt", "x") == captions


@pytest.mark.parametrize("text", ["A\n\nB", "00:01 --> 00:02"])
def test_no_text_can_end_a_caption(text: str) -> None:
    data = f"[Events]\nDialogue: 0:00:01.00,0:00:02.00,{text}".replace("\n\n", r"\N\N").encode()
    (one,) = captions_read(data, ".ass", "a")
    assert captions_read(captions_write([one]).encode(), ".vtt", "x") == [one]
