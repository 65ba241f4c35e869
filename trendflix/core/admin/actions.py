"""Actions of the admin: each names the permission it needs and leaves an entry in the admin's log."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_stubs_ext import StrOrPromise

Action = Callable[[Any, HttpRequest, QuerySet[Any]], Any]


def logged_action(
    description: StrOrPromise, *, permissions: tuple[str, ...] = ("change",)
) -> Callable[[Action], Action]:
    """As ``admin.action``, and each row that was changed gets a ``LogEntry`` with the action's description.

    The action returns ``None`` where all chosen rows were changed, or the rows that were; a response, such as a page
    that asks for more, changed nothing yet.
    """

    def decorate(action: Action) -> Action:
        @wraps(action)
        def run(page: Any, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
            chosen = list(queryset)  # before the action takes rows out of the queryset
            answer = action(page, request, queryset)
            if isinstance(answer, HttpResponseBase):
                return answer
            changes_log(request, chosen if answer is None else answer, description)
            return None

        run.is_logged = True  # type: ignore[attr-defined]  # asked for by the test that walks all actions
        return admin.action(run, description=description, permissions=list(permissions))

    return decorate


def changes_log(request: HttpRequest, rows: Iterable[Model], words: StrOrPromise) -> None:
    """Write down that whoever asks has changed some rows, and how; shown in each row's history."""
    changed: Any = list(rows)
    if changed:
        user: Any = request.user.pk
        LogEntry.objects.log_actions(user, changed, CHANGE, change_message=str(words))
