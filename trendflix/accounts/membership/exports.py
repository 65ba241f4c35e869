"""Exports: everything that names a person, as JSON with their files, in one zip."""

import json
import secrets
import zipfile
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from trendflix.accounts.membership.language import language_of
from trendflix.accounts.membership.mail import mail_send
from trendflix.accounts.membership.models import Export, exports_folder
from trendflix.accounts.personal import Personal, sections
from trendflix.core.garbage import children
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress, silent
from trendflix.jobs.services import job_queue

AT_ONCE = 2_000
"""Rows that are written while a person waits; more are written by a job, and a mail says when they are."""
CHUNK = 2_000


def export_request(user: User) -> Export:
    """Export an account: at once where it is small, by a job where not; one that is being made is not made twice."""
    waiting = Export.objects.filter(user=user, size=None, expires__gt=timezone.now()).first()
    if waiting is not None:
        return waiting
    expires = timezone.now() + timedelta(days=settings.EXPORT_DAYS)
    row = Export.objects.create(user=user, name=f"{secrets.token_hex(16)}.zip", expires=expires)
    if _is_small(user):
        return export_write(row)
    job_queue("export_account", row.pk)
    return row


def export_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Write an export and tell its owner; nothing where the account is gone."""
    row = Export.objects.select_related("user").filter(pk=job.subject_id, size=None).first()
    if row is None:
        return {}
    export_write(row, progress)
    if row.user.email:
        context = {"user": row.user, "site": settings.SITE_ADDRESS, "expires": row.expires}
        language = language_of(row.user)
        mail_send(row.user.email, "account/email/export_ready", context, language=language, user=row.user)
    return {"size": row.size}


def export_write(row: Export, progress: Progress = silent) -> Export:
    """Write the file of an export: a scratch file, then a rename."""
    row.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    scratch = row.path.with_suffix(".part")
    with zipfile.ZipFile(scratch, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = sections()
        for number, part in enumerate(parts):
            progress("writing", number / len(parts))
            _section_write(archive, part, row.user)
    scratch.rename(row.path)
    row.size = row.path.stat().st_size
    row.save(update_fields=["size"])
    return row


def export_for(user: User, pk: int) -> Export | None:
    """One of an account's own exports that can be fetched: made, not expired, its file there."""
    row = Export.objects.filter(user=user, pk=pk, size__isnull=False, expires__gt=timezone.now()).first()
    return row if row is not None and row.path.is_file() else None


def exports_collect() -> Iterator[Path]:
    """Files of exports that have expired or have no row; removes the rows of the expired."""
    Export.objects.filter(expires__lt=timezone.now()).delete()
    kept = set(Export.objects.values_list("name", flat=True))
    yield from (path for path in children(exports_folder()) if path.name not in kept)


def _is_small(user: User) -> bool:
    left = AT_ONCE
    for part in sections():
        left -= part.rows(user)[: left + 1].count()
        if left < 0:
            return False
    return True


def _section_write(archive: zipfile.ZipFile, part: Personal, user: User) -> None:
    """``<section>.json``, a list of rows, and the files of the rows below ``files/<section>/``."""
    names = [*part.columns(), *part.labels]
    rows = part.rows(user).values_list(*part.columns(), *part.labels.values()).iterator(CHUNK)
    with archive.open(f"{part.section}.json", "w") as file:
        for piece in _json_list(dict(zip(names, row, strict=True)) for row in rows):
            file.write(piece)
    if part.files is not None:
        for row in part.rows(user).iterator(CHUNK):
            for path in part.files(row):
                if path.is_file():
                    archive.write(path, f"files/{part.section}/{row.pk}-{path.name}")


def _json_list(rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    before = "["
    for row in rows:
        yield f"{before}\n{json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False)}".encode()
        before = ","
    yield b"[]\n" if before == "[" else b"\n]\n"
