"""Fixed words of the catalogue."""

from django.db.models import TextChoices


class Audience(TextChoices):
    """For whom a service is."""

    CITIZEN = "citizen", "Bürgerinnen und Bürger"
    COMPANY = "company", "Unternehmen"
    SCHOOL = "school", "Schulen"


class TrustLevel(TextChoices):
    """How surely the county must know who applies (Vertrauensniveau); as low as the law allows."""

    NONE = "none", "ohne Anmeldung"
    BASIC = "basic", "Benutzerkonto"
    SUBSTANTIAL = "substantial", "substanziell"
    HIGH = "high", "hoch"
