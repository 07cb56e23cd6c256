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


class RetentionStart(models.TextChoices):
    """From which day the retention period counts."""

    CLOSING = "closing", "mit dem Schließen"
    CASE_DATE = "case_date", "mit dem Bezugsdatum des Vorgangs"
    DECISION = "decision", "mit der Entscheidung"
    MAIN_FILE = "main_file", "mit dem Schließen der Hauptakte"


class SuccessionKind(models.TextChoices):
    """Why a position of the filing plan goes on as another."""

    SPLIT = "split", "geteilt"
    MERGE = "merge", "zusammengelegt"
    RENAME = "rename", "umbenannt"


class Confidentiality(models.TextChoices):
    """How secret a file or a case is; the five levels that authorities exchange."""

    OPEN = "open", "offen"
    RESTRICTED = "restricted", "nur für den Dienstgebrauch"
    CONFIDENTIAL = "confidential", "vertraulich"
    SECRET = "secret", "geheim"
    TOP_SECRET = "top_secret", "streng geheim"


class Medium(models.TextChoices):
    """Whether there is paper besides the electronic file."""

    ELECTRONIC = "electronic", "elektronisch"
    HYBRID = "hybrid", "elektronisch und Papier"
    PAPER = "paper", "nur Papier"


class ParticipantRole(models.TextChoices):
    """What a participant is to the file or the case."""

    APPLICANT = "applicant", "antragstellend"
    REPRESENTATIVE = "representative", "vertretend"
    AFFECTED = "affected", "betroffen"
    NEIGHBOUR = "neighbour", "benachbart"
    EXPERT = "expert", "sachverständig"
    AUTHORITY = "authority", "beteiligte Behörde"
    OTHER = "other", "sonst beteiligt"


class FileState(models.TextChoices):
    """Where a file stands in its life; it takes new cases only while it is open."""

    OPEN = "open", "offen"
    CLOSED = "closed", "geschlossen"
    OFFERED = "offered", "dem Archiv angeboten"
    HANDED_OVER = "handed_over", "an das Archiv abgegeben"
    DESTROYED = "destroyed", "vernichtet"


class CaseState(models.TextChoices):
    """Where a case stands in its life; it takes documents only while it is open."""

    OPEN = "open", "in Bearbeitung"
    CLOSED = "closed", "zu den Akten gelegt"
    OFFERED = "offered", "dem Archiv angeboten"
    HANDED_OVER = "handed_over", "an das Archiv abgegeben"
    DESTROYED = "destroyed", "vernichtet"


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


class RenditionKind(models.TextChoices):
    """What a machine can make of a version."""

    PDFA = "pdfa", "PDF/A"
    TEXT = "text", "Text"
    THUMBNAIL = "thumbnail", "kleines Bild"
    PREVIEW = "preview", "Vorschau"


class RenditionState(models.TextChoices):
    """How far a rendition is."""

    WANTED = "wanted", "in Arbeit"
    DONE = "done", "fertig"
    FAILED = "failed", "fehlgeschlagen"
    NOT_POSSIBLE = "not_possible", "nicht möglich"


class ExportKind(models.TextChoices):
    """In which shape a case or a file is taken away."""

    VOLUME = "volume", "ein PDF mit Inhaltsverzeichnis"
    BUNDLE = "bundle", "ZIP mit allen Dateien"
    COURT = "court", "Paket für das Gericht"


class ExportState(models.TextChoices):
    """How far an export is."""

    WANTED = "wanted", "in Arbeit"
    DONE = "done", "fertig"
    FAILED = "failed", "fehlgeschlagen"
