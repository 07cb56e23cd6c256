"""The versions of forms as they were published; a version never changes."""

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
