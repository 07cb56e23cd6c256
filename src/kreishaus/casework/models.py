"""Tasks of the inbox and the decisions (Bescheide) on applications."""

from typing import Any

from django.conf import settings
from django.db import models

from kreishaus.base.ids import new_id

from .enums import DecisionState, Outcome, TaskKind, TaskState


class Task(models.Model):
    """A task: one thing that an office has to do about a case."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("records.Case", verbose_name="Vorgang", on_delete=models.PROTECT, related_name="tasks")
    application = models.ForeignKey(
        "applications.Application",
        verbose_name="Antrag",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tasks",
    )
    # Found through the index over open tasks of an office.
    office = models.ForeignKey(
        "organisation.Office", verbose_name="Amt", on_delete=models.PROTECT, related_name="tasks", db_index=False
    )
    kind = models.CharField("Art", max_length=10, choices=TaskKind.choices)
    title = models.CharField("Aufgabe", max_length=250)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="bei",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tasks",
    )
    assigned_at = models.DateTimeField("zugewiesen am", null=True, blank=True)
    due_on = models.DateField("fällig am", null=True, blank=True)
    # While we wait for the applicant the task stays visible but asks nothing of the office.
    is_waiting = models.BooleanField("wartet auf Antwort", default=False)
    state = models.CharField("Stand", max_length=10, choices=TaskState.choices, default=TaskState.OPEN)
    created_at = models.DateTimeField("angelegt am")
    done_at = models.DateTimeField("erledigt am", null=True, blank=True)

    class Meta:
        verbose_name = "Aufgabe"
        verbose_name_plural = "Aufgaben"
        ordering = ("due_on", "id")
        indexes = (
            models.Index(name="task_open_by_office", fields=("office", "due_on"), condition=models.Q(state="open")),
        )
        constraints = (
            models.CheckConstraint(
                name="task_done_iff_done_at",
                condition=models.Q(state="open", done_at__isnull=True) | models.Q(state="done", done_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.title


class Decision(models.Model):
    """A decision (Bescheid): drafted, changed, then signed and frozen exactly once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    application = models.OneToOneField(
        "applications.Application",
        verbose_name="Antrag",
        on_delete=models.PROTECT,
        related_name="decision",
    )
    outcome = models.CharField("Ergebnis", max_length=10, choices=Outcome.choices)
    subject = models.CharField("Betreff", max_length=250)
    salutation = models.CharField("Anrede", max_length=250, blank=True)
    paragraphs: models.JSONField[list[str]] = models.JSONField("Absätze", default=list)
    conditions: models.JSONField[list[str]] = models.JSONField("Nebenbestimmungen", default=list, blank=True)
    reasons = models.TextField("Begründung", blank=True)
    legal_remedy = models.TextField("Rechtsbehelfsbelehrung", blank=True)
    fee_cents = models.PositiveIntegerField("Gebühr in Cent", null=True, blank=True)
    is_automatic = models.BooleanField("automatisch erlassen", default=False)
    state = models.CharField("Stand", max_length=10, choices=DecisionState.choices, default=DecisionState.DRAFT)
    drafted_by = models.CharField("entworfen von", max_length=200)
    drafted_at = models.DateTimeField("entworfen am")
    revision = models.PositiveIntegerField("Bearbeitungsstand", default=1)
    signed_by = models.CharField("gezeichnet von", max_length=200, blank=True)
    signer_name = models.CharField("Name unter dem Bescheid", max_length=200, blank=True)
    signed_at = models.DateTimeField("gezeichnet am", null=True, blank=True)
    document = models.OneToOneField(
        "records.Document",
        verbose_name="Dokument",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decision",
    )
    message = models.OneToOneField(
        "mailbox.Message",
        verbose_name="Nachricht",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decision",
    )

    class Meta:
        verbose_name = "Bescheid"
        verbose_name_plural = "Bescheide"
        ordering = ("id",)
        constraints = (
            # A signed decision names who and when, and lies in the file and in the mailbox.
            models.CheckConstraint(
                name="decision_signed_is_complete",
                condition=models.Q(state="draft", signed_at__isnull=True)
                | models.Q(
                    state="signed",
                    signed_at__isnull=False,
                    document__isnull=False,
                    message__isnull=False,
                ),
            ),
        )

    def __str__(self) -> str:
        return self.subject

    def to_data(self) -> dict[str, Any]:
        """Return the wording as plain data: what is shown, typeset and attached to the PDF."""
        return {
            "outcome": self.outcome,
            "subject": self.subject,
            "salutation": self.salutation,
            "paragraphs": list(self.paragraphs),
            "conditions": list(self.conditions),
            "reasons": self.reasons,
            "legal_remedy": self.legal_remedy,
            "fee_cents": self.fee_cents,
        }
