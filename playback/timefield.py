"""Times as people write them: 90, 1:30, 1:02:03.5."""

import math
import re
from typing import Any

from django import forms
from django.utils.translation import gettext

TIME = re.compile(r"^(?:(?:(\d{1,3}):)?([0-5]?\d):)?(\d+(?:\.\d{1,3})?)$")


def seconds_of(text: str) -> float:
    """Seconds of ``SS``, ``MM:SS`` or ``H:MM:SS``, with up to three decimals. Raises ``ValueError`` for all else."""
    match = TIME.match(text.strip())
    if match is None:
        raise ValueError(text)
    hours, minutes, seconds = (float(part or 0) for part in match.groups())
    if ":" in text and seconds >= 60:
        raise ValueError(text)
    return hours * 3600 + minutes * 60 + seconds


def clock(seconds: float) -> str:
    """``H:MM:SS`` or ``M:SS``, with the decimals there are."""
    seconds = round(seconds, 3)
    whole = math.floor(seconds)
    rest = f"{seconds - whole:.3f}".rstrip("0")[1:].rstrip(".")
    hours, minutes = whole // 3600, whole % 3600 // 60
    head = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
    return f"{head}:{whole % 60:02d}{rest}"


class TimeInput(forms.TextInput):
    """Shows seconds as a clock does."""

    def format_value(self, value: Any) -> str | None:
        """What stands in the field."""
        return clock(value) if isinstance(value, int | float) else super().format_value(value)


class TimeField(forms.Field):
    """A place in a film; its value is seconds."""

    widget = TimeInput

    def to_python(self, value: Any) -> float | None:
        """Seconds, or ``None`` where the field is empty."""
        if value in self.empty_values:
            return None
        if isinstance(value, int | float):
            return float(value)
        try:
            return seconds_of(str(value))
        except ValueError as error:
            raise forms.ValidationError(gettext("Write a time as 90, 1:30 or 1:02:03.")) from error

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No attributes of a number field."""
        return {"size": "10", "placeholder": "m:ss"}
