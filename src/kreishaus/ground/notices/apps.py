"""Django registration of the room."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Register outgoing mail."""

    name = "kreishaus.ground.notices"
    label = "notices"
    verbose_name = "Postausgang"
