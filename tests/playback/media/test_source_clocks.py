"""Films whose length is told wrongly, and whose clocks jump, come out whole: measured on the packaged files."""

from pathlib import Path

import numpy as np
import pytest

from tests.fidelity import lengths, package, rendition_beeps
from tests.odd_clocks import FIRST_BEEP, cut, film, fragments_joined, joined, leaping, shown_text_at
from tests.odd_films import FAST, picture, render
from tests.playback.media.test_sources import at

NEAR = 0.1
"""Seconds: two frames and a packet of sound."""


def assert_length(folder: Path, seconds: float, near: float = NEAR) -> None:
    """All renditions are of this length, by their playlists and by their packets."""
    found = lengths(folder)
    told = [length for pair in found.values() for length in pair]
    assert len(found) > 1 and told == pytest.approx([seconds] * len(told), abs=near), found


def assert_beeps(folder: Path, expected: list[float]) -> None:
    """The beeps stand within 50 ms of where they should."""
    found = rendition_beeps(folder)
    assert len(found) == len(expected) and np.abs(np.array(found) - np.array(expected)).max() < 0.05, found


def seconds_of(count: int) -> list[float]:
    """Where the beeps of so many seconds stand."""
    return [FIRST_BEEP + number for number in range(count)]


def test_sound_longer_than_the_picture_holds_the_last_frame(tmp_path: Path) -> None:
    source = film(tmp_path / "film.mp4", 4, sound=7)
    found, made = package(source, tmp_path)
    assert found.duration == pytest.approx(7, abs=0.05) and found.notes == () and made.notes == []
    assert_length(tmp_path, 7)
    assert_beeps(tmp_path, seconds_of(7))
    assert np.abs(at(tmp_path / "0.m4s", 6.9).astype(int) - at(tmp_path / "0.m4s", 3.97).astype(int)).mean() < 5


def test_subtitles_long_after_the_end_do_not_make_a_film_longer(tmp_path: Path) -> None:
    source = shown_text_at(tmp_path / "film.mkv", film(tmp_path / "plain.mkv", 5), 3600)
    found, _ = package(source, tmp_path)
    assert found.duration == pytest.approx(5, abs=0.05) and found.notes == ()
    assert_length(tmp_path, 5)


@pytest.mark.parametrize("name", ["cut.mkv", "cut.mp4", "cut.ts"])
def test_a_cut_that_keeps_the_clock_of_the_whole_is_as_long_as_what_it_holds(tmp_path: Path, name: str) -> None:
    whole = film(tmp_path / "whole.mkv", 12, "-c:a", "aac")
    source = render(tmp_path / name, "-ss", "7", "-copyts", "-i", str(whole), "-c", "copy")
    found, made = package(source, tmp_path)
    assert found.duration == pytest.approx(5, abs=0.1) and found.notes == () and made.notes == []
    assert_length(tmp_path, 5)
    assert_beeps(tmp_path, seconds_of(5))


def test_chapters_of_a_cut_count_from_where_it_starts(tmp_path: Path) -> None:
    whole = film(tmp_path / "whole.mkv", 12)
    marks = tmp_path / "marks.txt"
    spans = "".join(f"[CHAPTER]\nTIMEBASE=1/1\nSTART={start}\nEND={start + 4}\ntitle={start}\n" for start in (0, 4, 8))
    marks.write_text(f";FFMETADATA1\n{spans}")
    words = ["-ss", "7", "-copyts", "-i", str(whole), "-i", str(marks), "-map_chapters", "1", "-map", "0", "-c", "copy"]
    found, _ = package(render(tmp_path / "cut.mkv", *words), tmp_path)
    assert [(mark.title, round(mark.start)) for mark in found.chapters] == [("4", 0), ("8", 1)]


@pytest.mark.parametrize(("name", "count"), [("part.vob", 3), ("part.ts", 3), ("part.mkv", 2)])
def test_joined_parts_whose_clocks_restart_are_all_there(tmp_path: Path, name: str, count: int) -> None:
    codecs = ["-c:v", "mpeg2video", "-c:a", "mp2", "-ac", "2"] if name.endswith("vob") else []
    part = film(tmp_path / name, 4, *codecs)
    found, _ = package(joined(tmp_path / f"whole{part.suffix}", *[part] * count), tmp_path)
    assert found.duration == pytest.approx(4 * count, abs=0.1)
    assert_length(tmp_path, 4 * count)
    assert_beeps(tmp_path, seconds_of(4 * count))


def test_a_recording_interrupted_many_times_is_whole(tmp_path: Path) -> None:
    part = film(tmp_path / "part.ts", 1)
    package(joined(tmp_path / "whole.ts", *[part] * 130), tmp_path)
    assert_length(tmp_path, 130, 0.5)
    assert len(rendition_beeps(tmp_path)) == 130


def test_fragments_whose_times_restart_are_all_there(tmp_path: Path) -> None:
    part = film(tmp_path / "part.mp4", 4, "-movflags", "+frag_keyframe+empty_moov+default_base_moof")
    package(fragments_joined(tmp_path / "whole.mp4", part), tmp_path)
    assert_length(tmp_path, 8)


@pytest.mark.parametrize("offset", ["95441", "1000"])
def test_a_transport_stream_whose_clock_wraps_or_starts_late_is_whole(tmp_path: Path, offset: str) -> None:
    package(film(tmp_path / "film.ts", 6, "-output_ts_offset", offset), tmp_path)
    assert_length(tmp_path, 6)
    assert_beeps(tmp_path, seconds_of(6))


def test_parts_hours_apart_follow_each_other(tmp_path: Path) -> None:
    first, later = film(tmp_path / "a.ts", 3), film(tmp_path / "b.ts", 3, "-output_ts_offset", "5000")
    found, _ = package(joined(tmp_path / "whole.ts", first, later, first), tmp_path)
    assert found.duration == pytest.approx(9, abs=0.15)
    assert_length(tmp_path, 9, 0.15)


@pytest.mark.parametrize("name", ["leap.mkv", "leap.flv", "leap.mp4"])
def test_a_clock_that_leaps_an_hour_forward_leaves_no_hole(tmp_path: Path, name: str) -> None:
    codec = ["-c:a", "aac"] if name.endswith(("flv", "mp4")) else []
    whole = film(tmp_path / "whole.mkv", 6, *codec)
    found, made = package(leaping(tmp_path / name, whole, 3, 3600), tmp_path)
    assert found.duration == pytest.approx(6, abs=0.05) and made.notes == []
    assert_length(tmp_path, 6)
    assert_beeps(tmp_path, seconds_of(6))


def test_a_picture_that_stands_still_under_sound_is_no_leap(tmp_path: Path) -> None:
    slides = "color=red:s=160x90:r=1:d=45,select='not(mod(n,15))'"
    words = [*picture(slides), "-f", "lavfi", "-i", "sine=440:d=45", *FAST, "-fps_mode", "vfr"]
    found, _ = package(render(tmp_path / "slides.mkv", *words), tmp_path)
    assert found.duration == pytest.approx(45, abs=0.1)
    assert_length(tmp_path, 45)


def test_a_silent_recording_in_which_nothing_moves_for_a_minute_keeps_its_time(tmp_path: Path) -> None:
    still = "testsrc2=s=160x90:r=5:d=90,select='lt(t,10)+gt(t,75)'"
    found, _ = package(render(tmp_path / "screen.mkv", *picture(still), *FAST, "-fps_mode", "vfr"), tmp_path)
    assert found.duration == pytest.approx(90, abs=0.3)


@pytest.mark.parametrize(("name", "frames"), [("film.avi", 25), ("film.avi", 1500)])
def test_a_header_that_claims_a_part_or_a_multiple_of_the_length_is_not_believed(
    tmp_path: Path, name: str, frames: int
) -> None:
    data = bytearray(film(tmp_path / name, 6).read_bytes())
    main, stream = data.index(b"avih") + 8 + 16, data.index(b"vids") + 32
    for place in (main, stream):  # dwTotalFrames, dwLength of the video stream
        data[place : place + 4] = frames.to_bytes(4, "little")
    (tmp_path / "wrong.avi").write_bytes(data)
    found, _ = package(tmp_path / "wrong.avi", tmp_path)
    assert found.duration == pytest.approx(6, abs=0.1)
    assert_length(tmp_path, 6)
    assert_beeps(tmp_path, seconds_of(6))


@pytest.mark.parametrize("words", [["film.mkv", "-live", "1"], ["film.flv", "-flvflags", "no_duration_filesize"]])
def test_a_file_that_says_no_length_is_measured(tmp_path: Path, words: list[str]) -> None:
    source = film(tmp_path / words[0], 6, *words[1:])
    assert package(source, tmp_path)[0].duration == pytest.approx(6, abs=0.1)
    assert_length(tmp_path, 6)


def test_a_matroska_header_that_claims_a_fraction_is_not_believed(tmp_path: Path) -> None:
    data = bytearray(film(tmp_path / "film.mkv", 8).read_bytes())
    place = data.index(b"\x44\x89\x88") + 3  # Duration, a float of 8 bytes, in ms
    data[place : place + 8] = bytes.fromhex("409f400000000000")  # 2000.0
    (tmp_path / "wrong.mkv").write_bytes(data)
    assert package(tmp_path / "wrong.mkv", tmp_path)[0].duration == pytest.approx(8, abs=0.1)
    assert_length(tmp_path, 8)


@pytest.mark.parametrize("name", ["film.mp4", "film.mkv", "film.flv"])
def test_a_download_cut_short_is_packaged_as_far_as_it_goes_with_a_note(tmp_path: Path, name: str) -> None:
    words = ["-movflags", "+faststart"] if name.endswith("mp4") else []
    whole = film(tmp_path / name, 20, *words)
    found, _ = package(cut(tmp_path / f"cut{whole.suffix}", whole, 0.5), tmp_path)
    assert 7 < found.duration < 13
    (note,) = found.notes
    assert note == f"The file says 20 s, but its picture and sound end after {found.duration:.0f} s."
    assert_length(tmp_path, found.duration, 0.25)


@pytest.mark.parametrize("name", ["one.mkv", "one.mp4", "one.png", "one.jpg", "one.gif"])
def test_a_file_of_one_frame_is_a_still_that_lasts(tmp_path: Path, name: str) -> None:
    source = render(tmp_path / name, *picture("color=red:s=160x90:r=25"), "-frames:v", "1")
    found, made = package(source, tmp_path)
    assert found.duration == made.seconds == pytest.approx(5, abs=0.05)
    assert at(tmp_path / "0.m4s", 4.9)[40, 80, 0] > 180


def test_a_single_frame_cut_from_a_long_film_lasts_no_longer(tmp_path: Path) -> None:
    words = ["-frames:v", "1", "-output_ts_offset", "5000"]
    source = render(tmp_path / "one.ts", *picture("color=red:s=160x90:r=25"), *words)
    found, made = package(source, tmp_path)
    assert found.duration == made.seconds == pytest.approx(5, abs=0.05)


def test_one_frame_lasts_as_long_as_its_sound(tmp_path: Path) -> None:
    cover = render(tmp_path / "cover.mkv", *picture("color=red:s=160x90:r=25"), "-frames:v", "1", *FAST)
    song = render(tmp_path / "song.mkv", "-i", str(cover), "-f", "lavfi", "-i", "sine=440:d=8", "-c:v", "copy")
    assert package(song, tmp_path)[0].duration == pytest.approx(8, abs=0.1)
    assert_length(tmp_path, 8)


@pytest.mark.parametrize("words", [["film.ts", "-muxdelay", "0"], ["film.mkv", "-output_ts_offset", "-1.5"]])
def test_times_below_zero_lose_nothing(tmp_path: Path, words: list[str]) -> None:
    package(film(tmp_path / words[0], 4, *words[1:], "-avoid_negative_ts", "disabled"), tmp_path)
    assert_length(tmp_path, 4)
