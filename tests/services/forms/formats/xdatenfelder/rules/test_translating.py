"""Rules among each other and with the structure of the schema."""

import pytest

from kreishaus.services.forms.engine.parsing import parse_form
from tests.services.forms.formats.xdatenfelder.rules.dog import conversion, effects, proposal, reason, rule
from tests.services.forms.formats.xdatenfelder.written import field_xml, group_xml, used

F = "F000000000{:02}".format


def reviews(*texts: str, **elsewhere: str) -> list[str]:
    found = conversion(*(rule(text, number) for number, text in enumerate(texts, 1)), **elsewhere).form
    return [review["reason"] for review in found.get("reviews", [])]


def test_a_rule_that_contradicts_itself_is_open() -> None:
    text = f'Wenn {F(1)} == "Ja", dann zeige {F(3)}, bei <> "Nein" blende {F(3)} aus.'

    assert reason(text) == "Die Regel zeigt und verbirgt „Bemerkung“ bei derselben Antwort."
    assert proposal(text) == [{"show": "bemerkung", "when": "abfrage == true"}]


def test_two_rules_that_contradict_each_other_are_both_open() -> None:
    one = f"Wenn {F(1)} = wahr, dann zeige {F(3)}. Wenn {F(1)} <> wahr, dann blende {F(3)} aus."
    other = f"Wenn {F(2)} = 001, dann zeige {F(3)}. Wenn {F(2)} <> 001, dann blende {F(3)} aus."

    assert reviews(one, other) == [
        "Die Regel R00000000002 sagt zu „Bemerkung“ das Gegenteil.",
        "Die Regel R00000000001 sagt zu „Bemerkung“ das Gegenteil.",
    ]


def test_rules_for_different_answers_go_together() -> None:
    found = effects(
        f"Wenn {F(2)} = 001, dann zeige {F(3)} und deaktiviere {F(7)}.",
        f"Wenn {F(2)} = 002, dann zeige {F(7)} und deaktiviere {F(3)}.",
        f"Wenn {F(2)} = 003, dann muss {F(3)} befüllt sein.",
    )

    assert found == [
        {"show": "bemerkung", "when": "art == '001'"},
        {"hide": "telefon", "when": "art == '001'"},
        {"show": "telefon", "when": "art == '002'"},
        {"hide": "bemerkung", "when": "art == '002'"},
        # What is required is shown as well, for the first rule alone would hide it.
        {"show": "bemerkung", "when": "art == '003'"},
        {"require": "bemerkung", "when": "art == '003'"},
    ]


@pytest.mark.parametrize(
    ("show", "hide", "clash"),
    [
        (f"{F(6)} > 3", f"{F(6)} < 3", True),
        (f"{F(6)} befüllt ist", f"{F(6)} = leer", False),
        (f"{F(6)} befüllt ist", f"{F(6)} = 3", True),
        (f"{F(10)} = 001", f"{F(10)} = 002", True),
        (f"{F(10)} = 001", f"{F(10)} <> 001", False),
        ("G00000000002 befüllt ist", "G00000000002 leer ist", False),
        (
            f"eines der Felder {F(7)} oder {F(8)} befüllt ist",
            f"keines der Felder {F(7)} oder {F(8)} befüllt ist",
            False,
        ),
        (f"genau eines der Felder {F(7)} oder {F(8)} befüllt ist", f"{F(7)} befüllt und {F(8)} befüllt ist", False),
        (f"mindestens zwei der Felder {F(6)}, {F(7)}, {F(8)} befüllt sind", f"{F(6)} leer ist", True),
    ],
)
def test_all_answers_that_matter_are_tried(show: str, hide: str, clash: bool) -> None:
    hide = hide.replace("befüllt und", "befüllt ist und")

    found = reviews(f"Wenn {show}, dann zeige {F(3)}.", f"Wenn {hide}, dann blende {F(3)} aus.")

    assert (len(found) == 2) is clash


def test_states_exclude_each_other() -> None:
    text = f"Für das Land NW gilt: {F(3)} muss befüllt werden. Für alle anderen Länder gilt: {F(3)} ist auszublenden."

    assert reviews(text, f"Für das Land SL gilt: {F(3)} ist auszublenden.") == []
    assert len(reviews(text, f"Für das Land NW gilt: {F(3)} ist auszublenden.")) == 2


def test_too_many_cases_are_a_clash() -> None:
    many = " oder ".join(f"= {number}" for number in range(40))

    shown = " und ".join(f"({F(number)} {many})" for number in (6, 9, 13))

    assert len(reviews(f"Wenn {shown}, dann zeige {F(3)}.", f"Wenn {F(1)} = wahr, dann blende {F(3)} aus.")) == 2


def test_one_code_in_two_spellings_is_open() -> None:
    found = reviews(
        f"Wenn {F(9)} = 001, dann muss {F(3)} befüllt sein.",
        f"Wenn {F(9)} = 1, dann muss {F(7)} befüllt sein.",
        f"Wenn {F(9)} = 2 oder {F(9)} befüllt ist, dann muss {F(8)} befüllt sein.",
    )

    assert len(found) == 2
    assert "„001“ und „1“" in found[0]


def test_hiding_in_a_circle_becomes_forbidding() -> None:
    found = effects(
        f"Wenn {F(7)} befüllt ist, dann darf {F(8)} nicht befüllt sein.",
        f"Wenn {F(8)} befüllt ist, dann darf {F(7)} nicht befüllt sein.",
    )

    assert found == [{"forbid": "e_mail", "when": "has(telefon)"}, {"forbid": "telefon", "when": "has(e_mail)"}]


def test_a_circle_that_stays_is_open() -> None:
    found = reviews(
        f"Wenn {F(7)} befüllt ist, dann blende {F(8)} aus.",
        f"Wenn {F(8)} befüllt ist, dann blende {F(7)} aus.",
    )

    assert found == ["Die Felder würden im Kreis voneinander abhängen."] * 2
    assert "von sich selbst" in reviews(f"Wenn {F(15)} befüllt ist, dann blende G00000000002 aus.")[0]


def test_what_the_structure_asks_for_is_no_new_rule() -> None:
    found = conversion(rule(f"{F(2)} muss befüllt werden.")).form

    assert "rules" not in found
    [review] = found["reviews"]
    assert review["settled"]["by"] == "structure"
    assert conversion(rule(f"{F(2)} muss befüllt werden.")).report.rules_by_structure == 1
    assert "1 davon durch die Struktur" in conversion(rule(f"{F(2)} muss befüllt werden.")).report.as_text()


def test_a_condition_on_what_is_always_asked_is_noted() -> None:
    report = conversion(rule(f"Wenn {F(1)} = wahr, dann muss {F(2)} befüllt sein.")).report

    assert any("Es gilt die Anzahl" in note.message for note in report.notes)
    assert report.rules_executable == 1
    shown = conversion(rule(f"Wenn {F(1)} = wahr, dann zeige {F(2)} als Pflicht an.")).report
    assert not any("Es gilt die Anzahl" in note.message for note in shown.notes)


def test_an_optional_group_around_is_required_too() -> None:
    text = f"Wenn {F(1)} = wahr, dann muss {F(15)} befüllt sein."

    assert effects(text) == [{"require": "vertretung", "when": "abfrage == true"}]
    assert "mehrfach vorkommen" in reason(f"Wenn {F(1)} = wahr, dann muss {F(21)} befüllt sein.")


def test_a_hint_cannot_be_filled_in() -> None:
    assert effects(f"Wenn {F(1)} = wahr, dann zeige als Pflicht {F(11)} an.") == [
        {"show": "hinweis", "when": "abfrage == true"}
    ]
    assert "stattdessen gezeigt" in reason(f"Wenn {F(1)} = wahr, dann muss {F(11)} befüllt sein.")
    assert "nicht ausfüllen" in reason(f"Wenn {F(11)} befüllt ist, dann zeige {F(3)}.")


def test_rows_look_at_themselves_and_at_what_is_outside() -> None:
    inside = rule(f"Wenn {F(20)} = wahr und {F(1)} = wahr, dann muss {F(21)} befüllt sein.")

    [found] = conversion(on_rows=inside).form["rules"]

    assert found == {
        "id": "R00000000001",
        "require": "antrag.hund.warum",
        "when": "antrag.hund.gefaehrlich == true && antrag.abfrage == true",
    }


def test_one_row_is_enough_to_ask_for_something_outside() -> None:
    assert effects(f"Wenn {F(20)} = wahr, dann muss {F(3)} befüllt sein.") == [
        {"require": "bemerkung", "when": "hund.exists(row, row.gefaehrlich == true)"}
    ]
    assert effects(f"Wenn {F(21)} befüllt ist, dann muss {F(3)} befüllt sein.") == [
        {"require": "bemerkung", "when": "hund.exists(row, has(row.warum))"}
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"Wenn {F(20)} = wahr, dann blende {F(3)} aus.", "mehrfach vorkommt"),
        (f"Wenn {F(20)} <> wahr, dann zeige {F(3)}.", "mehrfach vorkommt"),
        (f"Wenn {F(20)} = wahr und {F(22)} = 001, dann zeige {F(3)}.", "aus derselben Zeile"),
        (f"Wenn {F(22)} > 3, dann zeige {F(3)}.", "der Größe nach"),
        (f"Wenn {F(6)} < {F(10)}, dann zeige {F(3)}.", "keinen einzelnen Wert"),
        (f"Wenn {F(10)} < {F(6)}, dann zeige {F(3)}.", "mehrere Werte"),
        (f"Wenn {F(10)} > 001, dann zeige {F(3)}.", "der Größe nach"),
        (f"Wenn {F(6)} < {F(4)}, dann zeige {F(3)}.", "nicht von derselben Art"),
        (f"Wenn {F(7)} < {F(8)}, dann zeige {F(3)}.", "der Größe nach"),
        (f"Wenn {F(6)} < heute, dann zeige {F(3)}.", "kein Datum"),
        (f"Wenn {F(16)} = wahr, dann zeige {F(3)}.", "keinen Wert"),
        ("Wenn G00000000002 = wahr, dann zeige F00000000003.", "ist eine Gruppe"),
        (f"Wenn {F(6)} = 213000-213200, dann zeige {F(3)}.", "keinen einzelnen Code"),
        (f"Wenn {F(9)} = 213200-213000, dann zeige {F(3)}.", "kein Bereich"),
        ("Wenn G00000000002 < 18 Jahre, dann zeige F00000000003.", "kein Datum"),
        ("Wenn G00000000003 < 18 Jahre, dann zeige F00000000003.", "mehrere Werte"),
        (f"Wenn {F(4)} < 1800 Jahre, dann zeige {F(3)}.", "Zahl von Jahren"),
        (f"Wenn {F(6)} < 18 Jahre, dann zeige {F(3)}.", "kein Datum"),
    ],
)
def test_what_cannot_be_computed_stays_open(text: str, words: str) -> None:
    assert words in reason(text)


def test_a_condition_that_becomes_too_long_stays_open() -> None:
    codes = " oder ".join(f"= {number}" for number in range(100_000, 100_200))

    assert "zu lang" in reason(f"Wenn {F(9)} {codes}, dann zeige {F(3)}.")


def test_a_script_of_its_own_is_a_doubt() -> None:
    scripted = rule(f"Wenn {F(1)} = wahr, dann zeige {F(3)}.", more="<skript>if (x) {}</skript>")

    [review] = conversion(scripted).form["reviews"]

    assert "Skript" in review["reason"]
    assert review["proposal"][0]["show"] == "antrag.bemerkung"


def test_targets_of_the_rule_must_be_those_of_the_text() -> None:
    def with_target(number: int) -> str:
        return rule(f"Wenn {F(1)} = wahr, dann zeige {F(3)}.", more=f"<ziel element='{F(number)}' name='z'/>")

    assert "reviews" not in conversion(with_target(3)).form
    assert "andere Ziele" in conversion(with_target(7)).form["reviews"][0]["reason"]


@pytest.mark.parametrize("kind", ["M", "V", "B"])
def test_the_kind_of_a_rule_does_not_matter_for_its_text(kind: str) -> None:
    xml = rule(f"Wenn {F(1)} = wahr, dann zeige {F(3)}.").replace("<code>K</code>", f"<code>{kind}</code>")

    assert conversion(xml).form["rules"][0]["show"] == "antrag.bemerkung"


def test_an_element_that_stands_nearer_is_meant() -> None:
    twin = used(group_xml(used(field_xml(number=3, label="Bemerkung")), number=7, label="Anhang"))

    own = conversion(rule(f"Wenn {F(1)} = wahr, dann zeige {F(3)}."), inside=twin).form["rules"]
    dotted = conversion(rule(f"Wenn {F(1)} = wahr, dann zeige G00000000007.{F(3)}."), inside=twin).form["rules"]

    assert own[0]["show"] == "antrag.bemerkung"
    assert dotted[0]["show"] == "antrag.anhang.bemerkung"


def test_an_element_that_may_be_here_or_there_is_open() -> None:
    field = used(field_xml(number=50, label="Ort"))
    twins = used(group_xml(field, number=7, label="Hier")) + used(group_xml(field, number=8, label="Dort"))
    text = rule(f"Wenn {F(1)} = wahr, dann zeige {F(50)}.")

    assert "Es ist nicht zu erkennen" in conversion(text, inside=twins).form["reviews"][0]["reason"]
    from_above = rule(f"Wenn G00000000001.{F(1)} = wahr, dann zeige {F(50)}.")
    twice = conversion(on_schema=from_above, before=used(group_xml(field, number=9, label="Vorn")), inside=field)
    assert "Es ist nicht zu erkennen" in twice.form["reviews"][0]["reason"]


def test_an_absolute_path_decides() -> None:
    before = used(group_xml(used(field_xml(number=3, label="Bemerkung")), number=9, label="Vorn"))
    text = rule(f"Wenn {F(1)} = wahr, dann zeige G00000000009.{F(3)}.")

    assert conversion(on_schema=text, before=before).form["rules"][0]["show"] == "vorn.bemerkung"
    inside = rule(f"Wenn {F(1)} = wahr, dann zeige G00000000009.{F(3)}.")
    assert conversion(inside, before=before).form["rules"][0]["show"] == "vorn.bemerkung"


def test_the_group_that_bears_a_rule_may_be_its_target() -> None:
    before = used(field_xml(number=60, label="Vorab", type="bool"))
    text = rule(f"Wenn {F(60)} = wahr, dann zeige G00000000001.")

    assert conversion(text, before=before).form["rules"] == [
        {"id": "R00000000001", "show": "antrag", "when": "vorab.vorab == true"}
    ]


def test_every_rule_keeps_its_law_and_the_form_can_be_used() -> None:
    law = rule(f"Wenn {F(1)} = wahr, dann zeige {F(3)} als Pflicht.", more="<bezug>§ 1 HStG</bezug>")

    form = conversion(law).form

    assert [found["id"] for found in form["rules"]] == ["R00000000001.1", "R00000000001.2"]
    assert {found["basis"] for found in form["rules"]} == {"§ 1 HStG"}
    assert [found.number for found in parse_form(form).rules] == ["R00000000001"] * 2


def test_states_become_a_fact_of_the_form() -> None:
    text = rule(f"Für das Land NI gilt: {F(3)} muss befüllt werden.")

    found = conversion(text)

    assert found.form["facts"] == {"state": ""}
    assert any("unterscheidet nach Ländern" in note.message for note in found.report.notes)
    assert parse_form(found.form).to_data() == found.form
