"""Booking as a Django app."""

from django.apps import AppConfig


class BookingConfig(AppConfig):
    """Claims on things that exist once."""

    name = "kreishaus.services.booking"
    label = "booking"
    verbose_name = "Reservierungen"
    default_auto_field = "django.db.models.BigAutoField"
