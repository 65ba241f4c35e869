"""The page of what somebody watched: looked through, paused, removed from, cleared."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from catalog.models import Title
from catalog.selectors import titles_visible
from playback.addresses import play_address
from playback.history import Begun
from playback.models import Progress
from playback.selectors import episode_label, stills
from playback.watched import history_clear, history_page, history_pause, history_remove
from trendflix.accounts.sight import sight_of
from trendflix.accounts.visitors import visitor_known, visitor_of


@never_cache
@require_http_methods(["GET", "POST"])
def history(request: HttpRequest) -> HttpResponse:
    """Films and episodes, last watched first, a page at a time; a form says what is to be done."""
    if request.method == "POST":
        _change(request)
        return redirect("history")
    visitor = visitor_known(request)
    page = history_page(visitor.viewer_id, titles_visible(sight_of(request)), request.GET.get("after", ""))
    pictures = stills([row.video.title for row in page.rows])
    context = {
        "rows": [_shown(row, pictures) for row in page.rows],
        "after": page.after,
        "paused": visitor.viewer_id is not None and visitor.viewer().history_paused,
    }
    return render(request, "playback/history.html", context)


def _shown(row: Progress, pictures: dict[int, str]) -> dict[str, object]:
    title = row.video.title
    begun = Begun(title, title.pk, row.position, row.video.duration)
    return {
        "title": title,
        "show": title.season.show if title.season else None,
        "label": episode_label(title),
        "picture": pictures.get(title.pk, ""),
        "play": play_address(title.slug),
        "percent": 100 if row.watched else begun.percent,
        "watched": row.watched,
        "when": row.updated,
    }


def _change(request: HttpRequest) -> None:
    """``remove`` (a slug), ``clear``, or ``pause`` (1 or 0)."""
    visitor, sent = visitor_known(request), request.POST
    if "pause" in sent:
        history_pause(visitor_of(request).viewer(), sent["pause"] == "1")
    elif visitor.viewer_id is None:
        return
    elif "clear" in sent:
        history_clear(visitor.viewer_id)
    elif "remove" in sent:
        title = Title.objects.filter(slug=sent["remove"]).only("pk").first()
        if title is not None:
            history_remove(visitor.viewer_id, title.pk)
