"""Job rows: the state of record of every long task, whatever the broker knows of it, and the rows of its report."""

from typing import Any

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from trendflix.core.timeleft import time_left
from trendflix.jobs.subjects import job_name


class Job(models.Model):
    """One long task on one subject.

    ::

        queued ──claim──► running ──────► done
          ▲  │               │ ├────────► failed     (an error a person can read)
          │  │               │ ├────────► cancelled  (asked for while running)
          │  └─► cancelled   │ ├─► waiting            (for its children; queued again when the last one ends)
          │                  │ └─► paused             (asked for while running; queued again when resumed)
          └──── reaped ◄─────┘  no heartbeat: the worker died; after too many attempts: failed

    What is queued or waits is paused and cancelled at once, and what is paused is cancelled at once.

    Given up is what had ``JOB_MAX_ATTEMPTS`` faults of its own, or as many lost workers: a restart of the site uses up
    no try at a shop that does not answer. A worker told to end gives its job back, which counts as neither.

    A claim is one conditional UPDATE; ``claim`` holds the claimer's token, and only its holder may write. A job that
    is split enqueues children (``parent``, numbered by ``part``), which run on any worker. ``heartbeat`` of a queued
    row is when a worker was last told about it.
    """

    class Status(models.TextChoices):
        QUEUED = "queued", pgettext_lazy("job", "Queued")
        RUNNING = "running", pgettext_lazy("job", "Running")
        WAITING = "waiting", pgettext_lazy("job", "Waiting")
        PAUSED = "paused", pgettext_lazy("job", "Paused")
        DONE = "done", pgettext_lazy("job", "Done")
        FAILED = "failed", pgettext_lazy("job", "Failed")
        CANCELLED = "cancelled", pgettext_lazy("job", "Cancelled")

    OPEN = (Status.QUEUED, Status.RUNNING, Status.WAITING, Status.PAUSED)

    kind = models.CharField(_("kind"), max_length=40)
    subject_id = models.PositiveBigIntegerField(_("subject"))
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name=_("parent")
    )
    part = models.PositiveIntegerField(
        _("part"), default=0, help_text=_("Which part of the subject, counted from 1; 0: all of it.")
    )
    parameters = models.JSONField(_("parameters"), default=dict, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.QUEUED)
    stage = models.CharField(_("stage"), max_length=80, blank=True)
    percent = models.FloatField(_("percent"), default=0.0)
    error = models.TextField(_("error"), blank=True)
    result = models.JSONField(_("result"), default=dict, blank=True)
    attempts = models.PositiveSmallIntegerField(
        _("attempts"), default=0, help_text=_("How often it was started, for whatever reason.")
    )
    faults = models.PositiveSmallIntegerField(
        _("faults"), default=0, help_text=_("How often it was put off after a passing fault of its own.")
    )
    losses = models.PositiveSmallIntegerField(
        _("losses"), default=0, help_text=_("How often its worker was lost while it ran.")
    )
    claim = models.CharField(_("claim"), max_length=32, blank=True)
    seconds_left = models.FloatField(
        _("seconds left"), null=True, blank=True, help_text=_("Of the stage, as far as can be told.")
    )
    again = models.BooleanField(_("again"), default=False, help_text=_("Asked for once more while it ran."))
    again_parameters = models.JSONField(_("again parameters"), default=dict, blank=True)
    cancel_requested = models.BooleanField(_("cancel requested"), default=False)
    pause_requested = models.BooleanField(_("pause requested"), default=False)
    heartbeat = models.DateTimeField(_("heartbeat"), null=True, blank=True)
    not_before = models.DateTimeField(_("not before"), null=True, blank=True)
    created = models.DateTimeField(_("created"), auto_now_add=True)
    started = models.DateTimeField(_("started"), null=True, blank=True)
    finished = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id", "part"],
                condition=models.Q(status__in=("queued", "running", "waiting", "paused")),
                name="job_one_open_per_part",
                violation_error_message=_("Such a job is queued, running or paused already."),
            ),
            models.CheckConstraint(
                condition=models.Q(percent__gte=0) & models.Q(percent__lte=100),
                name="job_percent_in_range",
                violation_error_message=_("Progress lies between 0 and 100 percent."),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "heartbeat"], name="job_status_heartbeat"),
            models.Index(fields=["kind", "subject_id", "-id"], name="job_kind_subject"),
            models.Index(fields=["finished"], name="job_finished"),
        ]

    def __str__(self) -> str:
        return job_name(self)

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.status in self.OPEN

    @property
    def is_pausing(self) -> bool:
        """Whether it is paused, or will be at its next report."""
        return self.status == self.Status.PAUSED or self.pause_requested

    @property
    def stage_shown(self) -> str:
        """What it is doing, in the active language; workers write stages as they are marked in the code."""
        return gettext(self.stage) if self.stage else ""

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


class JobReportRow(models.Model):
    """One line of a job's report: what was refused or changed on the way in, and where."""

    class Level(models.TextChoices):
        REJECTED = "rejected", pgettext_lazy("report row", "Rejected")
        WARNING = "warning", pgettext_lazy("report row", "Warning")
        NOTE = "note", pgettext_lazy("report row", "Note")

    job = models.ForeignKey(Job, models.CASCADE, related_name="report_rows", verbose_name=_("job"))
    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    line = models.PositiveIntegerField(_("line"), null=True, blank=True, help_text=_("Of the file, counted from 1."))
    item = models.CharField(
        _("item"), max_length=200, blank=True, help_text=_("The id that the file gives to what is reported.")
    )
    reason = models.CharField(_("reason"), max_length=500)

    class Meta:
        ordering = ["id"]
        verbose_name = _("job report row")
        verbose_name_plural = _("job report rows")
        indexes = [models.Index(fields=["job", "level", "id"], name="job_report_level")]

    def __str__(self) -> str:
        return f"{self.level}: line {self.line or '–'}, {self.item or 'no id'}: {self.reason}"
