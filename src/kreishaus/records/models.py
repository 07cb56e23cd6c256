"""The electronic file: position of the filing plan > file > case > document > version."""

from typing import Any, Never

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.functional import cached_property

from kreishaus.base.ids import new_id
from kreishaus.people.organisation.models import Office

from . import engine
from .enums import Access, CaseState, Direction, Disposal, DocumentKind, FileState


def _validate_pattern(pattern: str) -> None:
    try:
        engine.check_pattern(pattern)
    except engine.UnusablePattern as problem:
        raise ValidationError(str(problem)) from problem


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
    disposal = models.CharField("danach", max_length=20, choices=Disposal.choices, default=Disposal.APPRAISE)
    access = models.CharField("Zugriff", max_length=20, choices=Access.choices, default=Access.OFFICE)
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
        validators=[_validate_pattern],
    )
    valid_from = models.DateField("gültig ab", null=True, blank=True)
    valid_until = models.DateField("gültig bis", null=True, blank=True)

    class Meta:
        verbose_name = "Aktenplan-Einheit"
        verbose_name_plural = "Aktenplan"
        ordering = ("sort_key",)

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sort key in step with the number."""
        self.sort_key = engine.plan_sort_key(self.number)
        super().save(*args, **kwargs)


class File(models.Model):
    """A file (Akte): the cases of one position and year, or of one lasting subject."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField("Aktenzeichen", max_length=120, unique=True)
    title = models.CharField("Titel", max_length=300)
    position = models.ForeignKey(
        FilingPosition, verbose_name="Aktenplan", on_delete=models.PROTECT, related_name="files"
    )
    lead_office = models.ForeignKey(Office, verbose_name="federführend", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("Jahr", null=True, blank=True)
    state = models.CharField("Zustand", max_length=10, choices=FileState.choices, default=FileState.OPEN)
    opened_at = models.DateTimeField("angelegt am")
    closed_at = models.DateTimeField("geschlossen am", null=True, blank=True)

    class Meta:
        verbose_name = "Akte"
        verbose_name_plural = "Akten"
        ordering = ("reference",)
        constraints = (
            models.CheckConstraint(
                name="file_closed_iff_closed_at",
                condition=models.Q(state=FileState.OPEN, closed_at__isnull=True)
                | models.Q(state=FileState.CLOSED, closed_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


class Case(models.Model):
    """A case (Vorgang): the documents of one matter inside a file (Akte)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(File, verbose_name="Akte", on_delete=models.PROTECT, related_name="cases")
    reference = models.CharField("Aktenzeichen", max_length=120, unique=True)
    sort_key = models.CharField("Sortierung", max_length=200, editable=False, db_index=True)
    title = models.CharField("Titel", max_length=300)
    state = models.CharField("Zustand", max_length=10, choices=CaseState.choices, default=CaseState.OPEN)
    # Found through the index over office and state.
    lead_office = models.ForeignKey(
        Office, verbose_name="federführend", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    access = models.CharField("Zugriff", max_length=20, choices=Access.choices, default=Access.OFFICE)
    opened_at = models.DateTimeField("angelegt am")
    closed_at = models.DateTimeField("zu den Akten am", null=True, blank=True)
    retention_until = models.DateField("aufzubewahren bis", null=True, blank=True)
    # The highest number given out; documents are numbered without gaps by one UPDATE of this.
    document_count = models.PositiveIntegerField("Zahl der Dokumente", default=0, editable=False)

    class Meta:
        verbose_name = "Vorgang"
        verbose_name_plural = "Vorgänge"
        ordering = ("sort_key",)
        indexes = (models.Index(name="case_office_state", fields=("lead_office", "state", "sort_key")),)
        constraints = (
            models.CheckConstraint(
                name="case_closed_iff_closed_at",
                condition=models.Q(state=CaseState.OPEN, closed_at__isnull=True)
                | models.Q(state=CaseState.CLOSED, closed_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sort key in step with the reference."""
        self.sort_key = engine.sort_key(self.reference)
        super().save(*args, **kwargs)


class Document(models.Model):
    """A document of a case; what it contains lies in its versions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # Found through the constraint over case and number.
    case = models.ForeignKey(
        Case, verbose_name="Vorgang", on_delete=models.PROTECT, related_name="documents", db_index=False
    )
    number = models.PositiveIntegerField("Nummer", validators=[MinValueValidator(1)])
    title = models.CharField("Titel", max_length=300)
    kind = models.CharField("Art", max_length=20, choices=DocumentKind.choices)
    direction = models.CharField("Richtung", max_length=20, choices=Direction.choices)
    received_at = models.DateTimeField("eingegangen am", null=True, blank=True)
    created_at = models.DateTimeField("angelegt am")
    created_by = models.CharField("angelegt von", max_length=200)

    class Meta:
        verbose_name = "Dokument"
        verbose_name_plural = "Dokumente"
        ordering = ("case", "number")
        constraints = (models.UniqueConstraint(name="document_number_once", fields=("case", "number")),)

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @cached_property
    def latest(self) -> "Version":
        """Return the newest version; costs no query where the versions are prefetched."""
        return max(self.versions.all(), key=lambda version: version.number)


class VersionIsFinal(Exception):
    """A version of a document never changes and never vanishes; add a new version instead."""


class FinalVersions(models.QuerySet["Version"]):
    """Versions that can be added and read, nothing else."""

    def update(self, **_kwargs: Any) -> Never:
        """Refuse: versions are final."""
        raise VersionIsFinal

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> Never:
        """Refuse: versions are final."""
        raise VersionIsFinal

    def delete(self) -> Never:
        """Refuse: only disposal, with its own certificate, may erase content."""
        raise VersionIsFinal


class Version(models.Model):
    """What a document contained at one moment; a trigger of the database refuses any change."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # Found through the constraint over document and number.
    document = models.ForeignKey(
        Document, verbose_name="Dokument", on_delete=models.PROTECT, related_name="versions", db_index=False
    )
    number = models.PositiveIntegerField("Fassung", validators=[MinValueValidator(1)])
    sha256 = models.CharField("Prüfsumme", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("Größe in Byte")
    media_type = models.CharField("Dateityp", max_length=100)
    original_name = models.CharField("Dateiname", max_length=255, blank=True)
    created_at = models.DateTimeField("angelegt am")
    created_by = models.CharField("angelegt von", max_length=200)

    objects = FinalVersions.as_manager()

    class Meta:
        verbose_name = "Fassung"
        verbose_name_plural = "Fassungen"
        ordering = ("document", "number")
        constraints = (models.UniqueConstraint(name="version_number_once", fields=("document", "number")),)

    def __str__(self) -> str:
        return f"{self.original_name or self.sha256[:12]} (Fassung {self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new version.

        :raises VersionIsFinal: for one that is stored already.
        """
        if not self._state.adding:
            raise VersionIsFinal(self.sha256)
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> Never:
        """Refuse: only disposal, with its own certificate, may erase content."""
        raise VersionIsFinal(self.sha256)


class Counter(models.Model):
    """The last number given out in a series; counted up by one statement, so without gaps."""

    key = models.CharField("Reihe", max_length=200, primary_key=True)
    value = models.PositiveBigIntegerField("letzte Nummer", default=0)

    class Meta:
        verbose_name = "Zähler"
        verbose_name_plural = "Zähler"

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"
