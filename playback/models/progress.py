"""How far each viewer has watched."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from playback.models.videos import Video
from trendflix.accounts.models import Viewer


class Progress(models.Model):
    """How far a viewer got.

    Many pages and devices tell it: ``moment`` is when the position was true, ``playback_session`` the page that said
    so, and ``sequence`` which of that page's saves it was (``progress_save`` has the rule).
    """

    viewer = models.ForeignKey(Viewer, models.CASCADE, related_name="progress", verbose_name=_("viewer"))
    video = models.ForeignKey(Video, models.CASCADE, related_name="progress", verbose_name=_("video"))
    position = models.FloatField(_("position"), default=0.0, help_text=_("Seconds."))
    watched = models.BooleanField(_("watched"), default=False)
    removed = models.BooleanField(
        _("removed"),
        default=False,
        editable=False,
        help_text=_("Taken off the row of what was begun; watching on puts it back."),
    )
    playback_session = models.CharField(_("playback session"), max_length=36, blank=True, editable=False)
    sequence = models.PositiveIntegerField(_("sequence"), default=0, editable=False)
    moment = models.DateTimeField(_("moment"), default=timezone.now, editable=False)
    updated = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        ordering = ["-updated"]
        verbose_name = _("progress")
        verbose_name_plural = _("progress")
        indexes = [
            models.Index(fields=["viewer", "watched", "-updated"], name="progress_continue"),
            models.Index(fields=["viewer", "-updated", "-id"], name="progress_history"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["viewer", "video"],
                name="progress_once_per_viewer",
                violation_error_message=_("The profile has a position in this film already."),
            ),
            models.CheckConstraint(
                condition=models.Q(position__gte=0),
                name="progress_position_not_negative",
                violation_error_message=_("A position is not before the start of the film."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.video} at {self.position:.0f} s"
