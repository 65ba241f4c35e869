"""The job row: the truth about a piece of long work, whatever the broker believes."""

from typing import Any

from django.db import models

from trendflix.core.timeleft import time_left


class Job(models.Model):
    """One long piece of work on one subject.

    ::

        queued ──claim──► running ──► done
          ▲  │               │ ├────► failed     (an error a person can read)
          │  │               │ └────► cancelled  (asked for while running)
          │  └─► cancelled   │
          └──── reaped ◄─────┘  no heartbeat: the worker died; after too many attempts: failed

    A claim is one conditional UPDATE; ``claim`` holds the claimer's token, and only its holder may write.
    """

    class Status(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    OPEN = (Status.QUEUED, Status.RUNNING)

    kind = models.CharField(max_length=40)
    subject_id = models.PositiveBigIntegerField()
    parameters = models.JSONField(default=dict, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    stage = models.CharField(max_length=80, blank=True)
    percent = models.FloatField(default=0.0)
    error = models.TextField(blank=True)
    result = models.JSONField(default=dict, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=32, blank=True)
    seconds_left = models.FloatField(null=True, blank=True, help_text="Of the stage, as far as can be told.")
    again = models.BooleanField(default=False, help_text="Asked for once more while it ran.")
    again_parameters = models.JSONField(default=dict, blank=True)
    cancel_requested = models.BooleanField(default=False)
    heartbeat = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True, blank=True)
    finished = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id"],
                condition=models.Q(status__in=("queued", "running")),
                name="job_one_open_per_subject",
            ),
            models.CheckConstraint(
                condition=models.Q(percent__gte=0) & models.Q(percent__lte=100), name="job_percent_in_range"
            ),
        ]
        indexes = [models.Index(fields=["status", "heartbeat"], name="job_status_heartbeat")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} ({self.status})"

    @property
    def is_open(self) -> bool:
        """Whether work is still owed."""
        return self.status in self.OPEN

    @property
    def time_left(self) -> str:
        """How long the stage will still take, in words; empty where that cannot be told."""
        return time_left(self.seconds_left) if self.status == self.Status.RUNNING else ""

    def as_json(self) -> dict[str, Any]:
        """What scripts and the API see."""
        return {
            "id": self.pk,
            "kind": self.kind,
            "subject_id": self.subject_id,
            "status": self.status,
            "stage": self.stage,
            "percent": round(self.percent, 1),
            "seconds_left": self.seconds_left,
            "error": self.error,
            "result": self.result,
            "attempts": self.attempts,
        }
