"""Django registration of the room."""

from django.apps import AppConfig


class AuthoritiesConfig(AppConfig):
    """Give every database access the current authority's connection."""

    name = "kreishaus.ground.authorities"
    label = "authorities"
    verbose_name = "Behörden"

    def ready(self) -> None:
        """Install the connection handler before the first query."""
        from kreishaus.ground.authorities import databases

        databases.install()
