"""What every page's template knows."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import get_language


def site(request: HttpRequest) -> dict[str, str | Promise]:
    """``disclosure``: the sentence that stands above links to shops; ``script_messages``: what scripts say in the
    request's language, as the name of a static file; empty where that is what the scripts themselves hold.
    """
    return {"disclosure": settings.DISCLOSURE, "script_messages": script_messages(get_language() or "")}


@cache
def script_messages(language: str) -> str:
    """The static file of a language's messages for scripts; empty where there is none."""
    name = f"js/messages/{language}.js"
    return name if (Path(settings.BASE_DIR) / "static" / name).exists() else ""
