"""Booking as a Django app."""

from django.apps import AppConfig


class BookingConfig(AppConfig):
    """Claims on things that exist once."""

    name = "kreishaus.services.booking"
    label = "booking"
    verbose_name = "Reservierungen"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the worker know the schedule of this room."""
        from . import tasks  # noqa: F401
