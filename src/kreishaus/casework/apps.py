"""Casework as a Django app: it starts with every application that comes in."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Tasks and decisions."""

    name = "kreishaus.casework"
    label = "casework"
    verbose_name = "Sachbearbeitung"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the process that starts with every submitted application, and what keeps a case open."""
        from kreishaus.records.ports import register_closing_condition
        from kreishaus.services.applications.ports import register_intake

        register_intake("kreishaus.casework.actions.intake.StartOfProcess")
        register_closing_condition("kreishaus.casework.queries.closing.TasksAreDone")
