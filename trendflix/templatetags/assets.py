"""Static files for pages that must be shown whatever is broken."""

from django import template
from django.conf import settings
from django.templatetags.static import static

register = template.Library()


@register.simple_tag
def static_if_any(path: str) -> str:
    """The address of a static file; the plain one where files were not collected: then without a style."""
    try:
        return static(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"
