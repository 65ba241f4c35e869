"""Small films whose colours, shapes or streams are odd: tags that are missing or wrong, crops, changes mid-file."""

import struct
from pathlib import Path

from tests.odd_films import FAST, picture, render

RED, GREEN, GREY = (190, 80, 60), (60, 150, 90), (128, 128, 128)
CARD = (RED, GREEN, GREY)
"""Colours of the card's columns, as RGB. Chromium without a GPU shows stronger ones in BT.709 with up to ten levels too
much or too little blue, whatever made them: libyuv holds the factor 2.11 of Cb as 2."""
SHARP = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "8"]
NO_TAGS = "colour_primaries=2:transfer_characteristics=2:matrix_coefficients=2"


def card(size: str = "320x180", seconds: float = 0.4) -> str:
    """A source of three columns of known colours, in RGB."""
    width, height = map(int, size.split("x"))
    drawn = f"color=black:s={size}:r=25:d={seconds},format=rgb24"
    for number, colour in enumerate(CARD):
        box = f"{width * number // 3}:0:{width // 3 + 1}:{height}"
        drawn += f",drawbox={box}:0x{bytes(colour).hex()}:fill"
    return drawn


def coded(path: Path, matrix: str, *, size: str = "320x180", full: bool = False, tagged: bool = True) -> Path:
    """The card with the coefficients of ``bt601``, ``bt709`` or ``bt2020``; without tags it says nothing of them."""
    names = {"bt601": "smpte170m", "bt709": "bt709", "bt2020": "bt2020nc"}
    span = "pc" if full else "tv"
    tag = f"setparams=colorspace={names[matrix]}:range={span}"
    no_tag = f"setparams=colorspace=unknown:range={'pc' if full else 'unknown'}"
    convert = f"scale=flags=accurate_rnd+full_chroma_int:out_color_matrix={matrix}:out_range={span},format=yuv444p"
    return render(path, *picture(f"{card(size)},{convert},{tag if tagged else no_tag}"), *SHARP)


def rgb(path: Path, codec: str) -> Path:
    """The card as RGB by ``libx264rgb``, ``png`` or another codec of RGB."""
    return render(path, *picture(card("640x360")), "-c:v", codec)


def wide(path: Path) -> Path:
    """The card in BT.2020 colours of a standard range, ten bits."""
    steps = (
        "format=gbrp,setparams=color_primaries=bt709:color_trc=bt709:range=pc,zscale=m=bt2020nc:p=bt2020:t=2020_10:r=tv"
    )
    return render(path, *picture(f"{card()},{steps},format=yuv444p10le"), *SHARP)


def ten_bits(path: Path) -> Path:
    """The card in ten bits of BT.709."""
    convert = (
        "scale=flags=accurate_rnd:out_color_matrix=bt709:out_range=tv,format=yuv444p10le,setparams=colorspace=bt709"
    )
    return render(path, *picture(f"{card()},{convert}"), *SHARP)


def greys(path: Path, curve: str, code: float) -> Path:
    """One grey in BT.2020 whose signal is ``code`` (0..1), with a curve of high dynamic range, ten bits."""
    drawn = f"color=black:s=160x90:r=25:d=0.4,format=yuv420p10le,geq=lum={round(64 + 876 * code)}:cb=512:cr=512"
    tags = f"setparams=color_primaries=bt2020:color_trc={curve}:colorspace=bt2020nc:range=tv"
    return render(path, *picture(f"{drawn},{tags}"), *SHARP)


def retagged(path: Path, film: Path, tags: str) -> Path:
    """The same stream, other tags in it (``h264_metadata``); a container that has tags keeps its own."""
    return render(path, "-i", str(film), "-c", "copy", "-bsf:v", f"h264_metadata={tags}")


def square(path: Path, size: str, aspect: str, seconds: float, *words: str, start: float = 0.0) -> Path:
    """A white square of 100 samples on grey; ``aspect`` is that of a sample, ``start`` where its clock begins."""
    drawn = f"color=gray:s={size}:r=25:d={seconds},drawbox=(iw-100)/2:(ih-100)/2:100:100:white:fill,setsar={aspect}"
    late = ["-output_ts_offset", str(start)]
    return render(path, *picture(drawn), *(words or (*FAST, "-pix_fmt", "yuv420p")), *late)


def joined(path: Path, *parts: Path) -> Path:
    """Transport or program streams one after another, as they are."""
    path.write_bytes(b"".join(part.read_bytes() for part in parts))
    return path


def matroska_crop(path: Path, top: int, bottom: int) -> Path:
    """A square of 640 by 480 with ``PixelCropTop`` and ``PixelCropBottom`` (RFC 9559) in place of its display size."""
    square(path, "640x480", "4/3", 0.4)
    display = bytes.fromhex("54b0811054ba810954b28103")
    crop = bytes([0x54, 0xBB, 0x81, top, 0x54, 0xAA, 0x81, bottom, 0x54, 0xB2, 0x81, 0])
    data = path.read_bytes()
    assert data.count(display) == 1
    path.write_bytes(data.replace(display, crop))
    return path


def mp4_crop(path: Path, width: int, height: int) -> Path:
    """A square of 640 by 480 with a clean aperture (``clap``, ISO/IEC 14496-12) of that size in its middle."""
    square(path, "640x480", "1", 0.4)
    data = bytearray(path.read_bytes())
    head = data.index(b"moov")
    for kind in (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd", b"avc1"):
        at = data.index(kind, head) - 4
        struct.pack_into(">I", data, at, struct.unpack_from(">I", data, at)[0] + 40)
    at = data.index(b"pasp", head) - 4
    data[at:at] = struct.pack(">I4s8I", 40, b"clap", width, 1, height, 1, 0, 1, 0, 1)
    path.write_bytes(data)
    return path


def flat(path: Path, colour: str, size: str, seconds: float = 0.4) -> Path:
    """One colour."""
    return render(path, *picture(f"color={colour}:s={size}:r=25:d={seconds}"), *FAST, "-pix_fmt", "yuv420p")


def beside(path: Path, first: Path, second: Path, *words: str) -> Path:
    """Two pictures side by side in one file, in this order."""
    return render(path, "-i", str(first), "-i", str(second), "-map", "0", "-map", "1", "-c", "copy", *words)


def poster(path: Path, size: str = "600x800") -> Path:
    """A green picture of one frame: JPEG or PNG by its name."""
    return render(path, *picture(f"color=0x008000:s={size}"), "-frames:v", "1")
