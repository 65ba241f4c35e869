"""Media playlists: what is read of them, and what is not believed."""

from pathlib import Path

import pytest

from playback.media.playlist import Segment, media_playlist, segments_of

HEAD = '#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:4\n#EXT-X-MAP:URI="0.m4s",BYTERANGE="10@0"\n'


def playlist(*segments: tuple[float, int, int], end: bool = True) -> str:
    """A media playlist with segments of (seconds, bytes, first byte)."""
    rows = [f"#EXTINF:{seconds:.6f},\n#EXT-X-BYTERANGE:{size}@{start}\n0.m4s" for seconds, size, start in segments]
    return HEAD + "\n".join([*rows, *(["#EXT-X-ENDLIST"] if end else []), ""])


def test_segments_have_their_length_and_their_place() -> None:
    assert segments_of(playlist((4.0, 100, 10), (2.5, 50, 110))) == [Segment(4.0, 100, 10), Segment(2.5, 50, 110)]


def test_rates_leave_out_a_last_segment_of_a_few_frames(tmp_path: Path) -> None:
    (tmp_path / "0.m3u8").write_text(playlist((4.0, 4000, 10), (4.0, 2000, 4010), (0.04, 4000, 6010)))
    found = media_playlist(tmp_path / "0.m3u8")
    assert found is not None and found.seconds == pytest.approx(8.04)
    assert (found.peak, found.average) == (9951, 9951)  # the average of all: more than any long segment's rate


def test_a_film_of_a_few_frames_has_a_rate(tmp_path: Path) -> None:
    (tmp_path / "0.m3u8").write_text(playlist((0.04, 100, 10)))
    found = media_playlist(tmp_path / "0.m3u8")
    assert found is not None and found.peak == 20_000


@pytest.mark.parametrize(
    "text",
    [
        playlist((4.0, 100, 10), end=False),
        playlist((4.0, 100, 10)).replace("@10", ""),
        playlist((4.0, 100, 10)).replace("100@", "many@"),
        playlist((4.0, 100, 10)).replace("4.000000", "long"),
        HEAD + "#EXT-X-ENDLIST\n",
        "\0\1\2",
    ],
)
def test_what_is_not_ended_or_not_readable_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "0.m3u8").write_text(text)
    assert media_playlist(tmp_path / "0.m3u8") is None


@pytest.mark.parametrize(("size", "whole"), [(110, True), (109, False)])
def test_a_file_shorter_than_its_playlist_is_cut(tmp_path: Path, size: int, whole: bool) -> None:
    (tmp_path / "0.m3u8").write_text(playlist((4.0, 100, 10)))
    (tmp_path / "0.m4s").write_bytes(bytes(size))
    assert (media_playlist(tmp_path / "0.m3u8") is not None) == whole
