"""What the numbers of a film's samples mean (ITU-T H.273), and the filters that bring them to BT.709, limited range.

Every rendition is tagged as BT.709 in limited range, since that is what all browsers show alike. What a source does
not say of itself is assumed as players assume it: BT.601 below 720 lines, BT.709 from there on, BT.2020 where the
transfer is one of high dynamic range.
"""

from dataclasses import dataclass
from typing import Any

from playback.media.notes import RANGE, RANGE_ASSUMED

UNKNOWN = (0, 2, 3)
"""Reserved and unspecified; 0 is RGB where a matrix is meant."""
RGB, BT709, BT470BG, BT601, BT2020, PQ, HLG = 0, 1, 5, 6, 9, 16, 18
CURVES = {PQ: "pq", HLG: "hlg"}
"""Transfer characteristics of high dynamic range."""
WIDE = (9, 10, 11, 12)
"""Primaries beyond those of BT.709: BT.2020, XYZ, DCI-P3, Display P3."""
FULL, LIMITED = 2, 1
"""Ranges as libavutil counts them (``AVColorRange``)."""
HD_WIDTH, HD_HEIGHT = 1280, 720
OUT = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
EXACT = "bicubic+accurate_rnd+full_chroma_int"
"""How swscale comes within a level from one matrix to another; slow, and of no use from planar RGB."""
MATRICES = (1, 4, 5, 6, 7, 9)
"""Matrices that swscale knows; another one is a mistake more often than not."""

# Linear light, at 100 cd/m² for white; BT.709 primaries; highlights rolled off by Hable's curve; BT.709 again.
TONE_MAP = (
    "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,"
    "format=yuv420p"
)


@dataclass(frozen=True, slots=True)
class Tags:
    """What a stream or a frame says of its colours: code points of H.273, and libavutil's range."""

    matrix: int = 2
    primaries: int = 2
    transfer: int = 2
    range: int = 0


@dataclass(frozen=True, slots=True)
class Colours:
    """What a film's samples mean, every gap filled.

    ``assumed`` names what the film does not say; ``retag`` says that its frames lack tags or carry others.
    """

    matrix: int = BT709
    primaries: int = BT709
    transfer: int = BT709
    full: bool = False
    rgb: bool = False
    assumed: tuple[str, ...] = ()
    retag: bool = False

    @property
    def hdr(self) -> str:
        """``pq``, ``hlg``, or empty for a standard range."""
        return CURVES.get(self.transfer, "")

    @property
    def notes(self) -> tuple[str, ...]:
        """What to tell people of a film's high dynamic range."""
        if not self.hdr:
            return ()
        missing = [name for name in self.assumed if name != "range"]
        if not missing:
            return (RANGE % {"kind": self.hdr.upper()},)
        return (RANGE_ASSUMED % {"kind": self.hdr.upper(), "missing": ", ".join(missing)},)

    @property
    def is_plain(self) -> bool:
        """Whether the samples are BT.709 in limited range already."""
        return not (self.hdr or self.rgb or self.full or self.primaries in WIDE) and self.matrix == BT709

    @property
    def tags(self) -> str:
        """The filter that writes the tags onto each frame; curves of a standard range all count as BT.709's."""
        matrix = "" if self.rgb else f":colorspace={self.matrix}"
        wide, transfer = self.hdr or self.primaries in WIDE, self.transfer if self.hdr else BT709
        primaries = self.primaries if wide else BT709
        return f"setparams=range={'pc' if self.full else 'tv'}:color_primaries={primaries}:color_trc={transfer}{matrix}"

    def steps(self, *, zscale: bool) -> str:
        """Filters to 8 bits of BT.709 in limited range; ``zscale`` says whether ffmpeg has zscale and tonemap.

        Without those, high dynamic range and wide colours come out pale.
        """
        if self.hdr and zscale:
            return TONE_MAP
        if self.rgb or not zscale:
            planar, flags = ("format=gbrp,", "bicubic") if self.rgb else ("", EXACT)
            return f"{planar}scale=flags={flags}:out_color_matrix=bt709:out_range=tv,format=yuv420p"
        return "zscale=p=bt709:t=bt709:m=bt709:r=tv,format=yuv420p"


def tags_of(source: Any) -> Tags:
    """The tags of a PyAV frame or codec context."""
    names = ("colorspace", "color_primaries", "color_trc", "color_range")
    return Tags(*(int(getattr(source, name, 0) or 0) for name in names))


def colours_of(frame: Any, declared: Tags, codec: str) -> Colours:
    """The colours of a film by its first frame; ``declared`` is what its container says, read before decoding."""
    said = tags_of(frame)
    rgb = _is_rgb(frame.format)
    transfer = next((one for one in (said.transfer, declared.transfer) if one in CURVES), 0)
    primaries = _first(said.primaries, declared.primaries)
    transfer = transfer or _first(said.transfer, declared.transfer)
    transfer = transfer or (PQ if primaries != BT709 and _is_mastered(frame) else 0)
    matrix = RGB if rgb else next((one for one in (said.matrix, declared.matrix) if one in MATRICES), 0)
    full = said.range or declared.range
    full = full or (FULL if rgb or codec == "mjpeg" or frame.format.name.startswith("yuvj") else 0)
    names = ("matrix", "primaries", "transfer", "range")
    known = (rgb or matrix, primaries, transfer, full)
    lacking = tuple(name for name, is_known in zip(names, known, strict=True) if not is_known)
    return Colours(
        matrix=matrix if rgb or matrix else _matrix(frame, primaries, transfer),
        primaries=primaries or (BT2020 if transfer in CURVES or matrix == BT2020 else BT709),
        transfer=transfer or BT709,
        full=full == FULL,
        rgb=rgb,
        assumed=lacking,
        retag=bool(lacking) or said != Tags(matrix, primaries, transfer, full),
    )


def _matrix(frame: Any, primaries: int, transfer: int) -> int:
    """The matrix of a picture that names none."""
    if transfer in CURVES or primaries == BT2020:
        return BT2020
    if frame.format.name.startswith("gray"):
        return BT709
    if primaries in (BT709, BT470BG, BT601):
        return BT709 if primaries == BT709 else BT601
    return BT709 if frame.width >= HD_WIDTH or frame.height >= HD_HEIGHT else BT601


def _first(*codes: int) -> int:
    """The first code point that says something, else 0."""
    return next((code for code in codes if code not in UNKNOWN), 0)


def _is_rgb(format: Any) -> bool:
    return bool(format.is_rgb or format.has_palette or format.is_bayer or format.name.startswith("xyz"))


def _is_mastered(frame: Any) -> bool:
    """Whether a frame tells on which screen it was mastered, as only high dynamic range does."""
    return bool(side_data(frame) & {"MASTERING_DISPLAY_METADATA", "DYNAMIC_HDR_PLUS"})


def side_data(frame: Any) -> set[str]:
    """Names of what a PyAV frame carries along; empty where it carries something that PyAV has no name for."""
    try:
        return {str(one.type.name) for one in frame.side_data}
    except ValueError:
        return set()
