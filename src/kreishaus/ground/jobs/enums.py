"""The states of a job."""

from django.db import models


class JobState(models.TextChoices):
    """Where a job stands; DEAD waits for a person."""

    QUEUED = "queued", "Wartet"
    RUNNING = "running", "Läuft"
    DONE = "done", "Erledigt"
    DEAD = "dead", "Gescheitert"
