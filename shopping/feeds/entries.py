"""What readers of feed files hand on: entries with the line they begin on, and the errors that name a line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from trendflix.errors import UserError

Fields = dict[str, str]
REPEATED = {"additional_image_link"}
LONGEST_FIELD = 20_000
"""Characters of one field that are read; every limit on a product's field is far below."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed, fields named as Google's product data specification does, or why it cannot be read."""

    line: int
    fields: Fields = field(default_factory=dict)
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Shop:
    """What some formats leave out and the feed's owner says: the shop's address, and the currency of bare prices."""

    address: str = ""
    currency: str = "USD"


def broken(path: Path, line: int, reason: str) -> UserError:
    """The one line that a person gets for a file that cannot be read on."""
    return UserError(f"{path.name}: line {line}: {reason}.")


def text_lines(path: Path) -> Iterator[str]:
    """Lines of a UTF-8 file with their ends. Raises ``UserError`` that names the line where it is something else."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                yield line.decode("utf-8-sig" if number == 1 else "utf-8").replace("\0", "")
            except UnicodeDecodeError as error:
                raise broken(path, number, f"not UTF-8 text (byte {error.start + 1} of the line)") from error
