"""What belongs to a file or a case besides its papers: participants, cross references, holds."""

from django.db import models

from kreishaus.base.ids import new_id
from kreishaus.records.enums import ParticipantRole

from .documents import Document
from .files import Case, File


def _exactly_one(*names: str) -> models.Q:
    """Return the condition that exactly one of these foreign keys is filled."""
    choices = models.Q()
    for filled in names:
        choices |= models.Q(**{f"{name}__isnull": name != filled for name in names})
    return choices


class Participant(models.Model):
    """A person or body that takes part in a file or a case, in a role."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(
        File, verbose_name="Akte", null=True, blank=True, on_delete=models.PROTECT, related_name="participants"
    )
    case = models.ForeignKey(
        Case, verbose_name="Vorgang", null=True, blank=True, on_delete=models.PROTECT, related_name="participants"
    )
    role = models.CharField("Rolle", max_length=20, choices=ParticipantRole.choices)
    name = models.CharField("Name", max_length=200)
    organisation = models.CharField("Firma oder Behörde", max_length=200, blank=True)
    street = models.CharField("Straße und Hausnummer", max_length=200, blank=True)
    city = models.CharField("PLZ und Ort", max_length=200, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    phone = models.CharField("Telefon", max_length=50, blank=True)
    note = models.CharField("Bemerkung", max_length=300, blank=True)

    class Meta:
        verbose_name = "beteiligte Person oder Stelle"
        verbose_name_plural = "Beteiligte"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(name="participant_of_file_or_case", condition=_exactly_one("file", "case")),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.get_role_display()})"


class CrossReference(models.Model):
    """That one file, case or document points to another one, or to something outside the house."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    from_file = models.ForeignKey(File, null=True, blank=True, on_delete=models.PROTECT, related_name="references")
    from_case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="references")
    from_document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="references"
    )
    to_file = models.ForeignKey(File, null=True, blank=True, on_delete=models.PROTECT, related_name="referred_from")
    to_case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="referred_from")
    to_document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="referred_from"
    )
    outside = models.CharField("außerhalb des Hauses", max_length=200, blank=True)
    note = models.CharField("Bemerkung", max_length=300, blank=True)

    class Meta:
        verbose_name = "Verweis"
        verbose_name_plural = "Verweise"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="reference_from_one", condition=_exactly_one("from_file", "from_case", "from_document")
            ),
            models.CheckConstraint(
                name="reference_to_one",
                condition=(_exactly_one("to_file", "to_case", "to_document") & models.Q(outside=""))
                | (
                    models.Q(to_file__isnull=True, to_case__isnull=True, to_document__isnull=True)
                    & ~models.Q(outside="")
                ),
            ),
        )

    def __str__(self) -> str:
        return self.note or self.outside or str(self.pk)


class Hold(models.Model):
    """A hold (Löschsperre): as long as it stands nothing of the file or the case may be destroyed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.ForeignKey(
        File, verbose_name="Akte", null=True, blank=True, on_delete=models.PROTECT, related_name="holds"
    )
    case = models.ForeignKey(
        Case, verbose_name="Vorgang", null=True, blank=True, on_delete=models.PROTECT, related_name="holds"
    )
    reason = models.CharField("Grund", max_length=300)
    set_by = models.CharField("gesetzt von", max_length=200)
    set_at = models.DateTimeField("gesetzt am")
    until = models.DateField("längstens bis", null=True, blank=True)
    lifted_by = models.CharField("aufgehoben von", max_length=200, blank=True)
    lifted_at = models.DateTimeField("aufgehoben am", null=True, blank=True)
    lifted_reason = models.CharField("Grund der Aufhebung", max_length=300, blank=True)

    class Meta:
        verbose_name = "Löschsperre"
        verbose_name_plural = "Löschsperren"
        ordering = ("set_at", "id")
        constraints = (
            models.CheckConstraint(name="hold_of_file_or_case", condition=_exactly_one("file", "case")),
            models.CheckConstraint(
                name="hold_lifted_by_and_at",
                condition=models.Q(lifted_by="", lifted_at__isnull=True)
                | (~models.Q(lifted_by="") & models.Q(lifted_at__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return self.reason
