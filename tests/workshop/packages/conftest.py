"""A small package that is complete, and the county it belongs to."""

from datetime import UTC, datetime

import pytest

from kreishaus.people.organisation.models import Office
from kreishaus.records.models import FilingPosition

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MEYER = "staff:meyer"
JANSSEN = "staff:janssen"

SERVICE = """\
# Hunde in der Stadt
key: hundesteuer
version: 1.0.0
name: Hund anmelden
summary: Melden Sie Ihren Hund an.
competent: {office: "20"}  # Kämmerei
filing: {position: "20.31"}
legal_basis: [{text: § 1 Hundesteuersatzung}]
deadline: {decide_within: P4W}
fees: [{name: Hundesteuer, amount: "90.00", valid_from: 2024-01-01}]
applicant: {name: person.name, email: person.email}
title: "'Hund von ' + person.name"
letters:
  grant: {subject: Ihr Hund, paragraphs: ["Guten Tag {{ person.name }}, Ihr Hund ist angemeldet."]}
  refuse: {subject: Ihr Hund, paragraphs: ["Wir lehnen ab."]}
legal_remedy: Sie können Klage erheben.
"""
FORM = """\
# Zwei Fragen
pages:
  - key: person
    title: Ihre Angaben
    groups:
      - key: person
        title: Person
        fields:
          - {key: name, type: text, label: Name, required: true}
          - {key: email, type: text, label: E-Mail}
rules:
  - {id: R1, require: person.email, when: "person.name == 'Hilke'"}
reviews:
  - {id: R2, element: person, text: WENN kein Name DANN keine E-Mail}
  - id: R3
    element: person.name
    text: |
      WENN Name
      DANN Anschrift
"""
TESTS = """\
cases:
  - name: Hilke meldet ihren Hund an
    on: 2026-03-02
    answers: {person: {name: Hilke, email: hilke@example.org}}
    expect:
      errors: {}
      required: [person.email]
      fee: "90.00"
      title: Hund von Hilke
      letter: {grant: [Guten Tag Hilke]}
"""


def files(*, service: str = SERVICE, form: str = FORM, tests: str = TESTS) -> dict[str, bytes]:
    """Return the files of the package."""
    return {"service.yaml": service.encode(), "form.yaml": form.encode(), "tests/eins.yaml": tests.encode()}


@pytest.fixture
def county() -> None:
    """Have the office and the filing position that the package names."""
    Office.objects.create(number="20", name="Kämmerei")
    FilingPosition.objects.create(number="20.31", title="Hundesteuer", sort_key="0020.0031")
