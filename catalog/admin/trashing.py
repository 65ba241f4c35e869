"""What the pages of titles do beside showing them: deleting moves to the trash, and what was typed is kept."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from catalog.models import Credit, Title
from catalog.services.provenance import fields_lock
from catalog.services.trash import titles_trash


class TrashingAdmin(admin.ModelAdmin[Title]):
    """A list of titles without those in the trash, where Delete means the trash."""

    delete_confirmation_template = "admin/catalog/title/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/catalog/title/delete_selected_confirmation.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Title]:
        """Titles that are not in the trash; where that is empty, nothing is asked of each."""
        titles = super().get_queryset(request)
        is_empty = not Title.objects.filter(trashed__isnull=False).exists()
        return titles if is_empty else titles.filter(trashed__isnull=True)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[list[str], dict[str, int], set[str], Any]:
        """The titles alone: nothing else is deleted, and a film has more rows than a page can list."""
        lacking = set() if self.has_delete_permission(request) else {str(self.opts.verbose_name)}
        return [str(title) for title in objs], {str(self.opts.verbose_name_plural): len(objs)}, lacking, []

    def delete_model(self, request: HttpRequest, obj: Title) -> None:
        """Move it to the trash."""
        titles_trash([obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Title]) -> None:
        """Move them to the trash."""
        titles_trash(queryset)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        """Say where it is now, and until when."""
        days = settings.TRASH_DAYS
        told = _("It can be restored from the trash for %(days)d days.") if days else _("It can be restored any time.")
        self.message_user(request, told % {"days": days} if days else told)
        return super().response_delete(request, obj_display, obj_id)


def edits_keep(form: ModelForm[Title], formsets: Iterable[Any]) -> None:
    """What a person changed on a title's form is that person's: no import fills it in any more."""
    credits = ["credits" for rows in formsets if rows.model is Credit and rows.has_changed()]
    fields_lock(form.instance, [*form.changed_data, *credits])
