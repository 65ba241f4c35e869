"""What becomes of a film of which a part cannot be made."""

from pathlib import Path

import pytest

from playback.media import ffmpeg
from playback.media.clock import Clock
from playback.media.encode import Film, picture_command, plain_sound_command
from playback.media.filters import Look
from playback.media.fragments import delay, first_time
from playback.media.ladder import QUALITIES, Rendition
from playback.media.packager import Order, hls_make
from playback.media.playlist import media_playlist, sound_names
from playback.media.streams import Sound
from trendflix.core.errors import UserError

GOOD, MIDDLE = Rendition(160, 120, 400), Rendition(320, 240, 400)
BROKEN = Rendition(161, 121, 400)
"""4:2:0 has no odd sizes, so that the encoder refuses it."""


def order(film: Path, out: Path, *rungs: Rendition, sounds: tuple[int, ...] = (1,)) -> Order:
    """An order for a film with these rungs and the sounds of these streams."""
    tracks = [Sound(index, "en", "", 2, False) for index in sounds]
    return Order(Film(film, 0, Look(24.0), 3.0), list(rungs), tracks, QUALITIES["fast"], out)


def silent(part: float) -> None:
    """A report that tells nobody."""


def test_a_rung_that_fails_does_not_lose_the_others(film: Path, tmp_path: Path) -> None:
    reports: list[float] = []
    made = hls_make(order(film, tmp_path, GOOD, BROKEN, MIDDLE), reports.append)
    assert made.rungs == [GOOD, MIDDLE] and len(made.sounds) == 1
    (note,) = made.failed
    assert note["part"] == "121p" and "ffmpeg" in note["error"]
    master = (tmp_path / "master.m3u8").read_text()
    assert "160x120" in master and "320x240" in master and "161x121" not in master
    assert sorted(path.name for path in tmp_path.glob("*.m4s")) == ["0.m4s", "1.m4s", "audio0.m4s"]
    assert max(reports) <= 1.0 and all(media_playlist(tmp_path / f"{name}.m3u8") for name in ("0", "1", "audio0"))


def test_a_sound_that_fails_does_not_lose_the_film(film: Path, tmp_path: Path) -> None:
    made = hls_make(order(film, tmp_path, GOOD, sounds=(9, 1)), silent)
    assert made.rungs == [GOOD] and [sound.index for sound in made.sounds] == [1]
    assert made.failed[0]["part"] == "sound in stream 9 (en)"


def test_where_no_picture_comes_out_the_reason_is_said(film: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="ffmpeg failed"):
        hls_make(order(film, tmp_path, BROKEN), silent)


def test_what_takes_too_long_is_not_tried_again(film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[list[str]] = []

    def slow(command: list[str], *args: object, **limits: object) -> None:
        runs.append(command)
        raise ffmpeg.TooSlow("ffmpeg was stopped after 1 s.")

    monkeypatch.setattr(ffmpeg, "run", slow)
    with pytest.raises(ffmpeg.TooSlow):
        hls_make(order(film, tmp_path, GOOD, MIDDLE), silent)
    assert len(runs) == 1


def test_a_film_that_runs_on_far_past_its_measured_end_is_a_failure_and_not_cut(tmp_path: Path) -> None:
    from tests.films import make_film

    long = make_film(tmp_path / "long.mp4", seconds=40)
    short = Order(Film(long, 0, Look(24.0), 3.0), [GOOD], [], QUALITIES["fast"], tmp_path)
    with pytest.raises(ffmpeg.TooSlow, match="runs on after"):
        hls_make(short, silent)


def test_sound_that_outlasts_what_can_be_decoded_of_the_picture_keeps_the_last_frame(
    film: Path, tmp_path: Path
) -> None:
    clock = Clock(picture_end=5.0, sound_ends=(5.0,), frames=120)
    believed = Order(Film(film, 0, Look(24.0), 5.0, clock), [GOOD], [], QUALITIES["fast"], tmp_path)
    made = hls_make(believed, silent)
    assert made.seconds == pytest.approx(5, abs=0.1)
    assert made.notes == ["The picture cannot be decoded after 3 s; its last frame is held."]


def test_pictures_and_sound_begin_at_the_same_time(film: Path, tmp_path: Path) -> None:
    import av

    hls_make(order(film, tmp_path, GOOD), silent)
    with av.open(str(tmp_path / "audio0.m4s")) as container:
        heard = min(float(p.pts * p.time_base) for p in container.demux(audio=0) if p.pts is not None)
    shown = first_time(tmp_path / "0.m4s")
    assert shown > 0 and heard == pytest.approx(shown, abs=0.001)


def test_a_clock_moves_in_every_fragment(film: Path, tmp_path: Path) -> None:
    import av

    hls_make(order(film, tmp_path, GOOD), silent)

    def times() -> list[float]:
        with av.open(str(tmp_path / "audio0.m4s")) as container:
            return [float(p.pts * p.time_base) for p in container.demux(audio=0) if p.pts is not None]

    before = times()
    delay(tmp_path / "audio0.m4s", 48_000)
    assert times() == pytest.approx([time + 1 for time in before])


def test_only_files_may_be_read_and_names_stay_single_arguments() -> None:
    odd = Film(Path("/films/-i evil;$(x).mp4"), 0, Look(24.0), 1.0)
    picture = picture_command("ffmpeg", odd, Path("/out"), [("0", GOOD)], QUALITIES["fast"], hold=0)
    for command in (picture, plain_sound_command("ffmpeg", odd, [Sound(1, "", "", 2, True)])):
        assert command[command.index("-protocol_whitelist") + 1] == "file,pipe"
        assert command[command.index("-i") + 1] == f"file:{odd.source}"


@pytest.mark.parametrize("text", ["", "#EXTM3U\n", "#EXTINF:4.0,\n#EXT-X-BYTERANGE:9@0\n0.m4s\n", "#EXT-X-ENDLIST\n"])
def test_a_playlist_without_an_end_or_without_a_segment_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "0.m3u8").write_text(text)
    assert media_playlist(tmp_path / "0.m3u8") is None and media_playlist(tmp_path / "1.m3u8") is None


def test_tracks_are_named_apart_and_nothing_breaks_the_line() -> None:
    sounds = [Sound(1, "en", "", 2, True), Sound(2, "en", "", 2, False), Sound(3, "", 'a",URI="x\n#EXT', 2, False)]
    sounds.append(Sound(4, "xx-nonsense", "", 2, False))
    assert sound_names(sounds) == ["English", "English 2", "a ,URI= x #EXT", "xx-nonsense"]
    assert sound_names([Sound(1, "", "", 2, True)]) == ["Audio 1"]
