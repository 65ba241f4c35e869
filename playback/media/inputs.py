"""How a film file that somebody brought is opened: as one file of a known container, and nothing that it points to.

A file's name says nothing. FFmpeg looks at its beginning, and a playlist (HLS, DASH), a list of files (concat), a
session (SDP) or a numbered series of pictures leads to other files of this machine, or to its network
(CVE-2016-1898). So only containers are opened, by the names of their demuxers, and only through the file protocol.
"""

from pathlib import Path
from typing import Any

CONTAINERS = (
    *("matroska", "webm", "mov", "mp4", "m4a", "3gp", "3g2", "mj2", "avi", "mpeg", "mpegts", "mpegvideo", "asf"),
    *("flv", "live_flv", "kux", "ogg", "rm", "ivr", "swf", "wtv", "mxf", "gxf", "nut", "dv", "ivf", "nsv", "nuv"),
    *("h261", "h263", "h264", "hevc", "vvc", "evc", "m4v", "vc1", "vc1test", "av1", "obu", "dirac", "cavsvideo"),
    *("avs2", "avs3", "mjpeg", "mjpeg_2000", "mpjpeg", "yuv4mpegpipe", "gif", "apng", "webp_anim", "amv", "ty"),
    *("pmp", "lmlm4", "r3d", "bink", "smk", "roq", "flic", "film_cpk", "viv", "dxa", "thp", "vmd", "wc3movie", "xmv"),
    # Single pictures, which become stills; a numbered series of them is another demuxer (image2).
    *(
        "png_pipe",
        "jpeg_pipe",
        "jpegls_pipe",
        "webp_pipe",
        "bmp_pipe",
        "tiff_pipe",
        "gif_pipe",
        "j2k_pipe",
        "jpegxl_pipe",
    ),
)
FORMATS = ",".join(CONTAINERS)
OPTIONS = {"protocol_whitelist": "file", "format_whitelist": FORMATS}
"""For PyAV."""


def film_open(path: Path | str) -> Any:
    """A file of ours as PyAV's container, to be closed; tags in no or another charset cost nobody the film.

    Raises PyAV's errors.
    """
    import av

    return av.open(str(path), options=OPTIONS, metadata_errors="replace")


def reading(source: Path) -> list[str]:
    """ffmpeg's options that open a file of ours and nothing that it may point to."""
    return ["-protocol_whitelist", "file,pipe", "-format_whitelist", FORMATS, "-i", f"file:{source}"]
