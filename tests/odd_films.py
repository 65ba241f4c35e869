"""Small films of the kinds that go wrong: what ffmpeg's words after the inputs make of them."""

import subprocess
from pathlib import Path

import imageio_ffmpeg

FAST = ["-c:v", "libx264", "-preset", "ultrafast"]


def render(path: Path, *words: str) -> Path:
    """Run ffmpeg with these words, the last being added: the file."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-y", *words, str(path)]
    subprocess.run(command, check=True, timeout=120)
    return path


def picture(source: str) -> list[str]:
    """A made-up picture as an input."""
    return ["-f", "lavfi", "-i", source]


def noise(seconds: float, channels: str = "stereo") -> list[str]:
    """Noise as an input: nothing in it repeats, so that it can be found again in time."""
    return ["-f", "lavfi", "-i", f"anoisesrc=d={seconds}:a=0.3:r=48000:seed=7,aformat=channel_layouts={channels}"]


def corners(path: Path) -> Path:
    """Half a second, 160 by 90: red in the left upper corner, blue elsewhere."""
    drawn = "color=blue:s=160x90:r=24:d=0.5,drawbox=0:0:40:30:red:fill"
    return render(path, *picture(drawn), *FAST, "-pix_fmt", "yuv444p")


def hdr(path: Path, curve: str) -> Path:
    """Two greys in BT.2020 with a curve of high dynamic range, ten bits."""
    drawn = "color=0x595959:s=160x90:r=24:d=0.5,drawbox=80:0:80:90:0x828282:fill,format=yuv420p10le"
    tags = ["-color_primaries", "bt2020", "-color_trc", curve, "-colorspace", "bt2020nc"]
    return render(
        path, *picture(drawn + f",setparams=color_primaries=bt2020:color_trc={curve}:colorspace=bt2020nc"), *FAST, *tags
    )


def interlaced(path: Path, *, flagged: bool) -> Path:
    """A bar that moves fast, 25 frames a second of two fields each."""
    drawn = "testsrc2=s=320x480:r=50:d=2,scroll=h=0.05,tinterlace=interleave_top,fieldorder=tff"
    words = ["-flags", "+ilme+ildct", "-x264opts", "tff=1"] if flagged else []
    return render(path, *picture(drawn + ("" if flagged else ",setfield=prog")), *FAST, "-pix_fmt", "yuv420p", *words)


def variable(path: Path) -> Path:
    """Three seconds at 12.5 frames a second, then one second at 50; red, then blue from 3 s on."""
    both = "color=red:s=160x90:r=50:d=3[a];color=blue:s=160x90:r=50:d=1[b];[a][b]concat=n=2"
    return render(
        path, *picture(f"{both},select='lt(mod(n,4),1)+gte(t,3)'"), *FAST, "-pix_fmt", "yuv420p", "-fps_mode", "vfr"
    )


def two_languages(path: Path) -> Path:
    """German and English sound, English the default and in 5.1; a title that quotes."""
    words = [*picture("testsrc2=s=160x90:r=24:d=2"), *noise(2), *noise(2, "5.1"), "-map", "0", "-map", "1", "-map", "2"]
    words += [*FAST, "-pix_fmt", "yuv420p", "-c:a", "aac", "-metadata:s:a:0", "language=ger"]
    words += ["-metadata:s:a:1", "language=eng", "-metadata:s:a:1", 'title=The "best", 5.1']
    return render(path, *words, "-disposition:a:0", "0", "-disposition:a:1", "default")
