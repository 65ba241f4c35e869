"""Copies of everything that names a person."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from trendflix.accounts.membership.exports import export_for, export_request
from trendflix.accounts.membership.models import Export
from trendflix.accounts.membership.owner import owner_of

SHOWN = 10


@never_cache
@login_required
def exports(request: HttpRequest) -> HttpResponse:
    """The copies that can be fetched; makes another one."""
    if request.method == "POST":
        export_request(owner_of(request))
        return redirect("account-exports")
    rows = Export.objects.filter(user=owner_of(request), expires__gt=timezone.now())[:SHOWN]
    return render(request, "account/exports.html", {"exports": rows})


@require_safe
@never_cache
@login_required
def export(request: HttpRequest, pk: int) -> FileResponse:
    """The file of a copy, to its owner alone."""
    row = export_for(owner_of(request), pk)
    if row is None:
        raise Http404
    return file_of(row)


def file_of(row: Export) -> FileResponse:
    """The file, named by its day."""
    name = f"trendflix-{row.created:%Y-%m-%d}.zip"
    return FileResponse(row.path.open("rb"), as_attachment=True, filename=name, content_type="application/zip")
