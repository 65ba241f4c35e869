"""What every page's template knows."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """``disclosure``: the sentence that stands above links to shops."""
    return {"disclosure": settings.DISCLOSURE}
