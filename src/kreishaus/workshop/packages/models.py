"""Packages (Dienste) and their versions: the files lie in the blob store, the row says how far they have come."""

from typing import Any

from django.db import models
from django.db.models import Q

from kreishaus.base.ids import new_id

from .enums import PackageState, RevisionState


class Package(models.Model):
    """A service package through all its versions; its key is the key of the service."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField("Schlüssel", max_length=80, unique=True)

    class Meta:
        verbose_name = "Dienst"
        verbose_name_plural = "Dienste"
        ordering = ("key",)

    def __str__(self) -> str:
        return self.key


class PackageVersion(models.Model):
    """One version of a package: its files by their digest, and who did what with it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    package = models.ForeignKey(Package, verbose_name="Dienst", on_delete=models.PROTECT, related_name="versions")
    version = models.CharField("Fassung", max_length=40)
    name = models.CharField("Name", max_length=250)
    state = models.CharField("Stand", max_length=12, choices=PackageState.choices, default=PackageState.DRAFT)
    # Path inside the folder -> SHA-256 of the file, byte for byte as it came.
    files: models.JSONField[dict[str, str]] = models.JSONField("Dateien")
    digest = models.CharField("Prüfsumme", max_length=64, db_index=True)
    # Differs from the digest once somebody has worked on the draft at the desk.
    imported_digest = models.CharField("Prüfsumme beim Einlesen", max_length=64)
    # What the import of a FIM schema counted; null for packages written by hand.
    report: models.JSONField[dict[str, Any] | None] = models.JSONField("Importbericht", null=True, blank=True)
    imported_at = models.DateTimeField("eingelesen am")
    imported_by = models.CharField("eingelesen von", max_length=200)
    changed_at = models.DateTimeField("geändert am")
    changed_by = models.CharField("geändert von", max_length=200)
    submitted_at = models.DateTimeField("vorgelegt am", null=True, blank=True)
    submitted_by = models.CharField("vorgelegt von", max_length=200, blank=True)
    # What is new, in the words of whoever submitted it; and why in spite of what the gate warned of.
    message = models.TextField("Was ist neu", blank=True)
    despite = models.TextField("Warum trotz der Warnungen", blank=True)
    published_at = models.DateTimeField("veröffentlicht am", null=True, blank=True)
    published_by = models.CharField("veröffentlicht von", max_length=200, blank=True)
    retired_at = models.DateTimeField("abgelöst am", null=True, blank=True)

    class Meta:
        verbose_name = "Fassung eines Dienstes"
        verbose_name_plural = "Fassungen der Dienste"
        constraints = (
            models.UniqueConstraint(name="package_version_once", fields=("package", "version")),
            models.UniqueConstraint(
                name="package_one_published_version",
                fields=("package",),
                condition=Q(state=PackageState.PUBLISHED),
            ),
            models.CheckConstraint(
                name="package_published_by_two_people",
                condition=Q(published_at__isnull=True) | ~Q(published_by=models.F("submitted_by")),
            ),
        )
        indexes = (models.Index(name="package_version_by_state", fields=("state", "-changed_at")),)

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def subject(self) -> str:
        """Return the name under which the audit log keeps this package."""
        return f"package:{self.package.key}"

    @property
    def is_open(self) -> bool:
        """Tell whether the version may still be changed."""
        return self.state == PackageState.DRAFT


class Revision(models.Model):
    """One edit of a draft: who did what when, from which files to which; so it can be taken back.

    The files themselves lie in the blob store under their digests, so a revision costs one small row.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.ForeignKey(
        PackageVersion, verbose_name="Fassung", on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField("Nummer")
    words = models.CharField("Was", max_length=300)
    element = models.CharField("Element", max_length=1000, blank=True)
    at = models.DateTimeField("wann")
    actor = models.CharField("wer", max_length=200)
    # Path inside the folder -> SHA-256, the whole package before and after.
    files_before: models.JSONField[dict[str, str]] = models.JSONField("Dateien vorher")
    files_after: models.JSONField[dict[str, str]] = models.JSONField("Dateien nachher")
    before = models.CharField("Prüfsumme vorher", max_length=64)
    after = models.CharField("Prüfsumme nachher", max_length=64)
    # Old address -> new address of elements that the edit renamed or moved.
    moved: models.JSONField[dict[str, str]] = models.JSONField("Umzüge", default=dict, blank=True)
    state = models.CharField("Stand", max_length=8, choices=RevisionState.choices, default=RevisionState.DONE)
    undone_at = models.DateTimeField("zurückgenommen am", null=True, blank=True)
    undone_by = models.CharField("zurückgenommen von", max_length=200, blank=True)

    class Meta:
        verbose_name = "Bearbeitungsschritt"
        verbose_name_plural = "Bearbeitungsschritte"
        ordering = ("number",)
        constraints = (models.UniqueConstraint(name="revision_number_once", fields=("version", "number")),)

    def __str__(self) -> str:
        return f"{self.number}: {self.words}"
