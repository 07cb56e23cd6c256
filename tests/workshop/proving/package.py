"""A small service with everything that can be proved: pages, rules, fees, evidence, letters."""

from datetime import date

from kreishaus.workshop.packages.formats.service_yaml import read_definition
from kreishaus.workshop.packages.rules.contents import read_form
from kreishaus.workshop.proving.outcomes import Proving

ON = date(2026, 3, 2)

SERVICE = """\
key: hundesteuer
version: 1.0.0
name: Hund anmelden
summary: Melden Sie Ihren Hund an.
competent: {office: "20"}
fees:
  - {name: Hundesteuer, amount: "90.00", when: "dog.kind == 'small'"}
  - {name: Hundesteuer, amount: "600.00", when: "dog.kind == 'dangerous'"}
evidence: [{key: test, name: Wesenstest, when: "answers.dog.kind == 'dangerous'"}]
applicant: {name: person.name, email: person.email}
title: "'Hund von ' + person.name"
letters:
  grant:
    subject: Ihr Hund
    paragraphs: ["{{ person.name }}, Ihr Hund {{ dog.name }} ist angemeldet ({{ dog.kind }})."]
  refuse: {subject: Ihr Hund, paragraphs: ["Wir lehnen ab."], reasons: "{{ dog.remark }}"}
legal_remedy: Sie können Klage erheben.
"""
FORM = """\
pages:
  - key: person
    title: Zu Ihnen
    groups:
      - key: person
        title: Person
        fields:
          - {key: name, type: text, label: Name, required: true}
          - {key: email, type: text, label: E-Mail, autocomplete: email}
          - {key: born, type: date, label: Geburtsdatum, required: true}
  - key: dog
    title: Ihr Hund
    groups:
      - key: dog
        title: Hund
        fields:
          - {key: name, type: text, label: Rufname, required: true}
          - {key: kind, type: choice, label: Art, required: true, options: [{small: Klein}, {dangerous: Gefährlich}]}
          - {key: remark, type: text, label: Anmerkung}
  - key: proof
    title: Wesenstest
    when: "dog.kind == 'dangerous'"
    groups:
      - key: proof
        title: Wesenstest
        fields:
          - {key: passed, type: date, label: Bestanden am, required: true}
rules:
  - {id: R1, valid: "years(person.born, today) >= 18", message: "Sie müssen volljährig sein.", at: person.born}
  - {id: R2, valid: "proof.passed <= today", message: "Der Tag liegt in der Zukunft.", at: proof.passed}
"""


def proving(service: str = SERVICE, form: str = FORM) -> Proving:
    """Return the service, ready to be tried."""
    return Proving(read_definition(service).service, read_form(form).schema)
