"""Access domains: what has the same rights shares one row, so that a change of rights touches that row only."""

from django.db import models

from kreishaus.base.ids import new_id


class AccessDomain(models.Model):
    """A set of files and cases that the same people may see, however many there are."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    title = models.CharField("Bezeichnung", max_length=200)
    parent = models.ForeignKey(
        "self",
        verbose_name="übergeordnet",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )

    class Meta:
        verbose_name = "Zugriffsbereich"
        verbose_name_plural = "Zugriffsbereiche"
        ordering = ("title", "id")

    def __str__(self) -> str:
        return self.title
