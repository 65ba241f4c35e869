"""What a child's profile is allowed whatever its rating."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from catalog import allowed
from catalog.models import Collection, Title
from catalog.selectors import browsed, titles_search
from catalog.visible import collections_visible
from trendflix.accounts.models import Viewer
from trendflix.accounts.sight import EVERYBODY
from trendflix.core.errors import UserError
from trendflix.site.profiles.managing import manager_required, profile_of

FOUND, COLLECTIONS = 24, 60


@manager_required
@require_http_methods(["GET", "POST"])
def allow(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of a child's profile, and titles by words (``q``) to add to it."""
    profile = profile_of(request, pk)
    if not profile.is_child:
        raise Http404("Only a child's profile has allowed titles.")
    query, error = request.GET.get("q", "").strip()[:200], ""
    if request.method == "POST":
        try:
            _set(profile, request.POST.get("allow", ""), request.POST.get("remove", ""))
            return redirect(f"{reverse('profiles-allowed', args=[pk])}?q={query}" if query else request.path)
        except UserError as wrong:
            error = str(wrong)
    listed, collections = allowed.allowed_titles(profile), allowed.allowed_collections(profile)
    known = {title.pk for title in listed}
    context = {
        "edited": profile,
        "words": query,
        "titles": listed,
        "collections": collections,
        "found": [title for title in titles_search(EVERYBODY, query, FOUND) if title.pk not in known] if query else [],
        "others": _others(collections),
        "error": error,
    }
    return render(request, "profiles/allowed.html", context, status=400 if error else 200)


def _others(collections: list[Collection]) -> list[Collection]:
    listed = [one.pk for one in collections]
    return list(collections_visible(EVERYBODY).exclude(pk__in=listed).order_by("name", "pk")[:COLLECTIONS])


def _set(profile: Viewer, added: str, removed: str) -> None:
    """``title-SLUG`` or ``collection-SLUG`` of what is added or removed."""
    kind, _, slug = (added or removed).partition("-")
    if kind == "title":
        title = get_object_or_404(browsed(EVERYBODY) if added else Title.objects.all(), slug=slug)
        allowed.title_allow(profile, title) if added else allowed.title_disallow(profile, title.pk)
    elif kind == "collection":
        found = collections_visible(EVERYBODY) if added else Collection.objects.all()
        collection = get_object_or_404(found, slug=slug)
        allowed.collection_allow(profile, collection) if added else allowed.collection_disallow(profile, collection.pk)
