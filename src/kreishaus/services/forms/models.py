"""The versions of forms as they were published, and the code lists: what is stored never changes."""

from typing import Any

from django.db import models

from kreishaus.base.ids import new_id


class FormVersion(models.Model):
    """One version of a form (Fassung eines Formulars), named by the digest of its content."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    digest = models.CharField("Prüfsumme", max_length=64, unique=True)
    definition = models.JSONField("Definition")
    created_at = models.DateTimeField("angelegt am")

    class Meta:
        verbose_name = "Fassung eines Formulars"
        verbose_name_plural = "Fassungen von Formularen"

    def __str__(self) -> str:
        return self.digest[:12]


class CodeListContent(models.Model):
    """The content of one version of a code list, stored once and named by its digest."""

    digest = models.CharField("Prüfsumme", max_length=64, primary_key=True)
    rows = models.PositiveIntegerField("Einträge")
    data: models.JSONField[dict[str, Any]] = models.JSONField("Inhalt")
    created_at = models.DateTimeField("angelegt am")

    class Meta:
        verbose_name = "Inhalt einer Codeliste"
        verbose_name_plural = "Inhalte von Codelisten"

    def __str__(self) -> str:
        return self.digest[:12]


class CodeListVersion(models.Model):
    """A version of a code list (Codeliste) that the authority has at hand for its forms."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    urn = models.CharField("Kennung", max_length=500)
    version = models.CharField("Fassung", max_length=500, blank=True)
    # Identifies just this version; usually made of the two above.
    address = models.CharField("Adresse", max_length=1001, db_index=True)
    name = models.CharField("Name", max_length=500, blank=True)
    content = models.ForeignKey(CodeListContent, verbose_name="Inhalt", on_delete=models.PROTECT)
    imported_at = models.DateTimeField("eingelesen am")
    imported_by = models.CharField("eingelesen von", max_length=200)

    class Meta:
        verbose_name = "Codeliste"
        verbose_name_plural = "Codelisten"
        constraints = (models.UniqueConstraint(name="code_list_version_once", fields=("urn", "version")),)

    def __str__(self) -> str:
        return f"{self.name or self.urn} {self.version}".strip()

    @property
    def subject(self) -> str:
        """Return the name under which the audit log keeps this list."""
        return f"code-list:{self.urn}"
