"""The gate before publication: tests, analysis and a small exploration, as the packages ask for them."""

from collections.abc import Mapping

from django.utils.timezone import localdate

from kreishaus.base.problems import Problem
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.workshop.proving.reports import GATE, obstacles_in, report_for


class PackageProver:
    """Proves packages; stands behind `packages.ports.Prover`."""

    def failures(self, *, service_text: str, form: FormSchema, tests: Mapping[str, str]) -> list[Problem]:
        """Return a problem for each expectation that is not met and each fault that was found."""
        report = report_for(service_text=service_text, form=form, tests=tests, on=localdate(), budget=GATE)
        return obstacles_in(report)
