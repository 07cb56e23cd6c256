"""Documents, their versions that never change, and what machines make of a version."""

from typing import Any, Never

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.functional import cached_property

from kreishaus.base.ids import new_id
from kreishaus.people.organisation.models import Office
from kreishaus.records.enums import Direction, DocumentKind, RenditionKind, RenditionState

from .files import Case


class NotInACase(Exception):
    """The document lies unsorted in the basket of an office and belongs to no case yet."""


class Document(models.Model):
    """A document of a case, or one that still lies in an office's basket; its content lies in its versions."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # Found through the constraint over case and number. Empty while the document is unsorted.
    case = models.ForeignKey(
        Case,
        verbose_name="Vorgang",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="documents",
        db_index=False,
    )
    office = models.ForeignKey(
        Office,
        verbose_name="im Korb von",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="Nur solange das Dokument noch zu keinem Vorgang gehört.",
    )
    parent = models.ForeignKey(
        "self", verbose_name="Anlage zu", null=True, blank=True, on_delete=models.PROTECT, related_name="attachments"
    )
    # Zero while the document lies in a basket; counted from one inside its case.
    number = models.PositiveIntegerField("Nummer")
    title = models.CharField("Titel", max_length=300)
    kind = models.CharField("Art", max_length=20, choices=DocumentKind.choices)
    type = models.CharField("Dokumenttyp", max_length=100, blank=True)
    direction = models.CharField("Richtung", max_length=20, choices=Direction.choices)
    written_on = models.DateField("Datum des Schreibens", null=True, blank=True)
    received_at = models.DateTimeField("eingegangen am", null=True, blank=True)
    sent_at = models.DateTimeField("versandt am", null=True, blank=True)
    sender = models.CharField("Absender", max_length=300, blank=True)
    recipients = models.TextField("Empfänger", blank=True, help_text="Je Zeile eine Person oder Stelle.")
    foreign_reference = models.CharField("fremdes Geschäftszeichen", max_length=120, blank=True)
    checked_out_by = models.CharField("ausgecheckt von", max_length=200, blank=True)
    checked_out_at = models.DateTimeField("ausgecheckt seit", null=True, blank=True)
    created_at = models.DateTimeField("angelegt am")
    created_by = models.CharField("angelegt von", max_length=200)

    class Meta:
        verbose_name = "Dokument"
        verbose_name_plural = "Dokumente"
        ordering = ("case", "number")
        indexes = (
            models.Index(name="document_basket", fields=("office", "id"), condition=models.Q(case__isnull=True)),
            models.Index(name="document_checked_out", fields=("case",), condition=~models.Q(checked_out_by="")),
        )
        constraints = (
            models.UniqueConstraint(name="document_number_once", fields=("case", "number")),
            models.CheckConstraint(
                name="document_in_case_or_basket",
                condition=models.Q(case__isnull=False, office__isnull=True, number__gte=1)
                | models.Q(case__isnull=True, office__isnull=False, number=0),
            ),
            models.CheckConstraint(
                name="document_checked_out_by_and_at",
                condition=models.Q(checked_out_by="", checked_out_at__isnull=True)
                | (~models.Q(checked_out_by="") & models.Q(checked_out_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="document_is_no_attachment_of_itself",
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def home(self) -> Case:
        """The case the document lies in.

        :raises NotInACase: while it lies in a basket.
        """
        if self.case is None:
            raise NotInACase(self.title)
        return self.case

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


class Rendition(models.Model):
    """What a machine makes of a version: an archive copy, its text, a picture; or why there is none."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # Found through the constraint over version and kind.
    version = models.ForeignKey(
        Version, verbose_name="Fassung", on_delete=models.PROTECT, related_name="renditions", db_index=False
    )
    kind = models.CharField("Art", max_length=10, choices=RenditionKind.choices)
    state = models.CharField("Stand", max_length=12, choices=RenditionState.choices, default=RenditionState.WANTED)
    sha256 = models.CharField("Prüfsumme", max_length=64, blank=True, db_index=True)
    size = models.PositiveBigIntegerField("Größe in Byte", default=0)
    media_type = models.CharField("Dateityp", max_length=100, blank=True)
    reason = models.CharField("Grund", max_length=300, blank=True)
    made_at = models.DateTimeField("entstanden am", null=True, blank=True)

    class Meta:
        verbose_name = "Wiedergabe"
        verbose_name_plural = "Wiedergaben"
        ordering = ("version", "kind")
        indexes = (models.Index(name="rendition_wanted", fields=("id",), condition=models.Q(state="wanted")),)
        constraints = (
            models.UniqueConstraint(name="rendition_once", fields=("version", "kind")),
            models.CheckConstraint(
                name="rendition_done_iff_stored",
                condition=(models.Q(state=RenditionState.DONE, made_at__isnull=False) & ~models.Q(sha256=""))
                | (~models.Q(state=RenditionState.DONE) & models.Q(sha256="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_state_display()})"
