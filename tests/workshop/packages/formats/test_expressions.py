"""Conditions of service.yaml that cannot work with the form are named with their line."""

import pytest

from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.workshop.packages.formats.expressions import expression_problems
from kreishaus.workshop.packages.formats.service_yaml import read_definition
from tests.services.forms.parking import form_of

_SERVICE = """key: ausweis
name: Ausweis
fees:
  - name: Jahresausweis
    {base}
    when: "{when}"
"""


@pytest.fixture
def form() -> FormSchema:
    """Return a form that asks for the kind of permit and the area."""
    return form_of(
        {"key": "kind", "type": "choice", "label": "Art", "options": [{"year": "Jahr"}, {"day": "Tag"}]},
        {"key": "area", "type": "integer", "label": "Fläche"},
    )


def found(form: FormSchema, when: str, base: str = 'amount: "30.70"') -> list[tuple[str, str, int | None]]:
    """Return message, advice and line of everything that is wrong."""
    definition = read_definition(_SERVICE.replace("{when}", when).replace("{base}", base))
    return [(problem.message, problem.hint, problem.line) for problem in expression_problems(definition, form)]


@pytest.mark.parametrize("when", ["g.kind == 'year'", "answers.g.kind == 'year' && g.area > 3", "today > '2026-01-01'"])
def test_what_fits_the_form_is_not_complained_about(form: FormSchema, when: str) -> None:
    assert found(form, when) == []


@pytest.mark.parametrize(
    ("when", "message", "hint"),
    [
        ("g.kind == 'yaer'", "Die Antwort 'yaer' gibt es bei „Art“ nicht.", "Meinten Sie 'year'?"),
        (
            "answers.g.area == '3'",
            "„Fläche“ (ganze Zahl) und ein Text ('3') lassen sich nicht vergleichen.",
            "Zahlen stehen ohne Anführungszeichen: 3.",
        ),
        ("g.area", "Eine Bedingung muss Ja oder Nein ergeben. Hier ergibt sich: eine ganze Zahl.", ""),
        ("g.aera > 3", "„g.aera“ kommt im Formular nicht vor.", ""),
    ],
)
def test_a_condition_that_cannot_work_is_named_with_its_line(
    form: FormSchema, when: str, message: str, hint: str
) -> None:
    assert found(form, when) == [(message, hint, 6)]


def test_parts_and_sums_of_an_answer_can_be_read_but_no_others() -> None:
    form = form_of(
        {"key": "home", "type": "address", "label": "Anschrift"},
        {"key": "stay", "type": "date-range", "label": "Zeitraum"},
    )

    assert found(form, "g.home.city == 'Leer' && g.stay.days > 3") == []
    assert found(form, "g.home.town == 'Leer'") == [("„g.home.town“ kommt im Formular nicht vor.", "", 6)]


def test_a_table_of_fees_knows_the_answers_of_the_form(form: FormSchema) -> None:
    table = 'table: {by: g.kind, choices: {year: "30.70", week: "5.00"}}'

    assert [message for message, _, _ in found(form, "true", table)] == [
        "Gebühr „Jahresausweis“: Für die Antwort „day“ steht kein Betrag in der Tabelle.",
        "Gebühr „Jahresausweis“: Die Antwort „week“ aus der Tabelle gibt es im Formular nicht.",
    ]
