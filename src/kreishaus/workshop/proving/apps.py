"""Proving as a Django app, so that it can offer itself to the packages."""

from django.apps import AppConfig


class ProvingConfig(AppConfig):
    """Runs the tests of packages."""

    name = "kreishaus.workshop.proving"
    label = "proving"
    verbose_name = "Prüfstand"

    def ready(self) -> None:
        """Offer to run the tests of packages."""
        from kreishaus.workshop.packages.ports import register_prover
        from kreishaus.workshop.proving.running import CaseProver

        register_prover(CaseProver())
