"""Personal tokens for the API."""

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from trendflix.accounts.membership.models import ApiToken
from trendflix.accounts.membership.owner import owner_of
from trendflix.accounts.membership.tokens import MAX_DAYS, token_make, token_revoke
from trendflix.core.errors import UserError

SHOWN_ONCE = "new-token"


class TokenForm(forms.Form):
    """A new token."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Which program is it for?"))
    scope = forms.ChoiceField(label=_("It may"), choices=ApiToken.Scope.choices)
    days = forms.IntegerField(
        label=_("Days until it expires"), min_value=1, max_value=MAX_DAYS, required=False, initial=365
    )


@never_cache
@login_required
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth has no types
def tokens(request: HttpRequest) -> HttpResponse:
    """The account's tokens; a new one is shown once, on the page that follows."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            _token, request.session[SHOWN_ONCE] = token_make(
                owner_of(request), data["name"], data["scope"], data["days"]
            )
            return redirect("account-tokens")
        except UserError as error:
            form.add_error(None, str(error))
    secret = request.session.pop(SHOWN_ONCE, "") if request.method == "GET" else ""
    rows = ApiToken.objects.filter(user=owner_of(request))
    return render(request, "account/tokens.html", {"form": form, "tokens": rows, "secret": secret})


@require_POST
@login_required
def token_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke one of the account's own tokens."""
    if not token_revoke(owner_of(request), pk):
        raise Http404
    return redirect("account-tokens")
