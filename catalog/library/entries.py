"""Files of a folder, and what kind each is by its name."""

import hashlib
import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath

from trendflix.core.names import readable

VIDEOS = frozenset(
    ["mkv", "mp4", "m4v", "mov", "avi", "wmv", "webm", "ts", "m2ts", "mts", "mpg", "mpeg", "vob", "ogv", "ogm", "flv"]
    + ["3gp", "asf", "divx", "rmvb", "mxf", "dv"]
)
SUBTITLES = frozenset(["srt", "vtt", "ass", "ssa"])
OTHER_SUBTITLES = frozenset(["sub", "idx", "sup", "smi", "usf"])
PICTURES = frozenset(["jpg", "jpeg", "png", "webp"])
IGNORED_FOLDERS = re.compile(
    r"\.|@eadir$|#recycle$|\$recycle\.bin$|lost\+found$|system volume information$|extrafanart$|extrathumbs$|"
    r"trickplay$|theme-music$|backdrops$|metadata$|.*\.trickplay$",
    re.IGNORECASE,
)
DISCS = re.compile(r"(?:BDMV|VIDEO_TS|HVDVD_TS)$", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """A regular file: its path, bytes, time of change in ns, and inode."""

    path: Path
    size: int
    changed: int
    inode: int

    @cached_property
    def stem(self) -> str:
        """The name without its extension, readable."""
        return readable(self.path.stem)

    @cached_property
    def suffix(self) -> str:
        """The extension in lower case, without its dot."""
        return self.path.suffix.lower()[1:]

    @property
    def identity(self) -> str:
        """Changes when the file does, and not when it is renamed."""
        return f"{self.size}:{self.changed}:{self.inode}"


def path_key(path: Path | PurePath) -> str:
    """A path hashed, whatever bytes it holds: 64 hexadecimal digits."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()


def shown_path(path: Path, root: Path) -> str:
    """A path below a folder as people read it."""
    return readable(str(path.relative_to(root))) if path != root else "."


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that was left out, and why; ``is_error`` where somebody should do something about it.

    ``is_file``: one of the files that were found, not a folder or a link that was not followed.
    """

    path: Path
    reason: str
    is_error: bool = True
    is_file: bool = False
