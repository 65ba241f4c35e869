"""The admin site: Django's own, with a first page that says what runs, failed, waits and needs somebody."""

from typing import Any

from django.contrib.admin import AdminSite
from django.db.models.base import ModelBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from trendflix.site.desk.home import home_of, work_of

SECRET = frozenset({"usersessions.usersession", "mfa.authenticator", "socialaccount.socialtoken"})
"""Models of libraries whose pages would show session keys, second factors or tokens."""
ORDER = ("catalog", "playback", "shopping", "vision", "jobs", "accounts", "account", "auth")
"""Apps on the first page; others come after them, by name."""


class Desk(AdminSite):
    """``django.contrib.admin.site`` of this project (see ``trendflix.apps.DeskConfig``)."""

    site_header = site_title = "TrendFlix"
    index_title = _("Library, shop and jobs")
    index_template = "admin/home.html"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """As Django's, without pages that would show secrets."""
        models: list[Any] = [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else list(model_or_iterable)
        shown = [model for model in models if model._meta.label_lower not in SECRET]
        super().register(shown, admin_class, **options)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """What editors use most comes first."""
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: ORDER.index(app["app_label"]) if app["app_label"] in ORDER else len(ORDER))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """One address more: the part of the first page that changes while somebody looks at it."""
        work = self.admin_view(require_safe(self.work_view))
        return [path("home/work/", work, name="home-work"), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The first page."""
        return super().index(request, home_of(request.user) | (extra_context or {}))

    def work_view(self, request: HttpRequest) -> HttpResponse:
        """What runs, waits and failed, as HTML for the first page."""
        return render(request, "admin/_home_work.html", work_of(request.user))
