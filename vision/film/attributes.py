"""What can be said of a garment from its cut-out."""

from PIL import Image

from vision.colours import colour_shares

SECOND_FROM = 0.25
"""Part of the garment from which another colour is worth naming."""


def attributes_of(cutout: Image.Image) -> dict[str, str]:
    """The attributes that a garment's row keeps: ``colour``, and ``second_colour`` where it covers a fair part."""
    names = sorted(colour_shares(cutout).items(), key=lambda item: -item[1])
    found = {"colour": names[0][0]} if names else {}
    if len(names) > 1 and names[1][1] >= SECOND_FROM:
        found["second_colour"] = names[1][0]
    return found
