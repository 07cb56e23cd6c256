"""Jobs and schedules of one authority, in its own database."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from kreishaus.base.ids import new_id
from kreishaus.ground.jobs.enums import JobState


class Job(models.Model):
    """One piece of work for the background: which function, with what, when, and what became of it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    task_path = models.CharField(max_length=200)
    queue = models.CharField(max_length=40, default="default")
    args: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    priority = models.SmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    unique_key = models.CharField(max_length=200, null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField()
    worker = models.CharField(max_length=120, blank=True)
    last_error = models.TextField(blank=True)
    enqueued_at = models.DateTimeField()
    run_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "Hintergrundaufgabe"
        verbose_name_plural = "Hintergrundaufgaben"
        indexes: ClassVar = [
            models.Index(fields=["-priority", "run_after"], name="job_waiting", condition=Q(state=JobState.QUEUED)),
            models.Index(fields=["lease_until"], name="job_lease", condition=Q(state=JobState.RUNNING)),
            models.Index(fields=["state", "finished_at"], name="job_finished"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unique_key"], name="job_waits_once", condition=Q(state=JobState.QUEUED)),
            models.CheckConstraint(
                name="job_leased_iff_running",
                condition=Q(state=JobState.RUNNING, lease_until__isnull=False)
                | (~Q(state=JobState.RUNNING) & Q(lease_until__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_path} ({self.state})"


class ScheduledTask(models.Model):
    """When a periodic task is due next. One row decides for all processes who enqueues it."""

    task_path = models.CharField(max_length=200, primary_key=True)
    next_run_at = models.DateTimeField()

    class Meta:
        verbose_name = "Regelmäßige Aufgabe"
        verbose_name_plural = "Regelmäßige Aufgaben"

    def __str__(self) -> str:
        return self.task_path
