"""Proving as a Django app, so that it can offer itself to the packages."""

from django.apps import AppConfig


class ProvingConfig(AppConfig):
    """Proves packages: tests, analysis, exploration."""

    name = "kreishaus.workshop.proving"
    label = "proving"
    verbose_name = "Prüfstand"

    def ready(self) -> None:
        """Offer to prove packages before they go online."""
        from kreishaus.workshop.packages.ports import register_prover
        from kreishaus.workshop.proving.gate import PackageProver

        register_prover(PackageProver())
