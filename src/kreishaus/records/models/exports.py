"""What somebody ordered to take away; made in the background, kept for a few days."""

from pathlib import Path
from typing import Any

from django.db import models

from kreishaus.base.ids import new_id
from kreishaus.ground.authorities.context import current
from kreishaus.records.enums import ExportKind, ExportState

from .files import Case, File

FOLDER = "exports"


class Export(models.Model):
    """An order for a case or a whole file, by one person; the result lies in the authority's folder, not in the store.

    The store keeps things for good; a copy to take away must not outlive what it copies.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField("Art", max_length=10, choices=ExportKind.choices)
    case = models.ForeignKey(
        Case, verbose_name="Vorgang", null=True, blank=True, on_delete=models.CASCADE, related_name="exports"
    )
    file = models.ForeignKey(
        File, verbose_name="Akte", null=True, blank=True, on_delete=models.CASCADE, related_name="exports"
    )
    # The cases the person could see when ordering; the worker acts for nobody and must not add others.
    cases: "models.JSONField[Any, Any]" = models.JSONField("Vorgänge", default=list)
    state = models.CharField("Stand", max_length=10, choices=ExportState.choices, default=ExportState.WANTED)
    total = models.PositiveIntegerField("Dokumente")
    done = models.PositiveIntegerField("davon fertig", default=0)
    sha256 = models.CharField("Prüfsumme", max_length=64, blank=True)
    size = models.PositiveBigIntegerField("Größe in Byte", default=0)
    ordered_by = models.CharField("bestellt von", max_length=200)
    ordered_at = models.DateTimeField("bestellt am", db_index=True)
    finished_at = models.DateTimeField("fertig am", null=True, blank=True)

    class Meta:
        verbose_name = "Ausgabe"
        verbose_name_plural = "Ausgaben"
        ordering = ("-ordered_at",)
        constraints = (
            models.CheckConstraint(
                name="export_of_a_case_or_a_file",
                condition=models.Q(case__isnull=False, file__isnull=True)
                | models.Q(case__isnull=True, file__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.reference} ({self.get_kind_display()})"

    @property
    def whole(self) -> Case | File:
        """What is taken away."""
        whole = self.case or self.file
        assert whole is not None
        return whole

    @property
    def reference(self) -> str:
        """The reference of the case or the file."""
        return self.whole.reference

    @property
    def subject(self) -> str:
        """The subject under which the audit log keeps what happens to it."""
        return f"{'case' if self.case_id else 'file'}:{self.reference}"

    @property
    def ending(self) -> str:
        """The ending of the file."""
        return "pdf" if self.kind == ExportKind.VOLUME else "zip"

    @property
    def path(self) -> Path:
        """Where the result lies, or will lie."""
        return current().folder / FOLDER / f"{self.pk}.{self.ending}"
