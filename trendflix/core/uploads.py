"""Where uploaded files go, and who may send them."""

import shutil
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest
from django.utils.translation import gettext

FORM_BYTES = 16 * 2**20
"""Room for the other fields of a form with a file of the largest size."""


class UploadRefused(RequestDataTooBig):
    """An upload that the site does not take; the message is one line for the person who sent it."""


class AdminUploadHandler(TemporaryFileUploadHandler):
    """Writes uploads to files below ``FILE_UPLOAD_TEMP_DIR``, for people who may add or change rows in the admin.

    It is set for the whole site (``FILE_UPLOAD_HANDLERS``), since handlers can only be chosen before the body is read,
    and the CSRF check reads it before any view runs. For the same reason permissions and size are checked here, before
    the first byte of a file is kept. Raises ``PermissionDenied`` and ``UploadRefused``.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Check the whole body's size, given in bytes by the Content-Length header."""
        if content_length <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return
        try:
            upload_permitted(self.request)
            upload_fits(content_length)
        except (PermissionDenied, UploadRefused):
            input_data.read(1)  # Django parses a body again for its error page unless reading has begun
            raise

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Open the temporary file."""
        upload_permitted(self.request)
        super().new_file(*args, **kwargs)


def upload_permitted(request: HttpRequest | None) -> None:
    """Raise ``PermissionDenied`` unless this is an admin page on which the sender may add or change rows."""
    match = getattr(request, "resolver_match", None)
    page = getattr(getattr(match, "func", None), "model_admin", None)
    if request is None or page is None:
        raise PermissionDenied(gettext("This page takes no files."))
    if not page.admin_site.has_permission(request):
        raise PermissionDenied(gettext("Sign in as staff to upload files."))
    if not (page.has_add_permission(request) or page.has_change_permission(request)):
        raise PermissionDenied(gettext("Your account may look at this page, but not upload files to it."))


def upload_fits(size: int) -> None:
    """Raise ``UploadRefused`` where ``size`` bytes are more than the site takes, or than the disk has room for."""
    largest = max(settings.FILM_MAX_BYTES, settings.FEED_MAX_BYTES) + FORM_BYTES
    if size > largest:
        raise UploadRefused(
            gettext("The upload has %(size)s; this site takes up to %(limit)s.")
            % {"size": _gib(size), "limit": _gib(largest)}
        )
    free = shutil.disk_usage(settings.FILE_UPLOAD_TEMP_DIR).free
    if size > free:
        raise UploadRefused(
            gettext("The upload has %(size)s; the server's disk has room for %(limit)s.")
            % {"size": _gib(size), "limit": _gib(free)}
        )


def _gib(size: int) -> str:
    return f"{size / 2**30:.1f} GiB" if size >= 2**30 else f"{size / 2**20:.1f} MiB"
