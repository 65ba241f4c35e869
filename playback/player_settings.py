"""What a viewer chose in the player, kept with their profile so that every device has it."""

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext

from trendflix.accounts.models import Viewer
from trendflix.core.errors import UserError

MAX_WORDS = 60
CAPTION_STYLE = (
    "backgroundColor",
    "backgroundOpacity",
    "color",
    "edgeStyle",
    "fontFamily",
    "fontPercent",
    "textOpacity",
    "windowColor",
    "windowOpacity",
)
"""The fields of Video.js' text track settings."""
_STYLE = re.compile(r"[#\w.-]{0,40}")


def _number(least: float, most: float) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def _words(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= MAX_WORDS


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _style(value: Any) -> bool:
    def is_good(part: Any) -> bool:
        return _number(0, 10)(part) or (isinstance(part, str) and bool(_STYLE.fullmatch(part)))

    return isinstance(value, dict) and all(name in CAPTION_STYLE and is_good(part) for name, part in value.items())


SETTINGS: dict[str, Callable[[Any], bool]] = {
    "volume": _number(0, 1),
    "muted": _flag,
    "rate": _number(0.25, 4),
    "captions": lambda value: value is None or _words(value),
    "audio": _words,
    "height": _number(0, 10_000),
    "fill": _flag,
    "captionStyle": _style,
}
"""Name → whether a value can be one; the same as in ``static/js/player/preferences.js``."""


def settings_of(viewer: Viewer | None) -> dict[str, Any]:
    """What was chosen, without what cannot be."""
    kept = viewer.settings if viewer is not None else {}
    return {name: kept[name] for name, is_good in SETTINGS.items() if name in kept and is_good(kept[name])}


def settings_change(viewer: Viewer, values: dict[str, Any]) -> dict[str, Any]:
    """Keep some settings, and return all. Raises ``UserError`` that names what is wrong; then nothing is changed."""
    for name, value in values.items():
        if name not in SETTINGS:
            raise UserError(gettext("The player has no setting %(name)s.") % {"name": name[:40]})
        if not SETTINGS[name](value):
            raise UserError(gettext("The setting %(name)s cannot be this.") % {"name": name})
    viewer.player_settings = settings_of(viewer) | values
    viewer.save(update_fields=["player_settings"])
    return settings_of(viewer)
