"""Claims: somebody holds an entry of a register that exists only once, for a while or for good."""

from django.db import models
from django.db.models import Q

from kreishaus.base.ids import new_id


class Claim(models.Model):
    """A claim (Reservierung) on one entry of a register; the database lets only one be active."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    register = models.CharField("Register", max_length=80)
    key = models.CharField("Eintrag", max_length=200)
    holder = models.CharField("wer", max_length=200, db_index=True)
    claimed_at = models.DateTimeField("reserviert am")
    # Null: kept for good, until somebody releases it.
    expires_at = models.DateTimeField("reserviert bis", null=True, blank=True)
    released_at = models.DateTimeField("freigegeben am", null=True, blank=True)

    class Meta:
        verbose_name = "Reservierung"
        verbose_name_plural = "Reservierungen"
        constraints = (
            models.UniqueConstraint(
                name="claim_one_active_per_entry", fields=("register", "key"), condition=Q(released_at__isnull=True)
            ),
        )
        indexes = (models.Index(name="claim_by_expiry", fields=("expires_at",), condition=Q(released_at__isnull=True)),)

    def __str__(self) -> str:
        return f"{self.register}: {self.key}"
