"""Whole rules in the words in which people write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.formats.xdatenfelder.rules.cursor import MAX_TOKENS, NotUnderstood
from kreishaus.services.forms.formats.xdatenfelder.rules.grammar import understand
from kreishaus.services.forms.formats.xdatenfelder.rules.tokens import MAX_LENGTH
from tests.services.forms.formats.xdatenfelder.rules.dog import conversion, effects, proposal, reason, rule

F = "F000000000{:02}".format
ASKED = [{"require": "bemerkung", "when": "art == '002'"}]
EITHER_WAY = [{"require": "bemerkung", "when": "abfrage == true"}, {"hide": "bemerkung", "when": "abfrage != true"}]


@pytest.mark.parametrize(
    "text",
    [
        "Wenn F00000000002 = 002, dann muss F00000000003 befüllt sein.",
        'WENN das Datenfeld F00000000002 "Art" == 002 "Änderung", DANN muss das Feld F00000000003 ausgefüllt werden',
        "Falls F00000000002 Art === 002 Änderung, ist F00000000003 Bemerkung zu befüllen.",
        "Sofern in F00000000002 'Art' = '002 Änderung' ist, so ist F00000000003 ein Pflichtfeld.",
        'Wenn bei F00000000002 "002 Änderung" angegeben wird, dann wird F00000000003 zur Pflichtangabe.',
        "Wenn F00000000002 den Wert „Änderung“ hat, dann darf F00000000003 nicht leer sein.",
        "Wenn F00000000002 gleich 2 ist, muss F00000000003 zwingend angegeben werden!",
        "F00000000003 ist Pflicht, wenn F00000000002 mit 002 belegt ist.",
        "F00000000003 muss befüllt werden, wenn F00000000002 = 002 ist.",
        'Ist F00000000002 = 002, dann muss "F00000000003 "Bemerkung" befüllt sein.',
        "Wenn F00000000002V1.0.0 = 002 - Änderung, dann muss F00000000003 im Antrag befüllt werden.",
    ],
)
def test_one_thing_said_in_many_ways(text: str) -> None:
    assert effects(text) == ASKED


@pytest.mark.parametrize(
    "text",
    [
        f"Wenn {F(1)} = wahr, dann muss {F(3)} befüllt sein. Wenn {F(1)} <> wahr, dann darf {F(3)} nicht befüllt sein.",
        f'Wenn {F(1)} = "Ja", dann muss {F(3)} befüllt sein, sonst darf {F(3)} nicht angezeigt werden.',
        f"Wenn {F(1)} bejaht wurde, muss {F(3)} befüllt sein. Ansonsten blende {F(3)} aus.",
        f"WENN {F(1)} ausgewählt ist, DANN muss {F(3)} befüllt sein, andernfalls ist es auszublenden.",
    ],
)
def test_the_other_case_may_hide(text: str) -> None:
    assert effects(text) == EITHER_WAY


@pytest.mark.parametrize(
    "text",
    [
        f"Wenn {F(1)} = JA, dann zeige {F(3)} Bemerkung an, ansonsten nicht.",
        f"WENN {F(1)} = JA, DANN aktiviere {F(3)}. WENN {F(1)} = NEIN, DANN deaktiviere {F(3)}.",
        f'Wenn {F(1)} Abfrage === "Ja" zeige {F(3)}, wenn {F(1)} Abfrage <> "Ja" zeige {F(3)} nicht an.',
        f'Wenn {F(1)} == "Ja", dann zeige {F(3)} an, bei <> "Ja" blende {F(3)} aus.',
        f'Wenn {F(1)} == "Ja", dann zeige {F(3)} an, bei {F(1)} == "Nein zeige {F(3)} nicht an.',
        f"Wenn {F(1)} wahr ist, dann blende {F(3)} ein.",
        f"Wenn {F(1)} = wahr, dann ist {F(3)} anzuzeigen.",
        f"{F(3)} ist nur dann zu befüllen, wenn {F(1)} bejaht wurde.",
        f"{F(3)} muss nur angezeigt werden, wenn {F(1)} bejaht wurde.",
        f"{F(3)} muss angezeigt werden, nur wenn {F(1)} bejaht wurde.",
    ],
)
def test_what_is_shown_under_a_condition_is_hidden_otherwise(text: str) -> None:
    assert effects(text) == [{"show": "bemerkung", "when": "abfrage == true"}]


def test_show_as_a_duty_shows_and_requires() -> None:
    text = f"WENN {F(1)} = FALSCH, DANN zeige als Pflicht {F(3)} und {F(7)} an, SONST zeige die Felder nicht an."

    assert effects(text) == [
        {"show": ["bemerkung", "telefon"], "when": "abfrage == false"},
        {"require": ["bemerkung", "telefon"], "when": "abfrage == false"},
    ]


def test_a_duty_may_be_named_after_the_element_and_again_by_a_pronoun() -> None:
    expected = [
        {"show": "bemerkung", "when": "abfrage == true"},
        {"require": "bemerkung", "when": "abfrage == true"},
    ]

    assert effects(f"Wenn {F(1)} = ja, dann zeige {F(3)} als Pflichtfeld an.") == expected
    assert effects(f"Wenn {F(1)} = ja, dann aktiviere {F(3)} UND mache es zu einer Pflichtangabe.") == expected


def test_several_effects_hang_on_one_condition() -> None:
    text = f"Wenn {F(2)} = 001, dann muss {F(3)} befüllt sein. {F(7)} und {F(8)} dürfen dann nicht befüllt werden."

    assert effects(text) == [
        {"require": "bemerkung", "when": "art == '001'"},
        {"hide": ["telefon", "e_mail"], "when": "art == '001'"},
    ]


def test_else_may_name_another_element() -> None:
    text = f"Wenn {F(1)} = wahr, dann muss {F(3)} befüllt sein, sonst muss {F(7)} befüllt sein."

    assert effects(text) == [
        {"require": "bemerkung", "when": "abfrage == true"},
        {"require": "telefon", "when": "has(abfrage) && abfrage != true"},
    ]


def test_all_other_answers_are_those_that_the_rule_does_not_name() -> None:
    text = (
        f"WENN {F(2)} = 003 'Änderung und Ende', DANN muss {F(3)} befüllt sein. "
        f"WENN {F(2)} = alle anderen möglichen Ausprägungen der Codeliste , DANN muss {F(7)} befüllt sein."
    )

    assert effects(text) == [
        {"require": "bemerkung", "when": "art == '003'"},
        {"require": "telefon", "when": "has(art) && art != '003'"},
    ]
    assert "braucht einen Wert" in reason(f"Wenn {F(2)} = alle anderen, dann muss {F(3)} befüllt sein.")


def test_states_divide_a_rule_into_sections() -> None:
    text = (
        f"Für die Länder NW, SL und Sachsen gilt:\nWenn {F(1)} = wahr, dann muss {F(3)} befüllt werden.\n"
        f"Wenn {F(1)} <> wahr, dann darf {F(3)} nicht angezeigt werden.\n\n"
        f"Für das Land RP gilt.\n{F(3)} muss befüllt werden.\n\n"
        f"Für alle anderen Ländern gilt:\n{F(3)} darf nicht angezeigt werden"
    )

    assert effects(text) == [
        {"require": "bemerkung", "when": "facts.state in ['NW', 'SL', 'SN'] && abfrage == true"},
        {"hide": "bemerkung", "when": "facts.state in ['NW', 'SL', 'SN'] && abfrage != true"},
        {"require": "bemerkung", "when": "facts.state in ['RP']"},
        {"hide": "bemerkung", "when": "has(facts.state) && !(facts.state in ['NW', 'SL', 'SN', 'RP'])"},
    ]


def test_states_may_stand_inside_a_sentence() -> None:
    text = (
        f"{F(3)} ist nur für die Länder TH und HH zu befüllen. Für alle anderen Länder wird das Feld nicht angezeigt."
    )

    assert effects(text) == [{"show": "bemerkung", "when": "facts.state in ['TH', 'HH']"}]
    assert effects(f"{F(3)} ist in den Ländern TH und HH zu befüllen.") == [
        {"require": "bemerkung", "when": "facts.state in ['TH', 'HH']"}
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"Für das Land Atlantis gilt: {F(3)} muss befüllt werden.",
        f"Für alle anderen Länder gilt: {F(3)} muss befüllt werden.",
        f"Für alle anderen Länder NW gilt: {F(3)} muss befüllt werden.",
        f"Für das Land NW steht: {F(3)} muss befüllt werden.",
        f"Für Hunde gilt: {F(3)} muss befüllt werden.",
        f"{F(3)} ist für das Land Atlantis zu befüllen.",
    ],
)
def test_states_that_do_not_exist_leave_it_open(text: str) -> None:
    assert "nicht verstanden" in reason(text)


def test_an_explanation_says_the_same_again() -> None:
    said = f"Wenn {F(1)} = wahr, dann muss {F(3)} befüllt sein. D.h. z.B. nicht leer."

    assert effects(said) == [{"require": "bemerkung", "when": "abfrage == true"}]
    assert "nicht verstanden" in reason("D.h. nichts.")
    assert "nicht verstanden" in reason(f"{said[:-1]}. D.h. auch {F(7)} ist gemeint.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Einer von beiden.", "ein Feld oder eine Gruppe"),
        ("", "keine Wirkung"),
        (f"Wenn {F(1)} = wahr.", "ein Feld oder eine Gruppe"),
        (f"Wenn {F(1)} = wahr, dann soll {F(3)} befüllt sein.", "verpflichten nicht"),
        (f"Wenn {F(1)} = wahr, dann muss {F(3)} nicht befüllt sein.", "lässt es offen"),
        (f"Wenn {F(1)} = wahr, dann muss {F(3)} nicht angezeigt werden.", "lässt es offen"),
        (f"Wenn {F(1)} = wahr, dann darf {F(3)} befüllt sein.", "ohne „nur“ verlangen nichts"),
        (f"Wenn {F(1)} = wahr, dann darf {F(3)} nicht Pflicht sein.", "befüllt oder angezeigt"),
        (f"Wenn {F(1)} = wahr, dann muss {F(3)} angezeigt und ausgeblendet werden.", "entweder zeigen oder ausblenden"),
        (f"Wenn {F(1)} = wahr, dann zeige als Pflicht {F(3)} nicht an.", "entweder Pflicht oder nicht zeigen"),
        (f"Wenn {F(1)} = wahr, dann mache {F(3)} bunt.", "zu einer Pflichtangabe"),
        (f"Wenn {F(1)} = wahr, dann blende {F(3)} um.", "aus"),
        (f"Wenn {F(1)} = wahr, dann zeige sie an.", "ein Feld oder eine Gruppe"),
        (f"Wenn {F(1)} = wahr, dann muss {F(3)} gestrichen werden.", "befüllt, angezeigt"),
        (f"Wenn {F(1)} = wahr, dann {F(3)} bitte befüllen.", "muss, darf, ist oder wird"),
        (f"Wenn {F(1)} = wahr, dann muss {F(3)} befüllt sein, außer sonntags.", "das Ende des Satzes"),
        (f"Wenn {F(1)} = wahr, dann muss {F(3)} befüllt sein, sonst nicht.", "was sonst gilt"),
        (f"{F(3)} darf nur dann nicht befüllt sein, wenn {F(1)} = wahr.", "zu befüllen oder anzuzeigen"),
        (f"{F(3)} ist nur zu befüllen.", "wenn"),
        (f"{F(3)} muss dann befüllt sein.", "sich „dann“ bezieht"),
        (f"Ist {F(1)} hübsch, dann muss {F(3)} befüllt sein.", "nicht verstanden"),
        (f"Ist {F(1)} = wahr muss {F(3)} befüllt sein.", "nicht verstanden"),
    ],
)
def test_what_the_grammar_does_not_know_stays_open(text: str, words: str) -> None:
    assert words in (reason(text) if text else _refusal(text))


def test_a_forgotten_verb_is_a_proposal() -> None:
    text = f"Wenn {F(1)} = wahr, dann {F(3)} und deaktiviere {F(7)}."

    assert "Verb fehlt" in reason(text)
    assert proposal(text) == [
        {"show": "bemerkung", "when": "abfrage == true"},
        {"hide": "telefon", "when": "abfrage == true"},
    ]


def test_hostile_texts_end_soon() -> None:
    assert "zu lang" in _refusal("x" * (MAX_LENGTH + 1))
    assert "zu lang" in _refusal("( " * (MAX_TOKENS + 1))
    assert "weniger Klammern" in _refusal("Wenn " + "(" * 500 + F(1))
    assert "nicht verstanden" in _refusal(f"Wenn {F(1)} = " + "001 oder " * 600)
    assert "keine Wirkung" in _refusal('"' * 3_000)


_PIECES = [
    F(1), F(2), F(3), F(20), "G00000000002", "wenn", "dann", "sonst", "muss", "darf", "nicht", "nur", "und", "=",
    "oder", "<>", "<", "001", '"Ja"', '"', "(", ")", ",", ".", "befüllt", "sein", "zeige", "an", "blende", "aus",
    "als Pflicht", "für das Land NW", "gilt", ":", "mindestens", "eines", "der Felder", "entweder", "wahr",
    "leer", "ist", "heute", "alle anderen", "wobei", "18 Jahre", "bis", "mit", "vorzubefüllen", "\n",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=25))
def test_whatever_is_written_becomes_a_working_form(pieces: list[str]) -> None:
    form = conversion(rule(" ".join(["Wenn", *pieces]))).form

    assert parse_form(form).to_data() == form


class _NoNames:
    def labels(self, number: str) -> list[str]:
        return [number, "a" * 200]

    def options(self, number: str) -> list[tuple[str, str]]:
        return [(number, "b" * 200)]

    def named(self) -> dict[str, set[str]]:
        return {"a" * 200: {"F00000000001"}}

    def answers(self) -> list[str]:
        return ["b" * 200]


def _refusal(text: str) -> str:
    with pytest.raises(NotUnderstood) as refused:
        understand(text, _NoNames())
    return str(refused.value)
