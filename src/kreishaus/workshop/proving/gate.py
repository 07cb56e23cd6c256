"""The gate before publication: tests, analysis, a small exploration and accessibility, as the packages ask for them."""

from collections.abc import Mapping

from django.utils.timezone import localdate

from kreishaus.base.problems import Problem
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.workshop.packages.formats import folder
from kreishaus.workshop.proving.accessibility import barriers
from kreishaus.workshop.proving.reports import GATE, obstacles_in, report_for

_HINT = "So können nicht alle Leute die Seite bedienen."


class PackageProver:
    """Proves packages; stands behind `packages.ports.Prover`."""

    def failures(self, *, service_text: str, form: FormSchema, tests: Mapping[str, str]) -> list[Problem]:
        """Return a problem for each expectation that is not met and each fault that was found."""
        today = localdate()
        report = report_for(service_text=service_text, form=form, tests=tests, on=today, budget=GATE)
        blocked = [
            Problem(words, file=folder.FORM, path="accessibility", hint=_HINT) for words in barriers(form, on=today)
        ]
        return [*obstacles_in(report), *blocked]
