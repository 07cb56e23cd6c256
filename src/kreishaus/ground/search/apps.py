"""Django registration of the room."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Register the search entries."""

    name = "kreishaus.ground.search"
    label = "search"
    verbose_name = "Suche"
