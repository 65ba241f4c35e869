"""Small films whose clocks, lengths and sounds are odd: a beep of 0.1 s in every second, a picture that moves."""

from pathlib import Path

from tests.odd_films import FAST, picture, render

BEEPS = "if(lt(mod(t+0.7,1),0.1),0.5*sin(2*PI*1000*t),0)"
FIRST_BEEP = 0.3
H264 = [*FAST, "-pix_fmt", "yuv420p"]


def beeping(seconds: float, rate: int = 48_000, channels: str = "stereo") -> list[str]:
    """Beeps as an input."""
    expression = f"aevalsrc='{BEEPS}':d={seconds}:s={rate},aformat=channel_layouts={channels}"
    return ["-f", "lavfi", "-i", expression]


def film(
    path: Path,
    seconds: float = 6,
    *words: str,
    sound: float | None = None,
    rate: int = 48_000,
    channels: str = "stereo",
) -> Path:
    """A moving picture with beeps; ``sound`` is how long they go on, ``words`` go before the file's name."""
    inputs = [*picture(f"testsrc2=s=160x90:r=25:d={seconds}"), *beeping(sound or seconds, rate, channels)]
    return render(path, *inputs, "-map", "0", "-map", "1", *H264, "-g", "25", *words)


def joined(path: Path, *parts: Path) -> Path:
    """Files one after another, as ``cat`` joins them."""
    path.write_bytes(b"".join(part.read_bytes() for part in parts))
    return path


def cut(path: Path, whole: Path, part: float) -> Path:
    """The first part of a file, as a download leaves it that breaks off."""
    data = whole.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    return path


def leaping(path: Path, whole: Path, at: float, by: float) -> Path:
    """The same film whose clock leaps forward in the middle."""
    leap = [f"setts=ts=TS+if(gte(TS*TB\\,{at})\\,{by}/TB\\,0)"] * 2
    return render(path, "-i", str(whole), "-c", "copy", "-bsf:v", leap[0], "-bsf:a", leap[1])


def two_sounds(path: Path, seconds: float, first: float, second: float) -> Path:
    """A film with two sounds of these lengths."""
    inputs = [*picture(f"testsrc2=s=160x90:r=25:d={seconds}"), *beeping(first), *beeping(second)]
    return render(path, *inputs, "-map", "0", "-map", "1", "-map", "2", *H264, "-c:a", "aac")


def fragments_joined(path: Path, part: Path) -> Path:
    """A fragmented MP4 file whose fragments come twice, with the same times."""
    data = part.read_bytes()
    path.write_bytes(data + data[data.index(b"moof") - 4 :])
    return path


def sound_of_an_unknown_codec(path: Path, whole: Path) -> Path:
    """A Matroska file in which the sound's codec has a name that nobody knows."""
    data = whole.read_bytes()
    assert data.count(b"A_PCM/INT/LIT") == 1
    path.write_bytes(data.replace(b"A_PCM/INT/LIT", b"A_XYZ/ABC/DEF"))
    return path


def shown_text_at(path: Path, whole: Path, seconds: int) -> Path:
    """The same film with one line of subtitles at a time."""
    text = path.with_suffix(".srt")
    stamp = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    text.write_text(f"1\n{stamp},000 --> {stamp},900\nLate\n")
    return render(path, "-i", str(whole), "-i", str(text), "-map", "0", "-map", "1", "-c", "copy", "-c:s", "srt")
