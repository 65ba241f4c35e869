"""System checks: what the environment lacks, each with an id and a hint."""

import os
import shutil
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connection

MIN_FREE_BYTES = 2 * 2**30
LOCAL_HOSTS = ("", "localhost", "127.0.0.1", "::1")


def register_all() -> None:
    """Register every check of this module."""
    register(Tags.files)(check_data_folder)
    register(Tags.security)(check_hosts)
    register(Tags.files)(check_room)
    register(Tags.database)(check_one_machine)
    register(Tags.database)(check_trigrams)


def check_data_folder(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """trendflix.E001: the data folder can be written."""
    if os.access(settings.DATA, os.W_OK):
        return []
    return [Error(f"{settings.DATA} cannot be written.", hint="Set TRENDFLIX_DATA.", id="trendflix.E001")]


def check_hosts(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """trendflix.W001: a site that serves every host name is open to host-header attacks."""
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    return [Warning("TRENDFLIX_HOSTS allows every host.", hint="Name the site's hosts.", id="trendflix.W001")]


def check_room(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """trendflix.W002: packaging a film needs room for its renditions."""
    free = shutil.disk_usage(settings.DATA).free
    if free >= MIN_FREE_BYTES:
        return []
    words = f"{settings.DATA} has {free / 2**30:.1f} GiB left."
    return [Warning(words, hint="Films are packaged beside their sources; make room.", id="trendflix.W002")]


def check_one_machine(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """trendflix.W003: a database elsewhere suggests several machines, which a folder as broker does not reach."""
    database = settings.DATABASES["default"]
    is_remote = "postgresql" in database["ENGINE"] and database.get("HOST", "") not in LOCAL_HOSTS
    if not is_remote or not settings.CELERY_BROKER_URL.startswith("filesystem"):
        return []
    hint = "Set REDIS_URL, so that workers on other machines are woken."
    return [Warning("The broker is a folder, the database another machine.", hint=hint, id="trendflix.W003")]


def check_trigrams(app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """trendflix.W004: without pg_trgm the search corrects misspelt words by reading every spelling.

    Asks the database, so only ``migrate`` and ``check --database default`` run it.
    """
    wanted = "catalog_titlespelling"
    if "default" not in (databases or ()) or connection.vendor != "postgresql":
        return []
    if wanted not in connection.introspection.table_names():
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_indexes WHERE indexname = %s", [f"{wanted}_trigrams"])
        if cursor.fetchone():
            return []
    index = f"CREATE INDEX {wanted}_trigrams ON {wanted} USING gin (token gin_trgm_ops)"
    hint = f"As the owner of the database: CREATE EXTENSION pg_trgm; {index};"
    return [Warning("PostgreSQL has no pg_trgm index for misspelt words.", hint=hint, id="trendflix.W004")]
