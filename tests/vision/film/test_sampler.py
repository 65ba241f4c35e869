"""Key frames out of real files."""

from pathlib import Path

import av
import pytest

from tests.films import make_film
from trendflix.core.errors import UserError
from vision.film.sampler import key_frames


def test_the_key_frames_come_at_their_own_times_and_no_others(tmp_path: Path) -> None:
    film = make_film(tmp_path / "film.mp4", seconds=6, sound=False)
    with av.open(str(film)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.pts is not None]
    keys = [float(packet.pts * packet.time_base) for packet in packets if packet.is_keyframe and packet.pts is not None]
    samples = list(key_frames(film))
    assert len(keys) < len(packets) / 10
    assert [sample.time for sample in samples] == pytest.approx([key - keys[0] for key in keys], abs=0.02)


def test_frames_are_rgb(tmp_path: Path) -> None:
    sample = next(key_frames(make_film(tmp_path / "film.mp4", seconds=1, sound=False)))
    red, _, blue = sample.pixels[100, 100]
    assert sample.pixels.shape == (240, 320, 3) and red > 200 and blue < 60


def test_a_file_without_frames_is_an_error_for_people(tmp_path: Path) -> None:
    (tmp_path / "no.mp4").write_text("words")
    with pytest.raises(UserError, match=r"no.mp4: its frames cannot be decoded"):
        list(key_frames(tmp_path / "no.mp4"))
