"""Frames out of real files."""

import math
import subprocess
from pathlib import Path

import av
import imageio_ffmpeg
import numpy as np
import pytest

from tests.films import make_film
from trendflix.core.errors import UserError
from vision.film.sampler import DecodedFilm, Sample


def small_of(film: Path) -> list[Sample]:
    """All small frames of a file."""
    found: list[Sample] = []
    with DecodedFilm(film, film) as opened:
        for key in opened.key_frames():
            found += opened.between(found[-1].time, key.time) if found else [key]
        return [*found, *opened.between(found[-1].time, math.inf)]


@pytest.fixture(scope="module")
def rendition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Red for three seconds, then blue, packaged as films are, with key frames every two seconds and on the cut."""
    folder = tmp_path_factory.mktemp("rendition")
    film = make_film(folder / "film.mp4", seconds=6.0, size="640x480", sound=False)
    words = "-v error -y -c:v libx264 -bf 2 -force_key_frames expr:gte(t,n_forced*2) -sc_threshold 40 -keyint_min 1"
    shape = "-hls_time 4 -hls_playlist_type vod -hls_segment_type fmp4 -hls_flags single_file -hls_segment_filename"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-i", str(film), *words.split(), *shape.split()]
    subprocess.run([*command, str(folder / "0.m4s"), str(folder / "0.m3u8")], check=True, timeout=60)
    return folder / "0.m4s"


def test_small_frames_come_each_fifth_of_a_second_and_with_every_key_frame(rendition: Path) -> None:
    samples = small_of(rendition)
    times = [sample.time for sample in samples]
    assert times[0] == 0.0 and times == sorted(times)
    assert max(later - time for time, later in zip(times, times[1:], strict=False)) < 0.3
    with av.open(str(rendition)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.pts is not None]
    keys = sorted(float(p.pts * p.time_base) for p in packets if p.is_keyframe and p.pts is not None)
    assert [sample.time for sample in samples if sample.is_key] == pytest.approx(
        [key - keys[0] for key in keys], abs=0.02
    )


def test_a_shot_begins_with_the_first_frame_and_on_the_cut(rendition: Path) -> None:
    assert [sample.time for sample in small_of(rendition) if sample.is_cut] == pytest.approx([0.0, 3.0], abs=0.05)


def test_key_frames_are_small_and_rgb_and_others_grey(rendition: Path) -> None:
    first, second, *_ = small_of(rendition)
    red, _, blue = first.pixels[100, 100]
    assert first.is_key and first.pixels.shape == (240, 320, 3) and red > 200 and blue < 60
    assert not second.is_key and second.pixels.shape == (240, 320)


def test_frames_of_one_stretch_alone_are_those_of_the_whole(rendition: Path) -> None:
    whole = small_of(rendition)
    with DecodedFilm(rendition, rendition) as film:
        keys = [key.time for key in film.key_frames()]
        late = list(film.between(keys[-2], keys[-1]))
    there = [sample for sample in whole if keys[-2] < sample.time <= keys[-1]]
    assert [sample.time for sample in late] == [sample.time for sample in there]
    assert all(np.array_equal(one.pixels, other.pixels) for one, other in zip(late, there, strict=True))


def test_cuts_are_found_on_key_frames_alone(rendition: Path) -> None:
    with DecodedFilm(rendition, rendition) as film:
        assert [key.time for key in film.key_frames() if key.is_cut] == pytest.approx([0.0, 3.0], abs=0.05)


def test_large_key_frames_come_at_the_times_that_are_asked_for(rendition: Path) -> None:
    with DecodedFilm(rendition, rendition) as film:
        times = [key.time for key in film.key_frames()]
        samples = film.large(times) + film.large(times[:1])
    colours = ["red" if one.pixels[200, 200, 0] > one.pixels[200, 200, 2] else "blue" for one in samples]
    assert colours == ["red" if time < 2.99 else "blue" for time in times] + ["red"]
    assert samples[0].pixels.shape == (480, 640, 3)


def test_a_file_without_frames_is_an_error_for_people(tmp_path: Path) -> None:
    (tmp_path / "no.mp4").write_text("words")
    with pytest.raises(UserError, match=r"no.mp4: its frames cannot be decoded"):
        small_of(tmp_path / "no.mp4")
    with DecodedFilm(tmp_path / "no.mp4", tmp_path / "no.mp4") as film, pytest.raises(UserError, match="decoded"):
        film.large([0.0])


def test_no_decoder_outlives_a_film_that_was_left_half_way(rendition: Path) -> None:
    with DecodedFilm(rendition, rendition) as film:
        keys = film.key_frames()
        next(keys)
        keys.close()  # type: ignore[attr-defined]  # a generator
        next(film.between(0.0, 2.0))
        film.large([0.0])
        children = list(film._children.values())
    assert len(children) == 2 and all(child.poll() is not None for child in children)
