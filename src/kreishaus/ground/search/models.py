"""What can be found: one entry for each object, readable for the snippet and analysed for the index."""

from typing import ClassVar

from django.db import models


class SearchEntry(models.Model):
    """An object that can be found. The database itself keeps the full-text index in step (see the migrations).

    On SQLite triggers do this; a later migration that rebuilds this table has to create them again.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    object_id = models.UUIDField()
    scope = models.CharField(max_length=80)
    title = models.TextField()
    reference = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    text = models.TextField(blank=True)
    title_words = models.TextField(blank=True)
    reference_keys = models.TextField(blank=True)
    text_words = models.TextField(blank=True)

    class Meta:
        verbose_name = "Sucheintrag"
        verbose_name_plural = "Sucheinträge"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once"),
            models.CheckConstraint(condition=~models.Q(scope=""), name="search_entry_has_scope"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"
