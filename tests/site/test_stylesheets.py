"""Style sheets that hold in both writing directions and at every width."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static/css"
SHEETS = sorted(CSS.glob("*.css"))
SIDE = re.compile(
    r"(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)|text-align:\s*(?:left|right)"
    r"|(?:^|[;{\s])(?:left|right):(?!\s*50%)|float:\s*(?:left|right)"
)
IN_THE_PICTURE = re.compile(
    r"\.(?:dot|ripple|strip|seek-preview|marks|vjs-progress-control|vjs-play-progress|vjs-loading-spinner|vjs-big-play-button)\b"
)
"""Parts that scripts place by the picture's own coordinates, or Video.js does; the picture runs from left to right."""


def rules(text: str) -> list[tuple[str, str]]:
    """(selector, declarations) of every rule, without comments; those in media queries too."""
    plain = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return [(selector.strip(), body) for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", plain)]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_names_sides_by_the_direction_of_writing(sheet: Path) -> None:
    found = [
        f"{selector} {{{body.strip()}}}"
        for selector, body in rules(sheet.read_text(encoding="utf-8"))
        if SIDE.search(body) and not IN_THE_PICTURE.search(selector)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("body", "is_wrong"),
    [
        ("margin-left: 4px", True),
        ("color: red; right: 0", True),
        ("text-align: right", True),
        ("left: 50%; transform: translateX(-50%)", False),
        ("margin-inline-start: 4px; inset-inline-end: 0", False),
    ],
)
def test_a_side_that_does_not_turn_is_found(body: str, is_wrong: bool) -> None:
    assert bool(SIDE.search(body)) == is_wrong
