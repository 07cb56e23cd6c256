"""The catalogue as a Django app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Services with their texts, competence and fees."""

    name = "kreishaus.services.catalogue"
    label = "catalogue"
    verbose_name = "Leistungen"
    default_auto_field = "django.db.models.BigAutoField"
