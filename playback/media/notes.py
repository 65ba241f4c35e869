"""What is told of a film's file: written in English by whoever reads it, and said in the language of who looks."""

import re
from functools import cache

from django.utils.translation import gettext


def gettext_noop(text: str) -> str:
    """Mark a text for translation; without Django's settings, which programs that read films do not need."""
    return text


STREAMS = gettext_noop("Of %(count)s video streams the film is stream %(stream)s (%(what)s); the others are left out.")
RANGE = gettext_noop("High dynamic range (%(kind)s) is shown in standard range.")
RANGE_ASSUMED = gettext_noop(
    "High dynamic range (%(kind)s) is shown in standard range; not given and assumed: %(missing)s."
)
CUT = gettext_noop("The file says %(claim)s s, but its picture and sound end after %(end)s s.")
HELD = gettext_noop("The picture cannot be decoded after %(seconds)s s; its last frame is held.")
NO_SOUND = gettext_noop("The sound in stream %(stream)s is missing: %(error)s")
NOTES = (STREAMS, RANGE, RANGE_ASSUMED, CUT, HELD, NO_SOUND)
PLACE = re.compile(r"%\\\((\w+)\\\)s")


def note_shown(text: str) -> str:
    """A note in the language that is spoken; as it is where it is none of ours."""
    for note, pattern in _patterns():
        if found := pattern.fullmatch(text):
            return gettext(note) % found.groupdict()
    return text


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    def pattern(note: str) -> re.Pattern[str]:
        return re.compile(PLACE.sub(r"(?P<\1>.*)", re.escape(note)), re.DOTALL)

    return tuple((note, pattern(note)) for note in NOTES)
