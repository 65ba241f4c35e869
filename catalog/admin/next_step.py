"""The last column of the list of titles: the one thing to do next, for whoever looks at it."""

from collections.abc import Callable

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from catalog.admin.film_state import FilmState, state_of
from catalog.admin.links import link
from catalog.models import Title

ONE = "one"
"""The name of the buttons in rows; their values are ``action:pk``."""
NOTHING = "–"


def next_step_column(request: HttpRequest) -> Callable[[Title], str]:
    """The column; a closure, since an admin is shared and what is offered follows from who asks."""
    allowed = request.user.get_all_permissions()

    @admin.display(description=gettext_lazy("next step"))
    def next_step(title: Title) -> str:
        state = state_of(title)
        return _of_show(title) if state.kind == "show" else _of_film(title, state, allowed)

    return next_step


def _of_show(title: Title) -> str:
    return link(_("Episodes"), "catalog_title_change", title.pk, fragment="seasons-group")


def _of_film(title: Title, state: FilmState, allowed: set[str]) -> str:
    may_change = "catalog.change_title" in allowed
    if state.video is None:
        may_add = "playback.add_video" in allowed
        return link(_("Add film"), "playback_video_add", title=title.pk) if may_add else NOTHING
    if state.kind == "failed" and may_change:
        return _button("retry", title, _("Try again"))
    if state.kind == "paused" and may_change:
        return _button("resume", title, pgettext("job", "Resume"))
    if not state.is_ready:
        may_look = allowed & {"playback.view_video", "playback.change_video"}
        return link(_("Progress"), "playback_video_change", state.video) if may_look else NOTHING
    if not title.published and may_change:
        return _button("publish", title, _("Publish"))
    return format_html('<a href="{}">{}</a>', title.get_absolute_url(), _("View on the site"))


def _button(action: str, title: Title, words: str) -> str:
    """A button of a row; its name says whose for those who hear it."""
    shape = '<button type="submit" class="row-button" name="{}" value="{}" aria-label="{}">{}</button>'
    return format_html(shape, ONE, f"{action}:{title.pk}", f"{words}: {title.name}", words)
