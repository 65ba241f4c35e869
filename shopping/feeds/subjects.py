"""Feeds as what jobs work on, by name, for people who look at jobs."""

from collections.abc import Iterable

from django.urls import reverse

from shopping.models import Feed
from trendflix.jobs.subjects import Subject


def feeds_named(ids: Iterable[int]) -> dict[int, Subject]:
    """Feeds by the ids of their rows, in one query."""
    names = Feed.objects.filter(pk__in=ids).values_list("pk", "name")
    return {pk: Subject(name, reverse("admin:shopping_feed_change", args=[pk])) for pk, name in names}
