"""A form with everything that edits have to keep: rules, rows, conditions, metadata, review items."""

from typing import Any

from kreishaus.base.yamlsource import load
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.workshop.packages.engine.elements import opened

CAR = """\
title: Bewohnerparken
fim: {id: S1}
pages:
  - key: person
    title: Ihre Angaben
    groups:
      - key: person
        title: Person
        fields:
          - {key: name, type: text, label: Name, required: true, basis: § 1, purpose: Wer, fim: {id: F1}}
          - {key: born, type: date, label: Geburtstag}
          - {key: kind, type: choice, label: Halter, options: [{self: Ich}, {other: Andere}]}
          - {key: consent, type: file, label: Überlassungserklärung, accept: [pdf], when: person.kind == 'other'}
      - key: contact
        title: Kontakt
        groups:
          - key: mail
            title: E-Mail
            fields:
              - {key: address, type: text, label: E-Mail-Adresse}
          - key: phone
            title: Telefon
            fields:
              - {key: number, type: text, label: Nummer}
  - key: cars
    title: Fahrzeuge
    when: years(person.born, today) >= 18
    groups:
      - key: car
        title: Fahrzeug
        repeat: 1..3
        fields:
          - {key: plate, type: text, label: Kennzeichen, required: true}
          - {key: weight, type: integer, label: Gewicht, min: 1}
      - key: end
        title: Schluss
        items:
          - {key: note, type: multiline, label: Bemerkung}
          - key: inner
            title: Innen
            fields:
              - {key: yes, type: yes-no, label: Einverstanden}
          - {key: total, type: integer, label: Summe}
rules:
  - {id: R1, require: person.consent, when: person.kind == 'other', basis: § 2}
  - {id: R2, hide: [contact.mail, end.inner.yes], when: "person.name == ''"}
  - {id: R3, valid: "car.all(c, c.weight < 3500)", message: Zu schwer., at: car}
  - {id: R4, set: end.total, to: "sum(car.map(c, c.weight))"}
  - {id: R5, require: car.weight, when: "has(car.plate)"}
reviews:
  - {id: P1, element: person.name, text: WENN Name DANN Telefon}
  - {id: P2, element: car, text: Erledigt, settled: {by: not-needed, note: nein}}
"""


def car_form() -> dict[str, Any]:
    """Return the form in its usual shape."""
    return parse_form(load(CAR, "form.yaml").data).to_data()


def usual(form: dict[str, Any]) -> dict[str, Any]:
    """Return a form as it is written: the proof that it can be read."""
    return parse_form(form).to_data()


def open_form() -> dict[str, Any]:
    """Return the form as edits see it."""
    return opened(car_form())
