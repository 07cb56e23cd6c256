"""Files and cases, with what both have in common."""

from typing import Any

from django.db import models

from kreishaus.base.ids import new_id
from kreishaus.people.organisation.models import Office
from kreishaus.records import engine
from kreishaus.records.enums import Access, CaseState, Confidentiality, FileState, Medium

from .access import AccessDomain
from .plan import FilingPosition

_PAPER_HAS_A_PLACE = models.Q(medium=Medium.ELECTRONIC) | ~models.Q(paper_location="")
_RUNS_FORWARD = (
    models.Q(begins_on__isnull=True) | models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("begins_on"))
)


class Kept(models.Model):
    """What files and cases have in common: run time, secrecy, paper, how long they are kept and why."""

    begins_on = models.DateField("Laufzeit von", null=True, blank=True)
    ends_on = models.DateField("Laufzeit bis", null=True, blank=True)
    confidentiality = models.CharField(
        "Vertraulichkeit", max_length=20, choices=Confidentiality.choices, default=Confidentiality.OPEN
    )
    medium = models.CharField("Form", max_length=10, choices=Medium.choices, default=Medium.ELECTRONIC)
    paper_location = models.CharField("Standort des Papiers", max_length=200, blank=True)
    domain = models.ForeignKey(
        AccessDomain,
        verbose_name="Zugriffsbereich",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    opened_at = models.DateTimeField("angelegt am")
    retention_until = models.DateField("aufzubewahren bis", null=True, blank=True)
    # The sentence people read: it is kept as it was worked out, for the plan may change later.
    retention_derivation = models.CharField("Herleitung der Frist", max_length=500, blank=True)
    retention_reason = models.CharField("Grund der abweichenden Frist", max_length=300, blank=True)

    class Meta:
        abstract = True


class File(Kept):
    """A file (Akte): the cases of one position and year, or of one lasting subject; or a part of one (Teilakte)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField("Aktenzeichen", max_length=120, unique=True)
    sort_key = models.CharField("Sortierung", max_length=250, editable=False, db_index=True)
    title = models.CharField("Titel", max_length=300)
    position = models.ForeignKey(
        FilingPosition, verbose_name="Aktenplan", on_delete=models.PROTECT, related_name="files"
    )
    parent = models.ForeignKey(
        "self", verbose_name="Teil von", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    lead_office = models.ForeignKey(Office, verbose_name="federführend", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("Jahr", null=True, blank=True)
    state = models.CharField("Zustand", max_length=12, choices=FileState.choices, default=FileState.OPEN)
    closed_at = models.DateTimeField("geschlossen am", null=True, blank=True)

    class Meta:
        verbose_name = "Akte"
        verbose_name_plural = "Akten"
        ordering = ("sort_key",)
        indexes = (models.Index(name="file_office_state", fields=("lead_office", "state", "sort_key")),)
        constraints = (
            models.CheckConstraint(
                name="file_closed_iff_closed_at",
                condition=models.Q(state=FileState.OPEN, closed_at__isnull=True)
                | (~models.Q(state=FileState.OPEN) & models.Q(closed_at__isnull=False)),
            ),
            models.CheckConstraint(name="file_on_paper_has_a_place", condition=_PAPER_HAS_A_PLACE),
            models.CheckConstraint(name="file_runs_forward", condition=_RUNS_FORWARD),
            models.CheckConstraint(
                name="file_is_no_part_of_itself",
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sort key in step with the reference."""
        self.sort_key = engine.sort_key(self.reference)
        super().save(*args, **kwargs)


class Case(Kept):
    """A case (Vorgang): the documents of one matter inside a file (Akte); or a part of one (Teilvorgang)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(File, verbose_name="Akte", on_delete=models.PROTECT, related_name="cases")
    parent = models.ForeignKey(
        "self", verbose_name="Teil von", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    reference = models.CharField("Aktenzeichen", max_length=120, unique=True)
    sort_key = models.CharField("Sortierung", max_length=200, editable=False, db_index=True)
    title = models.CharField("Titel", max_length=300)
    state = models.CharField("Zustand", max_length=12, choices=CaseState.choices, default=CaseState.OPEN)
    # Found through the index over office and state.
    lead_office = models.ForeignKey(
        Office, verbose_name="federführend", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    access = models.CharField("Zugriff", max_length=20, choices=Access.choices, default=Access.OFFICE)
    closed_at = models.DateTimeField("zu den Akten am", null=True, blank=True)
    # Retention may start with one of these instead of the closing (see FilingPosition.retention_start).
    relevant_on = models.DateField(
        "Bezugsdatum", null=True, blank=True, help_text="Zum Beispiel das Ende einer Erlaubnis."
    )
    decided_on = models.DateField("entschieden am", null=True, blank=True)
    # The highest number given out; documents are numbered without gaps by one UPDATE of this.
    document_count = models.PositiveIntegerField("Zahl der Dokumente", default=0, editable=False)

    class Meta:
        verbose_name = "Vorgang"
        verbose_name_plural = "Vorgänge"
        ordering = ("sort_key",)
        indexes = (
            models.Index(name="case_office_state", fields=("lead_office", "state", "sort_key")),
            models.Index(name="case_due", fields=("retention_until",), condition=models.Q(state="closed")),
        )
        constraints = (
            models.CheckConstraint(
                name="case_closed_iff_closed_at",
                condition=models.Q(state=CaseState.OPEN, closed_at__isnull=True)
                | (~models.Q(state=CaseState.OPEN) & models.Q(closed_at__isnull=False)),
            ),
            models.CheckConstraint(name="case_on_paper_has_a_place", condition=_PAPER_HAS_A_PLACE),
            models.CheckConstraint(name="case_runs_forward", condition=_RUNS_FORWARD),
            models.CheckConstraint(
                name="case_is_no_part_of_itself",
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sort key in step with the reference."""
        self.sort_key = engine.sort_key(self.reference)
        super().save(*args, **kwargs)
