from datetime import date
from pathlib import Path

import pytest

from kreishaus.base.problems import Problems
from kreishaus.services.payments.rules import FeeRule
from kreishaus.workshop.packages.formats.service_yaml import read_definition

ROOT = Path(__file__).resolve().parents[4]
SMALLEST = "key: hundesteuer\nname: Hund anmelden\n"


def problems_of(text: str) -> list[str]:
    with pytest.raises(Problems) as refused:
        read_definition(text)
    return [str(problem) for problem in refused.value.problems]


def test_the_hunting_licence_is_read_completely() -> None:
    text = (ROOT / "demo" / "services" / "jagdschein" / "service.yaml").read_text(encoding="utf-8")

    service = read_definition(text).service

    assert service.key == "jagdschein"
    assert service.office == "32"
    assert service.filing.position == "32.17"
    assert service.decide_within == "P6W"
    assert service.fees[0] == FeeRule(
        name="Jahresjagdschein",
        amount_cents=4500,
        valid_from=date(2024, 1, 1),
        when="license.kind == 'year'",
        basis="Allgemeine Gebührenordnung (Demo-Wert)",
    )
    assert [evidence.key for evidence in service.evidence] == ["policy", "exam", "photo", "old_license"]
    assert set(service.letters) == {"grant", "refuse"}


def test_a_draft_needs_a_key_and_a_name_only() -> None:
    service = read_definition(SMALLEST).service

    assert (service.key, service.version, service.process) == ("hundesteuer", "1.0.0", "decision")


def test_unknown_keys_come_with_line_and_suggestion() -> None:
    assert problems_of(SMALLEST + "sumary: x\nfilling: {position: '1'}\n") == [
        "service.yaml:3: Den Schlüssel „sumary“ gibt es hier nicht. Meinten Sie „summary“?",
        "service.yaml:4: Den Schlüssel „filling“ gibt es hier nicht. Meinten Sie „filing“?",
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("deadline: {decide_within: 6 Wochen}", "deadline.decide_within: „6 Wochen“ ist keine Dauer."),
        ("fees: [{name: Gebühr, amount: viel}]", "fees[0].amount: „viel“ ist kein Betrag."),
        ("process: decison", "process: „decison“ ist hier nicht möglich. Meinten Sie „decision“?"),
        ("title: \"'Hund ' +\"", "title: Der Ausdruck"),
        ("fees: [{name: G, amount: '1', when: 'a =='}]", "fees[0].when: Der Ausdruck"),
        ("leika: '123'", "leika: „123“ ist hier nicht möglich."),
        ("audience: [hunde]", "audience: „hunde“ ist keine Zielgruppe."),
        ("reserve: {register: hunde}", "reserve: Die Angabe „value“ fehlt."),
        ("letters: {grant: {subjekt: x}}", "letters.grant: Den Schlüssel „subjekt“ gibt es hier nicht."),
        ("letters: {grant: {subject: x, template: ../x.typ}}", "letters.grant.template: „../x.typ“"),
        ("key: Hund", "Der Schlüssel „key“ steht zweimal da."),
    ],
)
def test_every_mistake_names_its_place(line: str, expected: str) -> None:
    problems = problems_of(f"{SMALLEST}{line}\n")

    assert any(problem.startswith(f"service.yaml:3: {expected}") for problem in problems), problems


def test_broken_yaml_is_named_with_its_line() -> None:
    assert problems_of("key: hund: steuer\n")[0].startswith("service.yaml:1: Hier steht ein Doppelpunkt")
