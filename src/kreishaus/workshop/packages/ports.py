"""What the packages need from the rooms above: somebody who proves a package before it goes online."""

from collections.abc import Mapping
from typing import Protocol

from kreishaus.base.problems import Problem
from kreishaus.services.forms.engine.schema import FormSchema


class Prover(Protocol):
    """Runs the tests of a package, analyses it and tries it out."""

    def failures(self, *, service_text: str, form: FormSchema, tests: Mapping[str, str]) -> list[Problem]:
        """Return a problem for each expectation that is not met and each fault that was found.

        `service_text` is service.yaml, which could be read before; `tests` maps path to text.
        """


class NoProver(Exception):
    """No room has registered itself as the one that runs package tests."""


_provers: list[Prover] = []


def register_prover(prover: Prover) -> None:
    """Let this prover run the tests of packages from now on."""
    _provers.append(prover)


def prover() -> Prover:
    """Return who runs the tests of packages.

    :raises NoProver: if nobody does; a package with tests cannot be published then.
    """
    if not _provers:
        raise NoProver
    return _provers[-1]
