"""The packages as a Django app."""

from django.apps import AppConfig


class PackagesConfig(AppConfig):
    """Service packages and their versions."""

    name = "kreishaus.workshop.packages"
    label = "packages"
    verbose_name = "Dienste"
    default_auto_field = "django.db.models.BigAutoField"
