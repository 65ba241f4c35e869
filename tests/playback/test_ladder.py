"""Which renditions are made."""

from pathlib import Path

from playback.ladder import Rendition, hls_command, ladder


def test_the_ladder_ends_at_the_source_and_never_above() -> None:
    assert [rung.height for rung in ladder(1280, 720)] == [360, 480, 720]
    assert [rung.height for rung in ladder(400, 300)] == [300]


def test_a_large_source_gets_four_rungs_with_the_lowest_and_the_highest() -> None:
    heights = [rung.height for rung in ladder(3840, 2160)]
    assert len(heights) == 4 and heights[0] == 360 and heights[-1] == 2160


def test_odd_sizes_become_even() -> None:
    assert all(rung.width % 2 == 0 and rung.height % 2 == 0 for rung in ladder(639, 481))


def test_a_portrait_film_keeps_its_shape() -> None:
    assert ladder(720, 1280)[-1] == Rendition(720, 1280, 9000)


def test_only_files_may_be_read_and_names_stay_single_arguments() -> None:
    odd = Path("/films/-i evil;$(x).mp4")
    command = hls_command("ffmpeg", odd, Path("/out"), ladder(640, 360), has_audio=True, seconds=1)
    assert command[command.index("-protocol_whitelist") + 1] == "file,pipe"
    assert command[command.index("-i") + 1] == f"file:{odd}"


def test_a_silent_film_gets_no_audio_rendition() -> None:
    command = hls_command("ffmpeg", Path("a"), Path("b"), ladder(640, 360), has_audio=False, seconds=1)
    assert "0:a:0" not in command and "agroup" not in " ".join(command)
