"""Offerings, drafts and applications: what can be applied for, what is being filled in, what came in."""

from typing import Any

from django.db import models

from kreishaus.base.ids import new_id
from kreishaus.base.words import GERMAN

from .enums import ApplicationState, Process


class Offering(models.Model):
    """A published version of a service with its form; drafts finish on the one they began with."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    service = models.ForeignKey(
        "catalogue.Service",
        verbose_name="Leistung",
        on_delete=models.PROTECT,
        related_name="offerings",
    )
    version = models.CharField("Fassung", max_length=40)
    form = models.ForeignKey(
        "forms.FormVersion",
        verbose_name="Formular",
        on_delete=models.PROTECT,
        related_name="+",
    )
    settings = models.JSONField("Festlegungen", default=dict)
    digest = models.CharField("Prüfsumme", max_length=64, db_index=True)
    published_at = models.DateTimeField("veröffentlicht am")
    retired_at = models.DateTimeField("zurückgezogen am", null=True, blank=True)

    class Meta:
        verbose_name = "Angebot"
        verbose_name_plural = "Angebote"
        ordering = ("service", "-published_at")
        constraints = (
            models.UniqueConstraint(
                name="offering_one_current_per_service",
                fields=("service",),
                condition=models.Q(retired_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.service} {self.version}"

    @property
    def process(self) -> Process:
        """Return what happens after submission; a decision by a person unless stated otherwise."""
        return Process(self.settings.get("process", Process.DECISION))


class Draft(models.Model):
    """A form somebody is filling in; it opens with a secret of which only the digest is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    offering = models.ForeignKey(
        Offering, verbose_name="Angebot", on_delete=models.PROTECT, related_name="drafts", db_index=False
    )
    # Differs from the offering's service for the generic form: what the application is about.
    service = models.ForeignKey(
        "catalogue.Service", verbose_name="Leistung", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    secret_digest = models.CharField("Prüfsumme des Geheimnisses", max_length=64, unique=True)
    answers: models.JSONField[dict[str, Any]] = models.JSONField("Angaben", default=dict)
    # What was typed where it could not be read as an answer: shown again, never sent.
    raw: models.JSONField[dict[str, Any]] = models.JSONField("Eingaben", default=dict)
    revision = models.PositiveIntegerField("Stand", default=0)
    # In which language it is shown; answers are the same in all of them.
    language = models.CharField("Sprache", max_length=20, default=GERMAN)
    started_at = models.DateTimeField("begonnen am")
    saved_at = models.DateTimeField("gespeichert am")
    expires_at = models.DateTimeField("verfällt am", db_index=True)

    class Meta:
        verbose_name = "Entwurf"
        verbose_name_plural = "Entwürfe"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"Entwurf vom {self.started_at:%d.%m.%Y}"


class Application(models.Model):
    """An application (Antrag) that came in: its answers never change again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    offering = models.ForeignKey(
        Offering, verbose_name="Angebot", on_delete=models.PROTECT, related_name="applications", db_index=False
    )
    service = models.ForeignKey(
        "catalogue.Service",
        verbose_name="Leistung",
        on_delete=models.PROTECT,
        related_name="applications",
    )
    # The draft row is gone after submission; its id makes the second click find this row.
    draft_id = models.UUIDField("Entwurf", unique=True)
    case = models.OneToOneField(
        "records.Case",
        verbose_name="Vorgang",
        on_delete=models.PROTECT,
        related_name="application",
    )
    mailbox = models.OneToOneField(
        "mailbox.Mailbox",
        verbose_name="Postfach",
        on_delete=models.PROTECT,
        related_name="application",
    )
    office = models.ForeignKey(
        "organisation.Office",
        verbose_name="Amt",
        on_delete=models.PROTECT,
        related_name="applications",
    )
    reference = models.CharField("Aktenzeichen", max_length=120, unique=True)
    title = models.CharField("Bezeichnung", max_length=200)
    applicant_name = models.CharField("antragstellende Person", max_length=200, blank=True)
    applicant_address = models.TextField("Anschrift", blank=True)
    answers: models.JSONField[dict[str, Any]] = models.JSONField("Angaben", default=dict)
    state = models.CharField(
        "Stand",
        max_length=20,
        choices=ApplicationState.choices,
        default=ApplicationState.RECEIVED,
    )
    # In which language it was filled in; the file keeps the German questions.
    language = models.CharField("Sprache", max_length=20, default=GERMAN)
    submitted_at = models.DateTimeField("eingegangen am")
    decide_by = models.DateField("Entscheidung bis", null=True, blank=True)
    decided_at = models.DateTimeField("entschieden am", null=True, blank=True)
    secret_digest = models.CharField("Prüfsumme des Geheimnisses", max_length=64, unique=True)
    fee_cents = models.PositiveIntegerField("Gebühr in Cent", null=True, blank=True)
    entry_event = models.ForeignKey(
        "audit.Event", verbose_name="Eingang im Protokoll", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = "Antrag"
        verbose_name_plural = "Anträge"
        ordering = ("-submitted_at", "-id")

    def __str__(self) -> str:
        return self.reference

    @property
    def subject(self) -> str:
        """Return the name under which the audit log keeps this application."""
        return f"application:{self.reference}"
