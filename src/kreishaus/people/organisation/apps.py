"""The organisation as a Django app."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Offices, posts and staff of the authority."""

    name = "kreishaus.people.organisation"
    label = "organisation"
    verbose_name = "Organisation"
    default_auto_field = "django.db.models.BigAutoField"
