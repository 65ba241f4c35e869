"""Which renditions a film is packaged to, and the ffmpeg command that makes them."""

from dataclasses import dataclass
from pathlib import Path

SEGMENT_SECONDS = 4
KEY_FRAME_SECONDS = 2
AUDIO_BITS = 128_000
HEIGHTS = {240: 400, 360: 800, 480: 1400, 720: 2800, 1080: 5000, 1440: 9000, 2160: 16000}
"""Rendition height in pixels → peak video bit rate in kbit/s."""
RUNGS = (360, 480, 720, 1080, 1440, 2160)
MOST_RUNGS = 4


@dataclass(frozen=True, slots=True)
class Rendition:
    """One rung: even width and height in pixels, and its peak bit rate in kbit/s."""

    width: int
    height: int
    kbits: int


def even(number: float) -> int:
    """The nearest even number, at least two; 4:2:0 video has no odd sizes."""
    return max(2, 2 * round(number / 2))


def ladder(width: int, height: int) -> list[Rendition]:
    """From small to the source's own size, never larger; at most four rungs, the lowest and highest kept."""
    lower = [rung for rung in RUNGS if rung < height * 0.9]
    chosen = [*lower, height]
    while len(chosen) > MOST_RUNGS:
        del chosen[len(chosen) // 2 - 1]
    return [Rendition(even(width * rung / height), even(rung), _kbits(rung)) for rung in chosen]


def _kbits(height: int) -> int:
    fitting = [bits for rung, bits in HEIGHTS.items() if rung >= height]
    return fitting[0] if fitting else max(HEIGHTS.values())


def hls_command(
    ffmpeg: str, source: Path, out: Path, rungs: list[Rendition], *, has_audio: bool, seconds: float
) -> list[str]:
    """One ffmpeg run: decode once, encode every rung, shared audio, fMP4 (RFC 8216, ISO/IEC 14496-12).

    Each rendition is one file that its playlist cuts by byte ranges: few files on disk, and a film to decode from.
    """
    command = [ffmpeg, *["-hide_banner", "-nostdin", "-y", "-loglevel", "error", "-progress", "pipe:1", "-nostats"]]
    command += ["-protocol_whitelist", "file,pipe", "-i", f"file:{source}", "-t", f"{seconds:.3f}"]
    command += ["-filter_complex", _scaling(rungs)]
    for index, rung in enumerate(rungs):
        rates = f"-maxrate:v:{index} {rung.kbits}k -bufsize:v:{index} {2 * rung.kbits}k"
        command += ["-map", f"[v{index}]", *rates.split()]
    command += ["-c:v", "libx264", "-preset", "veryfast", "-crf", "22", "-pix_fmt", "yuv420p", "-profile:v", "high"]
    # Key frames every two seconds for seeking and sampling; x264's own scene detection adds those on cuts, also soon
    # after a forced one (keyint_min 1).
    command += ["-force_key_frames", f"expr:gte(t,n_forced*{KEY_FRAME_SECONDS})"]
    command += ["-sc_threshold", "40", "-keyint_min", "1"]
    variants = [f"v:{index},agroup:sound" if has_audio else f"v:{index}" for index in range(len(rungs))]
    if has_audio:
        command += f"-map 0:a:0 -c:a aac -b:a {AUDIO_BITS} -ac 2 -ar 48000".split()
        command += ["-af", "aresample=async=1:first_pts=0"]
        variants.append("a:0,agroup:sound,default:yes")
    command += f"-f hls -hls_time {SEGMENT_SECONDS} -hls_playlist_type vod -hls_list_size 0".split()
    command += ["-hls_segment_type", "fmp4", "-hls_flags", "independent_segments+single_file"]
    command += ["-master_pl_name", "master.m3u8", "-var_stream_map", " ".join(variants)]
    return [*command, f"{out}/%v.m3u8"]


def _scaling(rungs: list[Rendition]) -> str:
    names = "".join(f"[s{index}]" for index in range(len(rungs)))
    parts = [f"[0:v:0]split={len(rungs)}{names}"]
    for index, rung in enumerate(rungs):
        parts.append(f"[s{index}]scale={rung.width}:{rung.height}:flags=bicubic,setsar=1,format=yuv420p[v{index}]")
    return ";".join(parts)
