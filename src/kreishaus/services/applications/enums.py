"""Fixed words of the application: the six steps of the public status page."""

from django.db import models

from kreishaus.base.words import marked


class ApplicationState(models.TextChoices):
    """Where an application stands, in the words of the status page."""

    RECEIVED = "received", marked("Eingegangen")
    PROCESSING = "processing", marked("In Bearbeitung")
    ACTION_REQUIRED = "action_required", marked("Wir brauchen etwas von Ihnen")
    DECIDED = "decided", marked("Entschieden")
    COMPLETED = "completed", marked("Abgeschlossen")
    WITHDRAWN = "withdrawn", marked("Zurückgenommen")


class Process(models.TextChoices):
    """What happens to an application after it was received."""

    DECISION = "decision", "Entscheidung durch die Sachbearbeitung"
    AUTOMATIC = "automatic", "Automatische Entscheidung"
    NOTICE = "notice", "Anzeige ohne Entscheidung"


# Nobody has decided yet and nobody has withdrawn.
UNDECIDED = (
    ApplicationState.RECEIVED,
    ApplicationState.PROCESSING,
    ApplicationState.ACTION_REQUIRED,
)
