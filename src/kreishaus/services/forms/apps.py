"""Register the forms room with Django."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """The room of the forms."""

    name = "kreishaus.services.forms"
    label = "forms"
    verbose_name = "Formulare"
