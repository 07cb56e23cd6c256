"""Counters behind the references."""

from django.db import models


class Counter(models.Model):
    """The last number given out in a series; counted up by one statement, so without gaps."""

    key = models.CharField("Reihe", max_length=200, primary_key=True)
    value = models.PositiveBigIntegerField("letzte Nummer", default=0)

    class Meta:
        verbose_name = "Zähler"
        verbose_name_plural = "Zähler"

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"
