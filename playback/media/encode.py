"""The ffmpeg commands that make HLS out of a film: fMP4 (RFC 8216, ISO/IEC 14496-12), one file a rendition.

Each rendition is one file that its playlist cuts by byte ranges: few files on disk, and a film to decode from.
"""

from dataclasses import dataclass
from pathlib import Path

from playback.media.clock import MIN_RESTART, Clock
from playback.media.filters import Look, Times, graph
from playback.media.inputs import reading
from playback.media.ladder import Quality, Rendition
from playback.media.streams import Sound

SEGMENT_SECONDS = 4
KEY_FRAME_SECONDS = 2
AUDIO_BITS = 128_000
SLACK = 1.5
"""How much longer than measured a film may run before ffmpeg is stopped, which is a failure."""
SOUND_RATE, PRIMING = 48_000, 1024
MIN_SOUND = 4 * PRIMING
MAX_ADRIFT = 0.045
"""Seconds by which sound may stray from its time before silence is put in, or a piece is left out."""
# Surround is folded to stereo and scaled so that no sum of channels can clip. ffmpeg builds these filters anew where
# the source changes its sample rate or its channels, so nothing here may depend on what came before.
PLAIN_SOUND = f"aresample={SOUND_RATE}:out_chlayout=stereo:rematrix_maxval=1.0,atrim=start=0"
# Sound keeps its place: silence before what starts late and where some is missing, nothing before zero, silence up to
# the picture's end. The encoder puts 1,024 samples of its own in front, so as many are left out.
PLACED_SOUND = (
    f"aresample={SOUND_RATE}:async=1:first_pts=0:min_hard_comp={MAX_ADRIFT},apad=whole_len={{samples}},"
    f"atrim=start_sample={PRIMING}:end_sample={{samples}},asetpts=N/SR/TB"
)
QUIET_SOURCE = ["-hide_banner", "-nostdin", "-y", "-loglevel", "error", "-nostats"]
QUIET = [*QUIET_SOURCE, "-progress", "pipe:1"]
KEEP_CLOCK = ["-copyts", "-start_at_zero"]
"""Times count from the start of the file and are not corrected where they jump; ``jumps_filter`` does that."""


@dataclass(frozen=True, slots=True)
class Film:
    """A source to encode: its file, its video stream's index, what its frames need, and its length in seconds."""

    source: Path
    index: int
    look: Look
    seconds: float
    clock: Clock = Clock()

    @property
    def limit(self) -> float:
        """Seconds at which ffmpeg is stopped."""
        return self.seconds * SLACK + 10


def picture_command(
    ffmpeg: str, film: Film, out: Path, rungs: list[tuple[str, Rendition]], q: Quality, *, hold: float
) -> list[str]:
    """One ffmpeg run: decode once, encode all the named rungs, each to ``NAME.m3u8`` and ``NAME.m4s``.

    The last frame is shown for ``hold`` seconds more.
    """
    times = Times(hold, jumps_filter(film.clock, "setpts"))
    command = [ffmpeg, *QUIET, *KEEP_CLOCK, *changing(film.look), *reading(film.source)]
    command += ["-filter_complex", graph(film.index, film.look, [rung for _, rung in rungs], times)]
    for number, (name, rung) in enumerate(rungs):
        command += ["-map", f"[v{number}]", "-t", f"{film.limit:.3f}", *_video(rung, q), *_hls(out, name)]
    return command


def plain_sound_command(ffmpeg: str, film: Film, sounds: list[Sound]) -> list[str]:
    """Decodes sounds to stereo of one sample rate, with their times, as NUT to standard output."""
    jumps = jumps_filter(film.clock, "asetpts")
    command = [ffmpeg, *QUIET_SOURCE, *KEEP_CLOCK, *reading(film.source)]
    for sound in sounds:
        command += ["-map", f"0:{sound.index}"]
    command += ["-t", f"{film.limit:.3f}", "-c:a", "pcm_s16le", "-af", ",".join(filter(None, [jumps, PLAIN_SOUND]))]
    return [*command, "-avoid_negative_ts", "disabled", "-f", "nut", "pipe:1"]


def sound_command(ffmpeg: str, out: Path, names: list[str], seconds: float) -> list[str]:
    """Encodes what ``plain_sound_command`` writes, each sound to ``NAME.m3u8`` and ``NAME.m4s``, ``seconds`` long."""
    chain = PLACED_SOUND.format(samples=max(MIN_SOUND, round(seconds * SOUND_RATE)))
    command = [ffmpeg, *QUIET, "-copyts", "-protocol_whitelist", "pipe", "-f", "nut", "-i", "pipe:0"]
    for number, name in enumerate(names):
        command += ["-map", f"0:{number}", *_audio(), "-af", chain, *_hls(out, name)]
    return command


def jumps_filter(clock: Clock, name: str) -> str:
    """A ``setpts`` or ``asetpts`` that takes a clock's jumps out; empty where there are none.

    A single frame is shown from the start. Variable 0 counts the jumps passed: times that go back, or forward as far
    as the least leap.
    """
    if clock.frames == 1 and name == "setpts":
        return "setpts=PTS-STARTPTS"
    if not clock.jumps:
        return ""
    leap = 0.9 * clock.leap if clock.leap else 1e9
    count = f"st(0,ld(0)+gt(PREV_INT-T,{MIN_RESTART})+gt(T-PREV_INT,{leap:.3f}))"
    return f"{name}='{count}*0+PTS+{_chosen((0.0, *clock.jumps), 0)}/TB'"


def _chosen(numbers: tuple[float, ...], first: int) -> str:
    """An expression: the number whose place, counted from ``first``, variable 0 names; the last one beyond.

    Halves it, since ffmpeg refuses expressions nested more than a hundred deep, and sums are.
    """
    if len(numbers) == 1:
        return f"({numbers[0]:.6f})"
    half = len(numbers) // 2
    left, right = _chosen(numbers[:half], first), _chosen(numbers[half:], first + half)
    return f"if(lt(ld(0),{first + half}),{left},{right})"


def changing(look: Look) -> list[str]:
    """Lets the graph live on where tags or sizes change mid-file; a new one would begin at time zero again.

    What turns rotated pictures cannot live on through a change of size; the graph is then rebuilt.
    """
    return [] if look.turned else ["-reinit_filter:v", "0"]


def _video(rung: Rendition, quality: Quality) -> list[str]:
    words = f"-c:v libx264 -preset {quality.preset} -crf {quality.crf} -pix_fmt yuv420p -profile:v high"
    words += f" -maxrate {rung.kbits}k -bufsize {2 * rung.kbits}k"
    words += " -color_primaries bt709 -color_trc bt709 -colorspace bt709 -color_range tv"
    # Key frames every two seconds for seeking and sampling; x264's own scene detection adds those on cuts, also soon
    # after a forced one (keyint_min 1).
    words += f" -force_key_frames expr:gte(t,n_forced*{KEY_FRAME_SECONDS}) -sc_threshold 40 -keyint_min 1"
    return words.split()


def _audio() -> list[str]:
    return f"-c:a aac -b:a {AUDIO_BITS} -ac 2 -ar {SOUND_RATE}".split()


def _hls(out: Path, name: str) -> list[str]:
    words = f"-map_metadata -1 -map_chapters -1 -f hls -hls_time {SEGMENT_SECONDS} -hls_playlist_type vod"
    words += " -hls_list_size 0 -hls_segment_type fmp4 -hls_flags independent_segments+single_file"
    return [*words.split(), "-hls_segment_filename", f"{out}/{name}.m4s", f"{out}/{name}.m3u8"]
