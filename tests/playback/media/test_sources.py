"""Sources that go wrong easily come out right: measured on the packaged files."""

from pathlib import Path
from typing import cast

import av
import numpy as np
import pytest

from playback.media.filters import can_tone_map
from playback.media.ladder import Rendition
from tests.fidelity import measure, package
from tests.odd_films import (
    FAST,
    corners,
    hdr,
    interlaced,
    noise,
    picture,
    render,
    two_languages,
    variable,
)

Pixels = np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]


def frames(path: Path) -> list[tuple[float, Pixels]]:
    """(seconds from the first frame, RGB) of every frame."""
    with av.open(str(path)) as container:
        found = [
            (float(frame.time or 0), cast(Pixels, frame.to_ndarray(format="rgb24")))
            for frame in container.decode(video=0)
        ]
    return [(time - found[0][0], pixels) for time, pixels in found]


def at(path: Path, seconds: float) -> Pixels:
    """The frame that is shown at a time."""
    return [pixels for time, pixels in frames(path) if time <= seconds + 0.001][-1]


def combing(path: Path) -> float:
    """How much neighbouring lines differ beyond lines of one field: large where two moments share a frame."""
    grey = frames(path)[10][1].mean(axis=2)
    return float(np.abs(grey[1:-1] - (grey[:-2] + grey[2:]) / 2).mean() / np.abs(grey[2:] - grey[:-2]).mean())


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_rotated_film_stands_upright(tmp_path: Path, degrees: int) -> None:
    film = corners(tmp_path / "film.mp4")
    turned = render(tmp_path / "turned.mp4", "-display_rotation", str(degrees), "-i", str(film), "-c", "copy")
    found, made = package(turned, tmp_path)
    width, height = (160, 90) if degrees == 180 else (90, 160)
    assert (found.width, found.height) == (width, height) and made.rungs == [Rendition(width, height, 400)]
    shown = at(tmp_path / "0.m4s", 0)
    assert shown.shape == (height, width, 3)
    # Turned anticlockwise, as ffmpeg's option says, the red corner comes to the left below, the right below, the right.
    row, column = {90: (-5, 5), 180: (-5, -5), 270: (5, -5)}[degrees]
    assert shown[row, column, 0] > 150 and shown[height // 2, width // 2, 2] > 150


@pytest.mark.parametrize("curve", ["smpte2084", "arib-std-b67"])
def test_high_dynamic_range_becomes_standard(tmp_path: Path, curve: str) -> None:
    if not can_tone_map():
        pytest.skip("this ffmpeg has no zscale and tonemap")
    found, _ = package(hdr(tmp_path / "hdr.mp4", curve), tmp_path)
    assert found.picture.hdr in ("pq", "hlg")
    with av.open(str(tmp_path / "0.m4s")) as container:
        frame = next(container.decode(video=0))
        assert (frame.format.name, int(frame.color_trc), int(frame.colorspace)) == ("yuv420p", 1, 1)
        luma = np.frombuffer(bytes(frame.planes[0]), np.uint8).reshape(frame.height, -1)
    dark, light = int(luma[45, 20]), int(luma[45, 120])
    assert 30 < dark < light < 236
    # The second grey is coded as 130 of 255: some 100 cd/m² (PQ), which white paper reflects, is light on a screen.
    assert light > 145 or curve != "smpte2084"


@pytest.mark.parametrize("flagged", [True, False])
def test_interlaced_frames_are_taken_apart(tmp_path: Path, flagged: bool) -> None:
    source = interlaced(tmp_path / "tv.mkv", flagged=flagged)
    found, _ = package(source, tmp_path)
    assert found.picture.interlaced == flagged and found.picture.rate == pytest.approx(25)
    assert combing(tmp_path / "1.m4s") < 0.6 * combing(source)


def test_a_film_of_a_variable_frame_rate_keeps_its_times(tmp_path: Path) -> None:
    source = variable(tmp_path / "variable.mkv")
    found, _ = package(source, tmp_path)
    assert measure(source, found, tmp_path).packaged_seconds == pytest.approx(4.0, abs=0.1)
    before, after = at(tmp_path / "0.m4s", 2.9), at(tmp_path / "0.m4s", 3.1)
    assert before[40, 80, 0] > 200 and after[40, 80, 2] > 200


def test_an_odd_size_loses_at_most_a_row_and_a_column(tmp_path: Path) -> None:
    odd = render(tmp_path / "odd.mkv", *picture("testsrc2=s=161x91:r=24:d=0.5"), *FAST, "-pix_fmt", "yuv444p")
    package(odd, tmp_path)
    assert at(tmp_path / "0.m4s", 0).shape == (90, 160, 3)


def test_pixels_that_are_not_square_become_square(tmp_path: Path) -> None:
    wide = render(tmp_path / "wide.mkv", *picture("testsrc2=s=90x90:r=24:d=0.5,setsar=16/9"), *FAST)
    found, _ = package(wide, tmp_path)
    assert (found.width, found.height) == (160, 90)
    with av.open(str(tmp_path / "0.m4s")) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height, stream.sample_aspect_ratio in (None, 1)) == (160, 90, True)


@pytest.mark.parametrize(("seconds", "count"), [(0.08, 2), (0.2, 5)])
@pytest.mark.parametrize("sound", [True, False])
def test_a_very_short_film_is_a_film(tmp_path: Path, seconds: float, count: int, sound: bool) -> None:
    words = [*picture(f"testsrc2=s=160x90:r=25:d={seconds}"), *(noise(seconds) if sound else [])]
    short = render(tmp_path / "short.mp4", *words, *FAST, "-pix_fmt", "yuv420p")
    _, made = package(short, tmp_path)
    assert len(frames(tmp_path / "0.m4s")) == count and len(made.sounds) == int(sound)
    assert "#EXT-X-ENDLIST" in (tmp_path / "0.m3u8").read_text()


@pytest.mark.parametrize("name", ["film.mp4", "film.mkv", "film.ts", "film.mov"])
def test_sound_stays_with_the_picture_and_nothing_is_lost(tmp_path: Path, name: str) -> None:
    words = [*picture("testsrc2=s=160x90:r=24:d=6"), *noise(6), *FAST, "-pix_fmt", "yuv420p", "-bf", "2", "-c:a", "aac"]
    source = render(tmp_path / name, *words)
    found, _ = package(source, tmp_path)
    got = measure(source, found, tmp_path)
    assert got.packaged_seconds == pytest.approx(got.source_seconds, abs=0.1)
    assert got.sound_late_ms is not None and abs(got.sound_late_ms) < 5


@pytest.mark.parametrize("late", ["0.7", "-0.7"])
def test_what_starts_late_still_does(tmp_path: Path, late: str) -> None:
    whole = render(tmp_path / "w.mkv", *picture("testsrc2=s=160x90:r=24:d=4"), *FAST, "-pix_fmt", "yuv420p")
    sound = render(tmp_path / "s.mkv", *noise(4), "-c:a", "aac")
    first, second = (whole, sound) if late == "0.7" else (sound, whole)
    shifted = render(
        tmp_path / "late.mkv",
        "-i",
        str(first),
        "-itsoffset",
        "0.7",
        "-i",
        str(second),
        "-map",
        "0",
        "-map",
        "1",
        "-c",
        "copy",
    )
    found, _ = package(shifted, tmp_path)
    got = measure(shifted, found, tmp_path)
    assert got.sound_late_ms is not None and abs(got.sound_late_ms) < 30


def test_all_tracks_are_there_with_their_languages_and_the_default(tmp_path: Path) -> None:
    found, made = package(two_languages(tmp_path / "two.mkv"), tmp_path)
    assert [(sound.language, sound.channels, sound.is_default) for sound in made.sounds] == [
        ("de", 2, False),
        ("en", 6, True),
    ]
    media = [line for line in (tmp_path / "master.m3u8").read_text().splitlines() if "TYPE=AUDIO" in line]
    assert 'NAME="Deutsch",LANGUAGE="de",DEFAULT=NO' in media[0] and 'URI="audio0.m3u8"' in media[0]
    assert 'NAME="The best , 5.1",LANGUAGE="en",DEFAULT=YES' in media[1]


def test_surround_is_folded_to_stereo_without_clipping(tmp_path: Path) -> None:
    loud = [
        *picture("testsrc2=s=160x90:r=24:d=1"),
        "-f",
        "lavfi",
        "-i",
        "sine=440:d=1,volume=18dB,aformat=channel_layouts=mono",
    ]
    same = "[1]pan=5.1|c0=c0|c1=c0|c2=c0|c3=c0|c4=c0|c5=c0[a]"
    source = render(
        tmp_path / "loud.mkv", *loud, "-filter_complex", same, "-map", "0", "-map", "[a]", *FAST, "-c:a", "flac"
    )
    _, made = package(source, tmp_path)
    assert made.sounds[0].channels == 6
    with av.open(str(tmp_path / "audio0.m4s")) as container:
        assert container.streams.audio[0].codec_context.channels == 2
        peak = max(float(np.abs(frame.to_ndarray()).max()) for frame in container.decode(audio=0))
    assert 0.3 < peak <= 1.05
