"""What of the library needs somebody, for the admin's first page."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.admin.title_list import failed_films
from catalog.models import Identification, Title
from catalog.tmdb import client
from trendflix.core.admin.attention import Attention, counted


def titles_attention(user: Any) -> Iterator[Attention]:
    """Titles without a film, films whose work failed, and films that can be played but are hidden."""
    if not user.has_perm("catalog.view_title"):
        return
    films = Title.objects.filter(trashed__isnull=True).exclude(kind=Title.Kind.SHOW)
    page = reverse("admin:catalog_title_changelist")
    yield Attention(_("titles without a film"), counted(films.filter(video=None)), f"{page}?film=missing")
    failed = films.filter(video__pk__in=failed_films())
    yield Attention(_("films whose work failed"), counted(failed), f"{page}?film=failed")
    if client.has_key():
        unsettled = Identification.objects.filter(state=Identification.State.AMBIGUOUS, title__trashed__isnull=True)
        settling = f"{reverse('admin:catalog_identification_changelist')}?state__exact=ambiguous"
        yield Attention(_("titles of which TMDB knows several"), counted(unsettled), settling)
    hidden = films.filter(published=False, publish_at=None, video__package_key__gt="")
    yield Attention(
        _("finished films that viewers do not see"), counted(hidden), f"{page}?film=ready&published__exact=0"
    )
