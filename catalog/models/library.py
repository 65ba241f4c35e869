"""Folders of films that an administrator names."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MAX_MINUTES = 10_080
KEY_LENGTH = 64


class LibraryFolder(models.Model):
    """A folder below ``LIBRARY_DIRS``; with ``minutes`` it is looked at again and again. ``key`` is its path hashed."""

    class Mode(models.TextChoices):
        HARD = "hard", pgettext_lazy("film files", "Hard-linked")
        COPY = "copy", pgettext_lazy("film files", "Copied")
        IN_PLACE = "in-place", pgettext_lazy("film files", "Left in place")

    path = models.TextField(_("path"))
    key = models.CharField(_("key"), max_length=KEY_LENGTH, unique=True, editable=False)
    mode = models.CharField(
        _("film files"),
        max_length=8,
        choices=Mode.choices,
        default=Mode.HARD,
        help_text=_("Hard links need no room and the same disk; what is left in place must stay where it is."),
    )
    minutes = models.PositiveIntegerField(
        _("look again after"),
        default=0,
        validators=[MaxValueValidator(MAX_MINUTES)],
        help_text=_("Minutes; 0: only when asked. A file that was new or has changed waits for the next look."),
    )
    looked = models.DateTimeField(_("last look"), null=True, blank=True, editable=False)
    created = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["path"]
        verbose_name = _("library folder")
        verbose_name_plural = _("library folders")

    def __str__(self) -> str:
        return self.path
