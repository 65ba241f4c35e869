"""Sound that ends early, starts late, changes its shape or cannot be decoded: measured on the packaged files."""

from pathlib import Path

import av
import numpy as np
import pytest

from tests.fidelity import package, rendition_beeps
from tests.odd_clocks import FIRST_BEEP, H264, beeping, film, joined, sound_of_an_unknown_codec, two_sounds
from tests.odd_films import picture, render
from tests.playback.media.test_source_clocks import assert_beeps, assert_length, seconds_of


def test_sound_that_ends_early_is_followed_by_silence(tmp_path: Path) -> None:
    package(film(tmp_path / "film.mp4", 20, sound=3), tmp_path)
    assert_length(tmp_path, 20)
    assert_beeps(tmp_path, seconds_of(3))


@pytest.mark.parametrize("name", ["film.mp4", "film.mkv", "film.ts"])
def test_every_track_is_as_long_as_the_picture(tmp_path: Path, name: str) -> None:
    _, made = package(two_sounds(tmp_path / name, 12, 12, 4), tmp_path)
    assert len(made.sounds) == 2
    assert_length(tmp_path, 12)
    assert (len(rendition_beeps(tmp_path, 0)), len(rendition_beeps(tmp_path, 1))) == (12, 4)


def test_the_longest_track_decides_where_it_outlasts_the_picture(tmp_path: Path) -> None:
    found, _ = package(two_sounds(tmp_path / "film.mkv", 4, 3, 8), tmp_path)
    assert found.duration == pytest.approx(8, abs=0.05)
    assert_length(tmp_path, 8)


@pytest.mark.parametrize("late", [0.7, 5.0])
def test_sound_that_starts_late_keeps_its_place(tmp_path: Path, late: float) -> None:
    whole = film(tmp_path / "whole.mkv", 9)
    words = ["-i", str(whole), "-itsoffset", str(late), "-i", str(whole), "-map", "0:v", "-map", "1:a", "-t", "9"]
    package(render(tmp_path / "late.mkv", *words, "-c", "copy"), tmp_path)
    assert_length(tmp_path, 9, 0.15)
    assert_beeps(tmp_path, [late + beep for beep in seconds_of(9) if late + beep < 8.9])


def test_a_gap_within_the_sound_stays_a_gap(tmp_path: Path) -> None:
    words = [*picture("testsrc2=s=160x90:r=25:d=30"), *beeping(30), "-map", "0", "-map", "1", *H264, "-c:a", "aac"]
    whole = render(tmp_path / "whole.ts", *words)
    drop = "noise=drop='gt(pts*tb,6)*lt(pts*tb,22)'"
    package(render(tmp_path / "gap.ts", "-i", str(whole), "-c", "copy", "-bsf:a", drop), tmp_path)
    assert_length(tmp_path, 30)
    found = rendition_beeps(tmp_path)
    seconds, places = np.floor(found), np.array(found) - np.floor(found)
    assert set(seconds) >= {0, 1, 2, 3, 25, 26, 27, 28, 29} and not set(seconds) & set(range(7, 20))
    assert np.abs(places - FIRST_BEEP).max() < 0.05


SHAPES = {
    "rate": (("aac", 44_100, "stereo"), ("aac", 48_000, "stereo")),
    "mono to 5.1": (("ac3", 48_000, "mono"), ("ac3", 48_000, "5.1")),
    "stereo to 5.1 and back": (("ac3", 48_000, "stereo"), ("ac3", 48_000, "5.1"), ("ac3", 48_000, "stereo")),
    "both": (("mp2", 32_000, "mono"), ("mp2", 48_000, "stereo"), ("mp2", 44_100, "mono")),
}


@pytest.mark.parametrize("kind", SHAPES)
def test_beeps_stay_where_they_are_when_the_sound_changes_its_shape(tmp_path: Path, kind: str) -> None:
    parts = [
        film(tmp_path / f"{n}.ts", 4, "-c:a", codec, "-output_ts_offset", str(4 * n), rate=rate, channels=channels)
        for n, (codec, rate, channels) in enumerate(SHAPES[kind])
    ]
    _, made = package(joined(tmp_path / "whole.ts", *parts), tmp_path)
    assert made.failed == []
    assert_length(tmp_path, 4 * len(parts))
    assert_beeps(tmp_path, seconds_of(4 * len(parts)))


def test_a_film_whose_sound_nobody_can_decode_plays_and_says_so(tmp_path: Path) -> None:
    whole = film(tmp_path / "whole.mkv", 3, "-c:a", "pcm_s16le", "-metadata:s:a:0", "language=ger")
    found, made = package(sound_of_an_unknown_codec(tmp_path / "film.mkv", whole), tmp_path)
    assert made.sounds == [] and made.rungs and made.seconds == pytest.approx(3, abs=0.05)
    assert [(one.part, "not known" in one.error) for one in found.lost] == [("sound in stream 1 (de)", True)]


def test_a_sound_that_can_be_decoded_stays_where_another_cannot(tmp_path: Path) -> None:
    whole = film(tmp_path / "whole.mkv", 3, "-map", "1", "-c:a:0", "pcm_s16le", "-c:a:1", "aac")
    found, made = package(sound_of_an_unknown_codec(tmp_path / "film.mkv", whole), tmp_path)
    assert [sound.index for sound in made.sounds] == [2] and made.sounds[0].is_default
    assert len(found.lost) == 1
    assert_beeps(tmp_path, seconds_of(3))


def test_damaged_sound_costs_what_is_damaged(tmp_path: Path) -> None:
    whole = film(tmp_path / "whole.ts", 10)
    noise = "noise=amount='if(between(pts*tb,6,8),20,0)'"
    package(render(tmp_path / "hurt.ts", "-i", str(whole), "-c", "copy", "-bsf:a", noise), tmp_path)
    assert_length(tmp_path, 10)
    found = rendition_beeps(tmp_path)
    for beep in (0.3, 1.3, 2.3, 3.3, 8.3, 9.3):
        assert min(abs(one - beep) for one in found) < 0.05, found


def test_sound_and_picture_share_a_clock_in_the_packaged_files(tmp_path: Path) -> None:
    package(film(tmp_path / "film.mkv", 3), tmp_path)
    starts = []
    for name in ("0", "audio0"):
        with av.open(str(tmp_path / f"{name}.m4s")) as container:
            starts.append(min(float(p.pts * p.time_base) for p in container.demux() if p.pts is not None))
    assert starts[0] == pytest.approx(starts[1], abs=0.001)
