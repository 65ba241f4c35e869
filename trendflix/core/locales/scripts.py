"""Where the messages of a language lie that scripts load."""

from functools import cache
from pathlib import Path

from django.conf import settings


@cache
def script_messages(language: str) -> str:
    """The static file of a language's messages for scripts; empty where there is none."""
    name = f"js/messages/{language}.js"
    return name if (Path(settings.BASE_DIR) / "static" / name).exists() else ""
