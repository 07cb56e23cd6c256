"""Django registration of the face."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Pages for everybody."""

    name = "kreishaus.faces.portal"
    label = "portal"
    verbose_name = "Portal"
