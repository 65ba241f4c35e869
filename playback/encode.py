"""The ffmpeg commands that make HLS out of a film: fMP4 (RFC 8216, ISO/IEC 14496-12), one file a rendition.

Each rendition is one file that its playlist cuts by byte ranges: few files on disk, and a film to decode from.
"""

from dataclasses import dataclass
from pathlib import Path

from playback.filters import Look, graph
from playback.ladder import Quality, Rendition
from playback.streams import Sound

SEGMENT_SECONDS = 4
KEY_FRAME_SECONDS = 2
AUDIO_BITS = 128_000
SLACK = 1.5
"""How much longer than it says a film may turn out to be; some containers only guess."""
SOUND_RATE, PRIMING = 48_000, 1024
# Sound keeps its place: silence before what starts late, nothing before zero. Surround is folded to stereo and scaled
# so that no sum of channels can clip. The encoder puts 1,024 samples of its own in front, so as many are left out.
SOUND = (
    f"aresample={SOUND_RATE}:async=1:first_pts=0:out_chlayout=stereo:rematrix_maxval=1.0,"
    f"apad=whole_len={4 * PRIMING},atrim=start_sample={PRIMING},asetpts=N/SR/TB"
)
QUIET = ["-hide_banner", "-nostdin", "-y", "-loglevel", "error", "-progress", "pipe:1", "-nostats"]


@dataclass(frozen=True, slots=True)
class Film:
    """A source to encode: its file, its video stream's index, what its frames need, and its length in seconds."""

    source: Path
    index: int
    look: Look
    seconds: float


def hls_command(
    ffmpeg: str, film: Film, out: Path, rungs: list[tuple[str, Rendition]], sounds: list[tuple[str, Sound]], q: Quality
) -> list[str]:
    """One ffmpeg run: decode once, encode all the named rungs and sounds, each to ``NAME.m3u8`` and ``NAME.m4s``."""
    command = [ffmpeg, *QUIET, *changing(film.look), *reading(film.source)]
    if rungs:
        command += ["-filter_complex", graph(film.index, film.look, [rung for _, rung in rungs])]
    limit = ["-t", f"{film.seconds * SLACK + 10:.3f}"]
    for number, (name, rung) in enumerate(rungs):
        command += ["-map", f"[v{number}]", *limit, *_video(rung, q), *_hls(out, name)]
    for name, sound in sounds:
        command += ["-map", f"0:{sound.index}", *limit, *_audio(), *_hls(out, name)]
    return command


def changing(look: Look) -> list[str]:
    """Lets the graph live on where tags or sizes change mid-file; a new one would begin at time zero again.

    What turns rotated pictures cannot live on through a change of size; the graph is then rebuilt.
    """
    return [] if look.turned else ["-reinit_filter:v", "0"]


def reading(source: Path) -> list[str]:
    """Opens a file of ours and nothing that it may point to."""
    return ["-protocol_whitelist", "file,pipe", "-i", f"file:{source}"]


def _video(rung: Rendition, quality: Quality) -> list[str]:
    words = f"-c:v libx264 -preset {quality.preset} -crf {quality.crf} -pix_fmt yuv420p -profile:v high"
    words += f" -maxrate {rung.kbits}k -bufsize {2 * rung.kbits}k"
    words += " -color_primaries bt709 -color_trc bt709 -colorspace bt709 -color_range tv"
    # Key frames every two seconds for seeking and sampling; x264's own scene detection adds those on cuts, also soon
    # after a forced one (keyint_min 1).
    words += f" -force_key_frames expr:gte(t,n_forced*{KEY_FRAME_SECONDS}) -sc_threshold 40 -keyint_min 1"
    return words.split()


def _audio() -> list[str]:
    return f"-c:a aac -b:a {AUDIO_BITS} -ac 2 -ar {SOUND_RATE} -af {SOUND}".split()


def _hls(out: Path, name: str) -> list[str]:
    words = f"-map_metadata -1 -map_chapters -1 -f hls -hls_time {SEGMENT_SECONDS} -hls_playlist_type vod"
    words += " -hls_list_size 0 -hls_segment_type fmp4 -hls_flags independent_segments+single_file"
    return [*words.split(), "-hls_segment_filename", f"{out}/{name}.m4s", f"{out}/{name}.m3u8"]
