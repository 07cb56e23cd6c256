"""Applications as a Django app."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """Offerings, drafts and applications."""

    name = "kreishaus.services.applications"
    label = "applications"
    verbose_name = "Anträge"
    default_auto_field = "django.db.models.BigAutoField"
