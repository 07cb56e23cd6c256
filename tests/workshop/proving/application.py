"""A package for the service to which the application of Frau de Vries belongs."""

from datetime import date
from typing import Any

from kreishaus.base.yamltext import dump
from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.models import PackageVersion
from tests import cast
from tests.factories.applications import FORM

SERVICE = """\
key: zufahrt
version: 1.0.0
name: Zufahrt bauen
summary: Bauen Sie eine Zufahrt.
competent: {office: "63"}
fees: [{name: Zufahrt, amount: "45.00", when: "access.width == 'wide'"}]
applicant: {name: "person.given_name + ' ' + person.family_name", email: person.email}
title: "'Zufahrt ' + person.street"
letters:
  grant: {subject: Ihre Zufahrt, paragraphs: ["Die Zufahrt an der Straße {{ person.street }} ist erlaubt."]}
"""


def a_package(service: str = SERVICE, form: dict[str, Any] = FORM) -> PackageVersion:
    """Return the draft of the package."""
    files = {"service.yaml": service.encode(), "form.yaml": dump(form).encode()}
    return actions.import_files(files=files, actor="staff:poppinga", at=cast.NOON)


TODAY = date(2026, 3, 2)
