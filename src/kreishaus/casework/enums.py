"""Fixed words of casework: tasks, decisions and the traffic light of the inbox."""

from django.db import models


class TaskKind(models.TextChoices):
    """What is to be done."""

    CHECK = "check", "Antrag prüfen"
    REPLY = "reply", "Antwort prüfen"
    SIGN = "sign", "Bescheid zeichnen"


class TaskState(models.TextChoices):
    """Whether the task still waits for somebody."""

    OPEN = "open", "offen"
    DONE = "done", "erledigt"


class Outcome(models.TextChoices):
    """How an application is decided; the value names the letter template."""

    GRANT = "grant", "Bewilligung"
    REFUSE = "refuse", "Ablehnung"


class DecisionState(models.TextChoices):
    """A draft may change; a signed decision never does."""

    DRAFT = "draft", "Entwurf"
    SIGNED = "signed", "gezeichnet"


class SignOff(models.TextChoices):
    """Who may sign a decision of this service."""

    CASE_WORKER = "case-worker", "Sachbearbeitung"
    HEAD_OF_OFFICE = "head-of-office", "Amtsleitung"


class Light(models.TextChoices):
    """The traffic light of the inbox; always shown together with its text."""

    RED = "red", "überfällig"
    YELLOW = "yellow", "bald fällig"
    GREEN = "green", "in der Frist"
    NONE = "none", "ohne Frist"


class Holder(models.TextChoices):
    """Filter of the inbox: whose tasks."""

    MINE = "mine", "meine"
    UNASSIGNED = "unassigned", "noch niemand"
    ALL = "all", "alle"
