"""Fixed words of the packages."""

from django.db.models import TextChoices


class PackageState(TextChoices):
    """How far a version has come."""

    DRAFT = "draft", "in Arbeit"
    IN_REVIEW = "in-review", "wartet auf Freigabe"
    PUBLISHED = "published", "veröffentlicht"
    RETIRED = "retired", "abgelöst"


class RevisionState(TextChoices):
    """Whether an edit of a draft counts."""

    DONE = "done", "gilt"
    UNDONE = "undone", "zurückgenommen"
    DROPPED = "dropped", "durch andere Arbeit ersetzt"


class Settlement(TextChoices):
    """How a rule that no machine has translated was settled."""

    RULE = "rule", "als Regel im Formular"
    CASE_WORKER = "case-worker", "prüft die Sachbearbeitung"
    NOT_NEEDED = "not-needed", "nicht nötig"


class Process(TextChoices):
    """What happens after somebody has applied."""

    DECISION = "decision", "Prüfung und Bescheid"
    AUTOMATIC = "automatic", "sofort durch das Programm"
    NOTICE = "notice", "nur Anzeige"


class SignOff(TextChoices):
    """Who signs the decision."""

    CASE_WORKER = "case-worker", "Sachbearbeitung"
    HEAD_OF_OFFICE = "head-of-office", "Amtsleitung"


class Disposal(TextChoices):
    """What happens to the file after its retention period."""

    DESTROY = "destroy", "vernichten"
    APPRAISE = "appraise", "bewerten"
    ARCHIVE = "archive", "archivieren"


class Access(TextChoices):
    """Who may see the case."""

    OFFICE = "office", "zuständiges Amt"
    AUTHORITY = "authority", "ganzes Haus"
