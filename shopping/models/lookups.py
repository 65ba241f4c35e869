"""A question that a viewer waits for and that only a process with models can answer."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from playback.models import Video
from shopping.models.viewers import OfViewer


class Lookup(OfViewer):
    """One question of a viewer and its answer; ``query`` and ``result`` are of the kind's shape.

    ::

        queued ──claim──► running ──► done
          ├─► cancelled      ├──────► failed     (an error a person can read)
          └─► failed         └──────► cancelled  (nobody waits any more)

    Unlike a job it is not worth keeping: nobody waits longer than seconds, and old rows are swept.
    """

    class Kind(models.TextChoices):
        REGION = "region"
        WORDS = "words"
        LIKE = "like"
        PICTURE = "picture"

    class Status(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    OPEN = (Status.QUEUED, Status.RUNNING)

    id = models.UUIDField(_("id"), primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    video = models.ForeignKey(Video, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("video"))
    query = models.JSONField(_("query"), default=dict)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.QUEUED)
    result = models.JSONField(_("result"), default=dict, blank=True)
    error = models.CharField(_("error"), max_length=300, blank=True)
    started = models.DateTimeField(_("started"), null=True, blank=True)
    finished = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        ordering = ["created"]
        verbose_name = _("lookup")
        verbose_name_plural = _("lookups")
        indexes = [
            models.Index(fields=["created"], condition=models.Q(status__in=("queued", "running")), name="lookup_open"),
            models.Index(fields=["created"], name="lookup_created"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.status})"

    @property
    def is_open(self) -> bool:
        """Whether somebody waits for it."""
        return self.status in self.OPEN
