"""What became of each film file of a folder."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models.library import KEY_LENGTH, LibraryFolder
from catalog.models.titles import Title


class LibraryFile(models.Model):
    """A film file of a folder, or the folder of a show, as it was when it was last imported.

    ``key`` is its path hashed (a path may be longer than an index takes, and need not be UTF-8); ``identity`` is size,
    time of change and inode, by which a renamed file is known; ``signature`` also covers what lies beside it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("library file", "Waiting until it stays the same")
        IMPORTED = "imported", pgettext_lazy("library file", "Imported")
        REFUSED = "refused", pgettext_lazy("library file", "Left out")
        MISSING = "missing", pgettext_lazy("library file", "Missing")

    folder = models.ForeignKey(LibraryFolder, models.CASCADE, related_name="files", verbose_name=_("folder"))
    key = models.CharField(_("key"), max_length=KEY_LENGTH, editable=False)
    path = models.TextField(_("path"), help_text=_("Below the folder."))
    identity = models.CharField(_("identity"), max_length=80, blank=True, editable=False)
    signature = models.CharField(_("signature"), max_length=KEY_LENGTH, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.IMPORTED)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    title = models.ForeignKey(
        Title, models.SET_NULL, null=True, blank=True, related_name="library_files", verbose_name=_("title")
    )
    updated = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("library file")
        verbose_name_plural = _("library files")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["folder", "key"],
                name="library_file_once",
                violation_error_message=_("This file of the folder is in the list already."),
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["folder", "state", "-id"], name="library_file_state"),
            models.Index(fields=["folder", "identity"], name="library_file_identity"),
        ]

    def __str__(self) -> str:
        return self.path
