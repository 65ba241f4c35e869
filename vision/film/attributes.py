"""What can be said of a garment from its measured colours."""

from vision.language.colour_names import Palette, names_of


def attributes_of(palette: Palette) -> dict[str, str]:
    """The attributes that a garment's row keeps: ``colour``, and ``second_colour`` where it covers a fair part."""
    return dict(zip(("colour", "second_colour"), names_of(palette), strict=False))
