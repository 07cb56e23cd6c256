"""The services (Leistungen) that people look for, whether the county offers them itself or somebody else does."""

from typing import Any

from django.db import models

from kreishaus.base.ids import new_id

from .enums import TrustLevel


class Service(models.Model):
    """A service (Leistung) as the catalogue describes it; what can be applied for is an offering of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField("Schlüssel", max_length=80, unique=True)
    name = models.CharField("Name", max_length=250)
    summary = models.TextField("in einem Satz", blank=True)
    leika = models.CharField("Leistungsschlüssel (LeiKa)", max_length=14, blank=True, db_index=True)
    audience: models.JSONField[list[str]] = models.JSONField("für wen", default=list, blank=True)
    life_situation = models.CharField("Lebenslage", max_length=120, blank=True, db_index=True)
    office = models.ForeignKey(
        "organisation.Office",
        verbose_name="zuständiges Amt",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="services",
    )
    texts: models.JSONField[dict[str, str]] = models.JSONField("Texte", default=dict, blank=True)
    fee_text = models.TextField("Kosten", blank=True)
    duration_text = models.TextField("Dauer", blank=True)
    legal_basis: models.JSONField[list[dict[str, str]]] = models.JSONField("Rechtsgrundlagen", default=list, blank=True)
    evidence: models.JSONField[list[dict[str, Any]]] = models.JSONField("Nachweise", default=list, blank=True)
    keywords: models.JSONField[list[str]] = models.JSONField("Suchwörter", default=list, blank=True)
    trust_level = models.CharField(
        "Vertrauensniveau", max_length=12, choices=TrustLevel.choices, default=TrustLevel.NONE
    )
    popularity = models.PositiveIntegerField("Beliebtheit", default=0)
    # Not the county's: {"name": who is competent, "url": where, "reason": why in one sentence}.
    redirect: models.JSONField[dict[str, str] | None] = models.JSONField("Weiterleitung", null=True, blank=True)
    active = models.BooleanField("sichtbar", default=True)
    updated_at = models.DateTimeField("Stand")

    class Meta:
        verbose_name = "Leistung"
        verbose_name_plural = "Leistungen"
        ordering = ("name", "key")
        indexes = (models.Index(name="service_by_popularity", fields=("active", "-popularity")),)

    def __str__(self) -> str:
        return self.name
