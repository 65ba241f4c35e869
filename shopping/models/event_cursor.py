"""How far events are rolled up."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventCursor(models.Model):
    """The last event that was rolled up; one row, which is locked while that is done."""

    last_event = models.BigIntegerField(_("last event"), default=0)
    updated = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        verbose_name = _("position of the roll-up")
        verbose_name_plural = _("positions of the roll-up")

    def __str__(self) -> str:
        return str(self.last_event)
