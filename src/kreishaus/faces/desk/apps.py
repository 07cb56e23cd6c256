"""Django registration of the face."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages for staff."""

    name = "kreishaus.faces.desk"
    label = "desk"
    verbose_name = "Schreibtisch"
