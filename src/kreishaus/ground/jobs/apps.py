"""Django registration of the room."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Register jobs and schedules."""

    name = "kreishaus.ground.jobs"
    label = "jobs"
    verbose_name = "Hintergrundaufgaben"
