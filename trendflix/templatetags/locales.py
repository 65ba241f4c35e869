"""``{% load locales %}``: what templates write in the reader's language."""

from django import template

from trendflix.core.locales.formats import duration

register = template.Library()
register.filter("duration", duration)
