"""The filing plan (Aktenplan): its positions and how they follow each other."""

from datetime import date
from typing import Any

from django.core.validators import RegexValidator
from django.db import models

from kreishaus.base.ids import new_id
from kreishaus.people.organisation.models import Office
from kreishaus.records import engine
from kreishaus.records.enums import Access, Disposal, RetentionStart, SuccessionKind
from kreishaus.records.validators import usable_pattern

from .access import AccessDomain


class FilingPosition(models.Model):
    """A position of the filing plan (Aktenplan): what belongs here, how long, and then what."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(
        "Nummer",
        max_length=30,
        unique=True,
        validators=[RegexValidator(r"^\d+(\.\d+)*\Z", "Bitte nur Ziffern und Punkte: 32.17")],
    )
    title = models.CharField("Bezeichnung", max_length=200)
    note = models.TextField("Was gehört hierher?", blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name="übergeordnet",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    sort_key = models.CharField("Sortierung", max_length=200, editable=False, db_index=True)
    retention_years = models.PositiveSmallIntegerField(
        "Aufbewahrung in Jahren", null=True, blank=True, help_text="Leer heißt: ohne Ende."
    )
    retention_start = models.CharField(
        "Die Frist beginnt", max_length=20, choices=RetentionStart.choices, default=RetentionStart.CLOSING
    )
    retention_year_end = models.BooleanField("erst mit dem Ende des Jahres", default=True)
    retention_source = models.CharField("Rechtsgrundlage der Frist", max_length=200, blank=True)
    disposal = models.CharField("danach", max_length=20, choices=Disposal.choices, default=Disposal.APPRAISE)
    access = models.CharField("Zugriff", max_length=20, choices=Access.choices, default=Access.OFFICE)
    domain = models.ForeignKey(
        AccessDomain,
        verbose_name="Zugriffsbereich",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    lead_office = models.ForeignKey(
        Office,
        verbose_name="federführend",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    pattern = models.CharField(
        "Muster der Aktenzeichen",
        max_length=100,
        default="{position}-{year}-{number}",
        validators=[usable_pattern],
    )
    valid_from = models.DateField("gültig ab", null=True, blank=True)
    valid_until = models.DateField("gültig bis", null=True, blank=True)

    class Meta:
        verbose_name = "Aktenplan-Einheit"
        verbose_name_plural = "Aktenplan"
        ordering = ("sort_key",)
        constraints = (
            models.CheckConstraint(
                name="position_ends_after_it_starts",
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sort key in step with the number."""
        self.sort_key = engine.plan_sort_key(self.number)
        super().save(*args, **kwargs)

    def is_valid(self, on: date) -> bool:
        """Say whether new files and cases may be filed here on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on <= self.valid_until
        )


class Succession(models.Model):
    """That one position of the plan goes on as another: after a split, a merger, a new name or number."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    old = models.ForeignKey(FilingPosition, verbose_name="bisher", on_delete=models.PROTECT, related_name="successions")
    new = models.ForeignKey(FilingPosition, verbose_name="nun", on_delete=models.PROTECT, related_name="predecessions")
    kind = models.CharField("Art", max_length=10, choices=SuccessionKind.choices)
    on = models.DateField("ab")

    class Meta:
        verbose_name = "Nachfolge im Aktenplan"
        verbose_name_plural = "Nachfolgen im Aktenplan"
        ordering = ("on", "id")
        constraints = (
            models.UniqueConstraint(name="succession_once", fields=("old", "new")),
            models.CheckConstraint(name="succession_leads_on", condition=~models.Q(old=models.F("new"))),
        )

    def __str__(self) -> str:
        return f"{self.old_id} > {self.new_id}"
