"""Looking into film files, and what is refused."""

import subprocess
from pathlib import Path

import imageio_ffmpeg
import pytest

from playback.media import ladder
from playback.media.packager import Order, film_of, hls_make
from playback.media.probe import Probe, probe
from tests.films import make_film
from trendflix.core.errors import UserError


def look(path: Path, **limits: float) -> Probe:
    """Probe under wide limits."""
    return probe(
        path, path.name, max_bytes=int(limits.get("max_bytes", 10**9)), max_seconds=limits.get("seconds", 3600)
    )


def test_it_tells_size_length_rate_and_sound(film: Path) -> None:
    found = look(film)
    assert (found.width, found.height, found.has_audio, found.rotation) == (320, 240, True, 0)
    assert found.duration == pytest.approx(3.0, abs=0.1) and found.frame_rate == pytest.approx(24)


def test_a_silent_film_is_a_film(tmp_path: Path) -> None:
    assert not look(make_film(tmp_path / "silent.mp4", seconds=1, sound=False)).has_audio


@pytest.mark.parametrize("name", ["film.mkv", "film.avi", "film.mov", "film.ts"])
def test_any_container_will_do(film: Path, tmp_path: Path, name: str) -> None:
    other = tmp_path / name
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(film), "-c", "copy", str(other)]
    subprocess.run(command, check=True, timeout=60)
    assert look(other).duration == pytest.approx(3.0, abs=0.2)


@pytest.mark.parametrize("options", [[], ["-map_metadata:s:v", "-1", "-metadata:s:v", "title=REPLACEME"]])
def test_tags_that_are_no_text_cost_nobody_the_film(film: Path, tmp_path: Path, options: list[str]) -> None:
    tagged = tmp_path / "film.mkv"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(film), "-c", "copy"]
    subprocess.run([*command, "-metadata", "title=REPLACEME", *options, str(tagged)], check=True, timeout=60)
    tagged.write_bytes(tagged.read_bytes().replace(b"REPLACEME", b"\xe9t\xe9 \xff\xfe \xc0!"))
    found = look(tagged)
    assert found.duration == pytest.approx(3.0, abs=0.2)
    (tmp_path / "out").mkdir()
    rungs = ladder.ladder(found.width, found.height, ladder.plan_of({}))[:1]
    order = Order(film_of(tagged, found), rungs, list(found.sounds), ladder.QUALITIES["fast"], tmp_path / "out")
    hls_make(order, lambda part: None)
    assert (tmp_path / "out" / "master.m3u8").exists()


def test_it_refuses_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").touch()
    with pytest.raises(UserError, match="empty.mp4: the file is empty"):
        look(tmp_path / "empty.mp4")


def test_it_refuses_a_text_file_named_mp4(tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("not a film\n" * 500)
    with pytest.raises(UserError, match=r"text.mp4: no video that can be read"):
        look(tmp_path / "text.mp4")


def test_it_refuses_a_film_cut_short(film: Path, tmp_path: Path) -> None:
    data = film.read_bytes()
    (tmp_path / "short.mp4").write_bytes(data[: len(data) // 2])
    with pytest.raises(UserError, match="short.mp4"):
        look(tmp_path / "short.mp4")


def test_a_film_whose_end_is_missing_though_its_head_promises_it_is_as_long_as_what_is_there(tmp_path: Path) -> None:
    whole = make_film(tmp_path / "whole.mp4", seconds=12, size="640x360")
    fast = tmp_path / "fast.mp4"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(whole), "-c", "copy"]
    subprocess.run([*command, "-movflags", "+faststart", str(fast)], check=True, timeout=60)
    data = fast.read_bytes()
    fast.write_bytes(data[: int(len(data) * 0.5)])
    found = look(fast)
    assert 2 < found.duration < 10
    assert found.notes == (f"The file says 12 s, but its picture and sound end after {found.duration:.0f} s.",)


def test_a_large_film_is_read_at_its_end_alone(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playback.media.probe.MAX_SCANNED_BYTES", 0)
    monkeypatch.setattr("playback.media.probe.clock", lambda *words: pytest.fail("all packets were read"))
    assert look(film).duration == pytest.approx(3.0, abs=0.1)


@pytest.mark.parametrize("name", ["film.mkv", "film.ts"])
def test_a_large_film_whose_header_is_wrong_is_read_whole(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.odd_clocks import film, joined

    monkeypatch.setattr("playback.media.probe.MAX_SCANNED_BYTES", 0)
    part = film(tmp_path / name, 4)
    if name.endswith("ts"):
        assert look(joined(tmp_path / "whole.ts", part, part)).duration == pytest.approx(8, abs=0.1)
        return
    data = bytearray(part.read_bytes())
    place = data.index(b"\x44\x89\x88") + 3  # Duration, a float of 8 bytes, in ms
    data[place : place + 8] = bytes.fromhex("40d3880000000000")  # 20000.0
    (tmp_path / "wrong.mkv").write_bytes(data)
    found = look(tmp_path / "wrong.mkv")
    assert found.duration == pytest.approx(4, abs=0.1) and "says 20 s" in found.notes[0]


def test_it_refuses_sound_alone(tmp_path: Path) -> None:
    path = tmp_path / "song.m4a"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", "sine=440:d=1", str(path)]
    subprocess.run(command, check=True, timeout=60)
    with pytest.raises(UserError, match="holds no video stream"):
        look(path)


def test_it_refuses_what_is_too_large_or_too_long(film: Path) -> None:
    with pytest.raises(UserError, match="GiB allowed"):
        look(film, max_bytes=100)
    with pytest.raises(UserError, match="h allowed"):
        look(film, seconds=1)


def test_a_playlist_cannot_make_us_read_other_files(tmp_path: Path) -> None:
    (tmp_path / "secret.ts").write_bytes(b"secret")
    path = tmp_path / "list.mp4"
    path.write_text("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n")
    with pytest.raises(UserError, match="no video that can be read"):
        look(path)
