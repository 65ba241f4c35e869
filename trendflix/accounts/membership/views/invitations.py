"""The link of an invitation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from trendflix.accounts.membership.invitations import IN_SESSION, invitation_open


@require_safe
@never_cache
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Remember the invitation in this browser and lead to the form; the secret leaves the address."""
    row = invitation_open(secret)
    if row is None:
        error = gettext("This invitation has been used or has expired.")
        return render(request, "account/invitation.html", {"error": error}, status=410)
    if request.user.is_authenticated:
        error = gettext("You are signed in; sign out to use the invitation.")
        return render(request, "account/invitation.html", {"error": error}, status=409)
    request.session[IN_SESSION] = row.pk
    response = redirect("account_signup")
    if row.email:
        response["Location"] += f"?email={row.email}"
    return response
