"""Answers for load balancers and container health checks, before host names, HTTPS and signing in are asked for."""

import shutil
from collections.abc import Callable, Mapping

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from trendflix.jobs.broker import broker_ping
from vision.checks import check_models

MIN_FREE_BYTES = 512 * 2**20
Check = Callable[[], str]
"""Says what is wrong, in a sentence; nothing where all is well."""


def database_check() -> str:
    """Whether the database answers and has the tables that this code expects."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return migrations_check()


def migrations_check() -> str:
    """Whether every migration was applied; asked until it was so once, since the code of a process does not change."""
    if not getattr(migrations_check, "is_done", False):
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if waiting:
            return f"{len(waiting)} migrations wait: run manage.py migrate"
        migrations_check.is_done = True  # type: ignore[attr-defined]
    return ""


def cache_check() -> str:
    """Whether the cache keeps a value."""
    cache.set("readyz", "kept", 10)
    is_kept = cache.get("readyz") == "kept" and getattr(cache, "is_answering", True)
    return "" if is_kept else "the cache does not keep values"


def broker_check() -> str:
    """Whether a message could be sent to the workers."""
    broker_ping()
    return ""


def disk_check() -> str:
    """Whether the data folder has room."""
    free = shutil.disk_usage(settings.DATA).free
    return "" if free >= MIN_FREE_BYTES else f"less than {MIN_FREE_BYTES // 2**20} MiB are left"


def models_check() -> str:
    """Whether the models that the settings name are there, as far as files tell."""
    problems = check_models(None)
    return f"{len(problems)} missing: manage.py check names them" if problems else ""


NEEDED: Mapping[str, Check] = {"database": database_check}
"""Without these no page can be answered."""
WANTED: Mapping[str, Check] = {
    "cache": cache_check,
    "broker": broker_check,
    "disk": disk_check,
    "models": models_check,
}
"""Without these viewers can browse and watch, but something else does not work."""


def _state(check: Check) -> str:
    try:
        return check() or "ok"
    except Exception as error:  # noqa: BLE001 - whatever a driver raises is the answer
        return f"does not answer ({type(error).__name__})"


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """What the site needs, each with its state: 503 where no page can be answered, "degraded" where less is amiss."""
    needed = {name: _state(check) for name, check in NEEDED.items()}
    wanted = {name: _state(check) for name, check in WANTED.items()}
    is_up, is_well = set(needed.values()) == {"ok"}, set(wanted.values()) == {"ok"}
    status = "unavailable" if not is_up else "ok" if is_well else "degraded"
    return JsonResponse({"status": status, "checks": needed | wanted}, status=200 if is_up else 503)


class HealthChecks:
    """Answers ``/healthz`` and ``/readyz`` first of all: a check names the site by its address and speaks HTTP."""

    ANSWERS: Mapping[str, Callable[[HttpRequest], HttpResponse]] = {"/healthz": healthz, "/readyz": readyz}

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a check, or hand on."""
        return self.ANSWERS.get(request.path, self.get_response)(request)
