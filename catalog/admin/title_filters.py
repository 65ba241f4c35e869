"""Filters of the list of titles by one genre and one show."""

from django.utils.translation import gettext_lazy

from catalog.filters import Chosen
from catalog.models import Season, Title


class OfGenre(Chosen):
    """Titles of a genre."""

    title = gettext_lazy("genre")
    parameter_name = "of_genre"
    field = Title._meta.get_field("genres")
    path = "genres"


class OfShow(Chosen):
    """Episodes of a show."""

    title = gettext_lazy("show")
    parameter_name = "of_show"
    field = Season._meta.get_field("show")
    path = "season__show"
