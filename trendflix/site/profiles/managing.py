"""Managing the profiles of an account: whoever may not is asked for the PIN first."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.certificates import countries_with_systems
from trendflix.accounts.active import main_profile, manage_guard, profile_stay
from trendflix.accounts.models import Viewer
from trendflix.accounts.pins import pin_set
from trendflix.accounts.profiles import (
    MAX_PROFILES,
    avatar_free,
    profile_change,
    profile_create,
    profile_delete,
    profile_move,
    profiles_of,
)
from trendflix.accounts.visitors import visitor_of
from trendflix.core.accept_language import preferred
from trendflix.core.cldr import country_name
from trendflix.core.errors import UserError
from trendflix.core.search.text import fold
from trendflix.site.profiles.forms import ProfileForm

View = Callable[..., HttpResponse]


def manager_required(view: View) -> View:
    """Only for whoever may manage the account: others are asked for the PIN or the password."""

    @wraps(view)
    @never_cache
    @login_required
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if manage_guard(request) is None:
            return view(request, *args, **kwargs)
        asked = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("profiles-manage")
        return redirect(f"{reverse('profiles-unlock')}?{urlencode({'next': asked})}")

    return guarded


@manager_required
@require_safe
def manage(request: HttpRequest) -> HttpResponse:
    """All profiles with what can be done to them."""
    main_profile(visitor_of(request))
    profiles = profiles_of(request.user.pk or 0)
    return render(request, "profiles/manage.html", {"all_profiles": profiles, "is_full": len(profiles) >= MAX_PROFILES})


@manager_required
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """A new profile."""
    return _form_page(request, None)


@manager_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A profile of the account."""
    return _form_page(request, profile_of(request, pk))


@manager_required
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then delete a profile with what it kept."""
    profile = profile_of(request, pk)
    if request.method == "POST":
        try:
            profile_delete(profile)
            return redirect("profiles-manage")
        except UserError as error:
            return render(request, "profiles/delete.html", {"edited": profile, "error": str(error)}, status=400)
    return render(request, "profiles/delete.html", {"edited": profile})


@manager_required
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place to the front (``step=-1``) or the back."""
    profile_move(profile_of(request, pk), -1 if request.POST.get("step") == "-1" else 1)
    return redirect("profiles-manage")


def profile_of(request: HttpRequest, pk: int) -> Viewer:
    """A profile of the caller's account, or 404."""
    return get_object_or_404(Viewer, pk=pk, user_id=request.user.pk)


def _form_page(request: HttpRequest, profile: Viewer | None) -> HttpResponse:
    spoken = preferred(request.headers.get("Accept-Language", ""))[1]
    country = request.POST.get("country", request.GET.get("country", spoken))
    form = _form(request, profile, country)
    if form.is_bound and form.is_valid() and _keep(request, profile, form):
        return redirect("profiles-manage")
    context = {
        "form": form,
        "edited": profile,
        "country": country,
        "countries": _countries(),
        "heading": gettext("Change the profile") if profile else gettext("New profile"),
    }
    return render(request, "profiles/form.html", context, status=400 if form.errors else 200)


def _form(request: HttpRequest, profile: Viewer | None, country: str) -> ProfileForm:
    """The form as it was sent; with what was typed, and not looked at yet, where another country's marks are wanted.

    It is given a copy of the profile: it writes what was sent into its instance before it is known to be right.
    """
    instance = Viewer.objects.get(pk=profile.pk) if profile else _blank(request.user.pk or 0)
    initial = {"name": str(profile)} if profile and not profile.name else {}
    if "marks" in request.POST:
        initial = {name: request.POST.get(name, "") for name in ProfileForm.Meta.fields}
    sent = None if "marks" in request.POST else request.POST or None
    return ProfileForm(sent, instance=instance, country=country, initial=initial)


def _blank(user_id: int) -> Viewer:
    return Viewer(is_main=False, avatar=avatar_free(profiles_of(user_id)))


def _keep(request: HttpRequest, profile: Viewer | None, form: ProfileForm) -> bool:
    """Keep what the form says; ``False``, with the reason in the form, where that cannot be."""
    profile_stay(request)
    try:
        if profile is not None:
            kept = profile_change(profile, **form.values())
        else:
            kept = profile_create(request.user.pk or 0, **form.values())
        _pin_change(kept, form)
    except UserError as error:
        form.add_error(None, str(error))
        return False
    return True


def _countries() -> list[tuple[str, str]]:
    """(code, name) of the countries whose marks are known, in the order of their names."""
    names = [(code, country_name(code)) for code in countries_with_systems()]
    return sorted(names, key=lambda one: fold(one[1]))


def _pin_change(profile: Viewer, form: ProfileForm) -> None:
    if form.cleaned_data.get("new_pin"):
        pin_set(profile, form.cleaned_data["new_pin"])
    elif form.cleaned_data.get("remove_pin"):
        pin_set(profile, "")
