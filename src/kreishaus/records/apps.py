"""The records as a Django app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Filing plan, files, cases and documents of the authority."""

    name = "kreishaus.records"
    label = "records"
    verbose_name = "Akten"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the guard of the log look after our rows and files."""
        from kreishaus.ground.audit.ports import watch_over
        from kreishaus.records.holdings import HOLDINGS

        watch_over(HOLDINGS)
