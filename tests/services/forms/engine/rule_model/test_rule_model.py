"""Conditions: CEL and back without a change of meaning, and what they say in German."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kreishaus.base.expressions import ExpressionError, compile_expression
from kreishaus.base.yamlsource import load
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.rule_model import (
    All,
    AnyOf,
    BeyondModel,
    Comparison,
    Condition,
    Measure,
    Not,
    Operator,
    Other,
    Quantifier,
    Rows,
    Today,
    cel_of,
    condition_from,
    condition_in_words,
    rule_in_words,
    shown_in_words,
)
from kreishaus.services.forms.engine.rule_model.naming import Sort, name_of, names
from kreishaus.services.forms.engine.schema import FormSchema

FORM = """\
pages:
  - key: p
    title: Antrag
    groups:
      - key: a
        title: Angaben
        fields:
          - {key: owner, type: choice, label: Halter, options: [{self: Ich}, {other: Eine andere Person}]}
          - {key: pets, type: multiple-choice, label: Tiere, options: [{dog: Hund}, {cat: Katze}]}
          - {key: born, type: date, label: Geburtsdatum}
          - {key: start, type: date, label: Beginn}
          - {key: fee, type: money, label: Betrag}
          - {key: count, type: integer, label: Anzahl}
          - {key: sure, type: yes-no, label: Einverstanden}
          - {key: name, type: text, label: Name}
          - {key: consent, type: file, label: Überlassungserklärung, when: a.owner == 'other'}
  - key: q
    title: Autos
    when: years(a.born, today) >= 18
    groups:
      - key: car
        title: Fahrzeug
        repeat: 1..3
        fields:
          - {key: plate, type: text, label: Kennzeichen}
          - {key: weight, type: integer, label: Gewicht}
rules:
  - {id: R1, require: a.consent, when: a.owner == 'other'}
  - {id: R2, hide: [a.fee, a.count], when: a.sure}
  - {id: R3, valid: a.start >= today, message: Zu früh., at: a.start, when: has(a.start)}
  - {id: R4, set: a.name, to: a.owner}
  - {id: R5, forbid: car, when: "!a.sure"}
"""


@pytest.fixture(scope="module")
def schema() -> FormSchema:
    return parse_form(load(FORM, "form.yaml").data)


SAME = [
    "a.owner == 'other'",
    "a.owner != 'it\\'s \"x\"'",
    "has(a.name)",
    "!has(a.name)",
    "a.sure",
    "!a.sure",
    "a.owner in ['self', 'other']",
    "!(a.owner in ['self'])",
    "'dog' in a.pets",
    "!('dog' in a.pets)",
    "years(a.born, today) >= 18",
    "size(a.name) < 3",
    "a.start > today",
    "a.start <= plus_months(today, 3)",
    "a.start == plus_days(today, -1)",
    "a.born < a.start",
    "a.name.contains('x')",
    "a.name.startsWith('x')",
    "a.count == -1 || a.fee > 1.5",
    "a.sure && (a.count == 1 || a.count == 2)",
    "(a.sure && a.count == 1) || a.count == 2",
    "!(a.sure && a.count == 1)",
    "car.exists(zeile, zeile.weight > 3 && a.sure)",
    "car.all(zeile, has(zeile.plate))",
    "!car.exists(zeile, zeile.plate == '')",
    "valid_date(a.count, a.fee, a.name)",
    "has(a.name) != has(a.count)",
    "!(has(a.name) != has(a.count))",
    "!(valid_date(a.count, a.fee, a.name))",
]


@pytest.mark.parametrize("text", SAME)
def test_what_the_tree_can_say_comes_back_as_it_was(text: str) -> None:
    assert cel_of(condition_from(text)) == text


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("3 < a.count", Comparison("a.count", Operator.MORE, 3)),
        ("(a.sure)", Comparison("a.sure", Operator.YES)),
        ("car.exists(c, c.weight == 1)", Rows("car", Quantifier.SOME, Comparison("car.weight", Operator.EQUAL, 1))),
        ("a.start >= today", Comparison("a.start", Operator.AT_LEAST, Today())),
        ("a.start == a.born", Comparison("a.start", Operator.EQUAL, Other("a.born"))),
        ("years(a.born, today) < 18", Comparison("a.born", Operator.LESS, 18, Measure.AGE)),
    ],
)
def test_cel_is_read_into_the_tree(text: str, tree: Condition) -> None:
    assert condition_from(text) == tree


@pytest.mark.parametrize(
    "text",
    [
        "", "a.count + 1 > 2", "a.sure ? a.count == 1 : a.count == 2", "!a.count == 1", "a.b[0].c == 1", "a == ",
        "sum(car.map(c, c.weight)) > 3", "years(a.born, a.start) > 1", "a.name.matches('x')", "1 == 2", "a && ",
        "a == b == c", "(a == 1", "min(a.count, 2) == 1", "a.name == r'\\x' + 'y'", "'\\?' == a.name", "(" * 80,
        "a.count > -today", "!has(a.name) != has(a.count)", "has(a.b.size())", "has(a.name) == has(a.count)",
        "valid_date(a.x.size(), a.b, a.c)", "a.x in b.size()", "plus_days(a.start, 3) > today", "// nur ein Kommentar",
        "a # b",
    ],
)  # fmt: skip
def test_everything_else_stays_cel(text: str) -> None:
    with pytest.raises(BeyondModel):
        condition_from(text)


PATHS = st.sampled_from(["a.x", "a.y", "r.z", "b"])
VALUES = st.one_of(st.text("a'\"\\\n ß", max_size=4), st.integers(-3, 3), st.booleans(), st.builds(Other, PATHS))
COMPARISONS = st.one_of(
    st.builds(Comparison, PATHS, st.sampled_from([Operator.EQUAL, Operator.NOT_EQUAL]), VALUES),
    st.builds(Comparison, PATHS, st.sampled_from([Operator.LESS, Operator.AT_LEAST]), st.integers(-3, 3)),
    st.builds(Comparison, PATHS, st.sampled_from([Operator.ANSWERED, Operator.UNANSWERED, Operator.YES, Operator.NO])),
    st.builds(Comparison, PATHS, st.just(Operator.NONE_OF), st.tuples(st.integers(0, 3), st.text("ab", max_size=2))),
)
TREES = st.recursive(
    COMPARISONS,
    lambda inner: st.one_of(
        st.builds(All, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Rows, st.just("r"), st.sampled_from(Quantifier), inner),
    ),
    max_leaves=8,
)


def outcome(text: str, env: dict[str, object]) -> object:
    try:
        return compile_expression(text).holds(env)
    except ExpressionError as error:
        return type(error)


@settings(max_examples=150, deadline=None)
@given(TREES, st.dictionaries(st.sampled_from(["x", "y"]), st.one_of(st.none(), st.integers(-2, 2), st.booleans())))
def test_reading_what_was_written_never_changes_the_meaning(tree: Condition, answers: dict[str, object]) -> None:
    text = cel_of(tree)
    again = cel_of(condition_from(text))
    env = {"a": answers, "r": [{"z": 1}, {"z": "a"}], "b": "a", "today": "2026-03-02"}

    assert cel_of(condition_from(again)) == again
    assert outcome(text, env) == outcome(again, env)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a.owner == 'other'", "„Halter“ „Eine andere Person“ ist"),
        ("a.owner != 'self'", "„Halter“ nicht „Ich“ ist"),
        ("a.owner in ['self', 'other']", "„Halter“ „Ich“ oder „Eine andere Person“ ist"),
        ("!(a.owner in ['self', 'other'])", "„Halter“ weder „Ich“ noch „Eine andere Person“ ist"),
        ("'dog' in a.pets", "bei „Tiere“ „Hund“ ausgewählt ist"),
        ("!('dog' in a.pets)", "bei „Tiere“ „Hund“ nicht ausgewählt ist"),
        ("years(a.born, today) >= 18", "die Person laut „Geburtsdatum“ mindestens 18 Jahre alt ist"),
        ("years(a.born, today) == a.count", "die Person laut „Geburtsdatum“ genau so viele Jahre wie „Anzahl“ alt ist"),
        ("a.start < today", "„Beginn“ vor heute liegt"),
        ("a.start > plus_months(today, 3)", "„Beginn“ nach dem Tag in 3 Monaten liegt"),
        ("a.start >= plus_days(today, -1)", "„Beginn“ nicht vor dem Tag vor 1 Tag liegt"),
        ("a.start >= '2026-03-01'", "„Beginn“ nicht vor dem 01.03.2026 liegt"),
        ("a.start > a.born", "„Beginn“ nach „Geburtsdatum“ liegt"),
        ("a.fee > 1050", "„Betrag“ größer als 10,50\u00a0€ ist"),
        ("a.count == 3", "„Anzahl“ genau 3 ist"),
        ("a.sure == false", "„Einverstanden“ mit Nein beantwortet ist"),
        ("a.sure", "„Einverstanden“ mit Ja beantwortet ist"),
        ("a.name == ''", "„Name“ leer ist"),
        ("a.name != ''", "„Name“ ausgefüllt ist"),
        ("size(car) > 1", "„Fahrzeug“ mehr als 1 Eintrag hat"),
        ("a.name.contains('x')", "„Name“ den Text „x“ enthält"),
        ("car.exists(c, c.weight > 3)", "in mindestens einem Eintrag von „Fahrzeug“ „Gewicht“ größer als 3 ist"),
        ("a.sure && (a.count == 1 || has(a.name))",
         "„Einverstanden“ mit Ja beantwortet ist und („Anzahl“ genau 1 ist oder „Name“ ausgefüllt ist)"),
        ("!(a.sure && has(a.name))",
         "es nicht so ist, dass („Einverstanden“ mit Ja beantwortet ist und „Name“ ausgefüllt ist)"),
        ("a.count + 1 > 2", "diese Bedingung stimmt: „Anzahl“ + 1 > 2"),
        ("has(a.name) != has(a.count)", "genau eine der Angaben „Name“ und „Anzahl“ ausgefüllt ist"),
        ("valid_date(a.count, a.fee, a.name)",
         "„Anzahl“, „Betrag“ und „Name“ zusammen einen Tag im Kalender ergeben"),
        ("true", "immer"),
        ("false", "nie"),
    ],
)  # fmt: skip
def test_a_condition_reads_as_german(schema: FormSchema, text: str, words: str) -> None:
    assert condition_in_words(schema, text) == words


def test_rules_read_as_sentences(schema: FormSchema) -> None:
    assert [rule_in_words(schema, rule) for rule in schema.rules] == [
        "Die Frage „Überlassungserklärung“ ist Pflicht, wenn „Halter“ „Eine andere Person“ ist.",
        "Die Fragen „Betrag“ und „Anzahl“ entfallen, wenn „Einverstanden“ mit Ja beantwortet ist.",
        (
            "Wenn „Beginn“ ausgefüllt ist, muss gelten, dass „Beginn“ nicht vor heute liegt."
            " Sonst erscheint bei „Beginn“: „Zu früh.“"
        ),
        "Die Frage „Name“ wird aus „Halter“ übernommen.",
        "Die Gruppe „Fahrzeug“ muss leer bleiben, wenn „Einverstanden“ mit Nein beantwortet ist.",
    ]


def test_a_fixed_value_reads_as_the_answer_it_means(schema: FormSchema) -> None:
    data = schema.to_data()
    data["rules"] = [{"id": "R", "set": "a.owner", "to": "'other'", "when": "a.sure"}]
    fixed = parse_form(data)

    assert rule_in_words(fixed, fixed.rules[0]) == (
        "Die Frage „Halter“ wird auf „Eine andere Person“ gesetzt, wenn „Einverstanden“ mit Ja beantwortet ist."
    )


def test_conditions_of_elements_read_as_sentences(schema: FormSchema) -> None:
    page, field = schema.pages[1], schema.plan.tree.by_path["a.consent"].field

    assert field is not None
    assert shown_in_words(schema, field) == (
        "Die Frage „Überlassungserklärung“ erscheint nur, wenn „Halter“ „Eine andere Person“ ist."
    )
    assert shown_in_words(schema, page).startswith("Die Seite „Autos“ erscheint nur, wenn die Person laut")
    assert shown_in_words(schema, page.groups[0]) == ""


def test_names_tell_what_can_be_compared(schema: FormSchema) -> None:
    assert {name.path: name.sort for name in names(schema)} == {
        "a.owner": Sort.CHOICE, "a.pets": Sort.CHOICES, "a.born": Sort.DATE, "a.start": Sort.DATE,
        "a.fee": Sort.MONEY, "a.count": Sort.NUMBER, "a.sure": Sort.YES_NO, "a.name": Sort.TEXT,
        "a.consent": Sort.ROWS, "car": Sort.ROWS, "car.plate": Sort.TEXT, "car.weight": Sort.NUMBER,
    }  # fmt: skip
    assert name_of(schema, "car.plate").rows == ("car",)  # type: ignore[union-attr]
    assert name_of(schema, "a.nix") is None
    assert name_of(schema, "nix") is None


def test_the_tree_does_not_change_what_a_form_decides(schema: FormSchema) -> None:
    from kreishaus.services.forms.engine.evaluation import evaluate

    answers: dict[str, object] = {"a": {"owner": "other", "born": "1990-01-01", "sure": True}}
    data = schema.to_data()
    for rule in data["rules"]:  # type: ignore[attr-defined]
        for key in ("when", "valid"):
            if key in rule:
                rule[key] = cel_of(condition_from(rule[key]))

    again = evaluate(parse_form(data), answers, on=date(2026, 3, 2))
    before = evaluate(schema, answers, on=date(2026, 3, 2))

    assert (again.visible, again.required, again.errors) == (before.visible, before.required, before.errors)


def test_not_writes_brackets() -> None:
    assert cel_of(Not(Comparison("a.x", Operator.EQUAL, 1))) == "!(a.x == 1)"
