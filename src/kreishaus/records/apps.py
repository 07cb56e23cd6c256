"""The records as a Django app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Filing plan, files, cases and documents of the authority."""

    name = "kreishaus.records"
    label = "records"
    verbose_name = "Akten"
    default_auto_field = "django.db.models.BigAutoField"
