"""Choosing a profile, and giving the PIN where one is asked for."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from trendflix.accounts.active import guard_of, manage_guard, profile_enter, unlock
from trendflix.accounts.models import Viewer
from trendflix.accounts.pins import WrongSecret
from trendflix.accounts.profiles import MAX_PROFILES, profiles_of
from trendflix.accounts.visitors import visitor_of


def next_of(request: HttpRequest, fallback: str = "") -> str:
    """Where to go on to: an address of this site that the request names, or ``fallback`` (the home page)."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours and asked.startswith("/") else fallback or reverse("home")


@never_cache
@login_required
@require_safe
def picker(request: HttpRequest) -> HttpResponse:
    """Who is watching: all profiles of the account, each a step from being used."""
    visitor = visitor_of(request)
    profiles = profiles_of(visitor.user_id or 0)
    current = visitor.profile if visitor.has_chosen else None
    context = {
        "all_profiles": profiles,
        "current": current,
        "next": next_of(request),
        "is_full": len(profiles) >= MAX_PROFILES,
    }
    return render(request, "profiles/picker.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Use a profile; where a PIN is asked for, a form for it."""
    target = get_object_or_404(Viewer, pk=pk, user_id=request.user.pk)
    guard = guard_of(request, target)
    if request.method == "GET" and guard is None:
        return redirect("profiles")
    error = ""
    if request.method == "POST" and guard is not None and "secret" not in request.POST:
        return redirect(f"{request.path}?{urlencode({'next': next_of(request)})}")  # to a page that one can go back to
    if request.method == "POST":
        try:
            profile_enter(request, target, request.POST.get("secret", ""))
            return _entered(request, target)
        except WrongSecret as wrong:
            error = str(wrong)
    return _pin_page(request, guard, error, {"target": target})


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def unlock_page(request: HttpRequest) -> HttpResponse:
    """Ask for the main profile's PIN, or the account's password, before anything is managed."""
    error, guard = "", manage_guard(request)
    if request.method == "POST":
        try:
            unlock(request, request.POST.get("secret", ""))
            return redirect(next_of(request, reverse("profiles-manage")))
        except WrongSecret as wrong:
            error = str(wrong)
    if guard is None:
        return redirect(next_of(request, reverse("profiles-manage")))
    return _pin_page(request, guard, error, {"target": None})


def _pin_page(request: HttpRequest, guard: Viewer | None, error: str, more: dict[str, Any]) -> HttpResponse:
    context = {"guard": guard, "error": error, "next": next_of(request, "")} | more
    return render(request, "profiles/pin.html", context, status=403 if error else 200)


def _entered(request: HttpRequest, profile: Viewer) -> HttpResponse:
    """On to where the person wanted to go, or, at a profile's first visit, to its tastes; in its language."""
    onward = next_of(request)
    response = redirect(onward if profile.tastes_asked else f"{reverse('tastes')}?{urlencode({'next': onward})}")
    if profile.interface_language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            profile.interface_language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            path=settings.LANGUAGE_COOKIE_PATH,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
    return response
