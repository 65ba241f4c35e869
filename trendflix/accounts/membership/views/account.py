"""The account page."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext, override
from django.views.decorators.cache import never_cache

from trendflix.accounts.membership.adapters import language_remember
from trendflix.accounts.membership.forms import AccountForm
from trendflix.accounts.membership.language import language_set
from trendflix.accounts.membership.owner import owner_of


@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Name, language, and the ways to everything else; keeps name and language."""
    user = User.objects.get(pk=owner_of(request).pk)
    form = AccountForm(request.POST or None, instance=user)
    language = request.POST.get("language", "")
    if request.method != "POST" or not form.is_valid() or language not in dict(settings.LANGUAGES):
        return render(request, "account/account.html", _context(user, form))
    form.save()
    language_set(user, language)
    with override(language):
        messages.success(request, gettext("Saved."))
    response = redirect("account")
    language_remember(response, language)
    return response


def _context(user: User, form: AccountForm) -> dict[str, object]:
    return {
        "form": form,
        "language": get_language(),
        "languages": settings.LANGUAGES,
        "email": EmailAddress.objects.filter(user=user).order_by("-verified", "-primary").first(),
        "has_totp": Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists(),
        "session_count": UserSession.objects.filter(user=user).count(),
        "has_providers": bool(settings.SIGN_IN_PROVIDERS),
    }
