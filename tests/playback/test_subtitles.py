"""Subtitle files."""

import pytest

from playback.models import Subtitle, Video
from playback.services import subtitle_add
from playback.services.subtitles import MOST_BYTES, subtitle_text
from trendflix.errors import UserError

SRT = "1\n00:00:01,000 --> 00:00:02,500\nHello, café\n"
VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nHello\n"


def test_srt_becomes_webvtt() -> None:
    text = subtitle_text(SRT.encode(), "a.srt")
    assert text.startswith("WEBVTT") and "00:00:01.000 --> 00:00:02.500" in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_common_encodings_are_read(encoding: str) -> None:
    assert "café" in subtitle_text(SRT.encode(encoding), "a.srt")


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"words", "a.txt", "subtitles are .vtt, .srt, .ass or .ssa"),
        (b"words", "a.vtt", "not a valid .vtt"),
        (b"WEBVTT\n", "a.vtt", "holds no line"),
        (b"x" * (MOST_BYTES + 1), "a.srt", "more than 5 MiB"),
    ],
)
def test_other_files_are_refused_with_a_reason(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        subtitle_text(data, name)


def test_a_track_is_named_by_its_row_whatever_language_and_name_say(video: Video) -> None:
    track = subtitle_add(video, VTT.encode(), "../../evil.vtt", "../../../etc")
    assert track.path == video.folder / "subtitles" / f"{track.pk}.vtt"
    assert track.path.read_text().startswith("WEBVTT")


def test_a_second_file_in_a_language_replaces_the_first(video: Video) -> None:
    subtitle_add(video, VTT.encode(), "a.vtt", "en")
    subtitle_add(video, VTT.replace("Hello", "Bye").encode(), "a.vtt", "en")
    assert "Bye" in Subtitle.objects.get().path.read_text()
