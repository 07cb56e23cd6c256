"""Django registration of the room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The verifiable log of an authority."""

    name = "kreishaus.ground.audit"
    label = "audit"
    verbose_name = "Protokoll"
