"""Fixed words of the records: states, kinds of documents, who may see, what happens in the end."""

from django.db import models


class Disposal(models.TextChoices):
    """What happens to a case when its retention period is over."""

    DESTROY = "destroy", "vernichten"
    APPRAISE = "appraise", "dem Archiv zur Bewertung anbieten"
    ARCHIVE = "archive", "an das Archiv abgeben"


class Access(models.TextChoices):
    """Who may see a case."""

    OFFICE = "office", "nur das federführende Amt"
    AUTHORITY = "authority", "alle Ämter"


class FileState(models.TextChoices):
    """Whether a file takes new cases."""

    OPEN = "open", "offen"
    CLOSED = "closed", "geschlossen"


class CaseState(models.TextChoices):
    """Whether a case is being worked on."""

    OPEN = "open", "in Bearbeitung"
    CLOSED = "closed", "zu den Akten gelegt"


class DocumentKind(models.TextChoices):
    """What a document is to the case."""

    DATA = "data", "Antragsdaten"
    SUMMARY = "summary", "Antrag als PDF"
    ATTACHMENT = "attachment", "Anlage"
    LETTER = "letter", "Schreiben"
    MESSAGE = "message", "Nachricht"
    NOTE = "note", "Vermerk"
    RECEIPT = "receipt", "Eingangsbestätigung"


class Direction(models.TextChoices):
    """Which way a document went."""

    INCOMING = "incoming", "Eingang"
    OUTGOING = "outgoing", "Ausgang"
    INTERNAL = "internal", "intern"
