"""Statements without `wenn`: at least one, either … or, dates, order, allowed codes, fixed values."""

import pytest

from kreishaus.services.forms.engine.parsing import parse_form
from tests.services.forms.formats.xdatenfelder.rules.dog import conversion, effects, proposal, reason, rule

F = "F000000000{:02}".format


def check(text: str) -> dict[str, str]:
    [found] = effects(text)
    return found


@pytest.mark.parametrize(
    "text",
    [
        f'Es muss mindestens eines der Felder {F(7)} "Telefon" oder {F(8)} "E-Mail" befüllt sein.',
        f"Mindestens eines der Felder {F(7)}, {F(8)} muss ausgefüllt werden.",
        f"Es ist mindestens eine der Angaben {F(7)} oder {F(8)} befüllt sein",
    ],
)
def test_at_least_one(text: str) -> None:
    assert check(text) == {
        "valid": "has(telefon) || has(e_mail)",
        "message": "Bitte füllen Sie mindestens eines davon aus: „Telefon“ oder „E-Mail“.",
        "at": "antrag",
    }


def test_at_least_two_and_exactly_one() -> None:
    both = check(f"Mindestens zwei der Felder {F(6)}, {F(7)} und {F(8)} müssen befüllt sein.")

    assert both["message"] == "Bitte füllen Sie mindestens 2 davon aus: „Anzahl“, „Telefon“ oder „E-Mail“."
    assert check(f"Es muss genau eines der Felder {F(7)} und {F(8)} befüllt sein.")["message"] == (
        "Bitte füllen Sie genau eines davon aus: „Telefon“ oder „E-Mail“."
    )


def test_at_least_one_yes() -> None:
    text = f'Mindestens eines der Datenfelder {F(1)} oder {F(1)} muss den Wert "wahr" haben.'

    assert check(text)["valid"] == "abfrage == true || abfrage == true"
    assert check(f"Es muss mindestens eines der Felder {F(1)} und {F(1)} wahr sein.")["message"] == (
        "Bitte antworten Sie mindestens einmal mit Ja: „Abfrage“."
    )
    assert check(f"Es muss mindestens zwei der Felder {F(1)} und {F(1)} wahr sein.")["message"] == (
        "Bitte antworten Sie mindestens 2-mal mit Ja: „Abfrage“."
    )
    assert check(f"Es muss genau eines der Felder {F(1)} und {F(1)} wahr sein.")["message"] == (
        "Bitte antworten Sie nur einmal mit Ja: „Abfrage“."
    )


def test_the_whole_group_may_be_meant() -> None:
    assert (
        check('Mindestens ein Datenfeld der Datenfeldgruppe muss den Wert "wahr" haben.')["valid"] == "abfrage == true"
    )
    found = conversion(on_birthday=rule("Mindestens ein Feld der Gruppe muss befüllt sein.")).form["rules"]
    assert found[0]["valid"].replace("antrag.", "") == (
        "has(geburtsdatum.tag) || has(geburtsdatum.monat) || has(geburtsdatum.jahr)"
    )
    nothing = conversion(on_birthday=rule('Mindestens ein Feld der Gruppe muss den Wert "wahr" haben.')).form["reviews"]
    assert "keine Felder" in nothing[0]["reason"]


def test_either_or() -> None:
    for text in (
        "Es muss entweder Feldgruppe G00000000005 oder Feldgruppe G00000000006 befüllt werden.",
        'Entweder muss G00000000005 "Anschrift" oder die Gruppe G00000000006 "Postfach" befüllt sein.',
    ):
        assert check(text) == {
            "valid": "has(anschrift) != has(postfach)",
            "message": "Bitte füllen Sie genau eines davon aus: „Anschrift“ oder „Postfach“.",
            "at": "antrag",
        }
    assert "oder" in reason("Entweder muss G00000000005 befüllt sein.")
    assert "den Wert haben" in reason("Entweder muss G00000000005 oder G00000000006 gelb sein.")


def test_either_or_of_what_is_always_needed_is_open() -> None:
    text = f"Entweder muss {F(2)} oder {F(7)} befüllt sein."

    assert reason(text) == "Nach der Struktur muss „Art“ immer befüllt sein. Die Regel erlaubt nur eines davon."
    assert proposal(text) == []


def test_a_date_must_exist() -> None:
    text = (
        f'Wenn alle drei Felder {F(31)} "Tag", {F(32)} "Monat" und {F(33)} "Jahr" befüllt sind, muss die Validität des '
        "sich ergebenden Kalenderdatums sichergestellt werden. D.h. es muss z.B. 30.02.2019 verhindert werden."
    )
    [found] = conversion(on_birthday=rule(text)).form["rules"]

    assert found["valid"].replace("antrag.geburtsdatum.", "") == "valid_date(tag, monat, jahr)"
    assert found["at"] == "antrag.geburtsdatum"
    assert found["message"].startswith("Diesen Tag gibt es im Kalender nicht.")
    assert "Tag, Monat und Jahr" in reason(
        f"Wenn {F(7)} und {F(8)} befüllt sind, muss die Gültigkeit des Datums geprüft werden."
    )
    assert "sichergestellt" in reason(f"Wenn {F(31)} befüllt ist, muss die Gültigkeit des Datums gefeiert werden.")
    assert "nicht verstanden" in reason(f"Wenn {F(31)} befüllt ist, muss die Sonne scheinen.")


@pytest.mark.parametrize(
    ("text", "cel"),
    [
        (f"Das Datum im Feld {F(4)} muss zeitlich vor dem Datum im Feld {F(5)} liegen.", "beginn < ende"),
        (f"{F(5)} muss nach {F(4)} liegen.", "ende > beginn"),
        (f"{F(6)} muss kleiner oder gleich 10 sein.", "anzahl <= 10"),
        (f"{F(6)} muss größer gleich 10 sein.", "anzahl >= 10"),
        (f"{F(4)} muss vor heute liegen.", "beginn < today"),
    ],
)
def test_one_thing_must_be_before_another(text: str, cel: str) -> None:
    found = check(text)

    assert found["valid"] == cel
    assert found["message"].startswith("Bitte prüfen Sie Ihre Angaben bei „")


def test_a_list_may_be_restricted() -> None:
    text = (
        f'Wenn {F(1)} = wahr, dann muss {F(9)} befüllt werden, wobei nur die Codes A "Abt. A" oder 213000-213200 {{}}'
    )

    [needed, allowed] = effects(text.format("ausgewählt werden dürfen."))

    assert needed == {"require": "rechtsform", "when": "abfrage == true"}
    assert allowed["valid"] == (
        "!has(rechtsform) || rechtsform == 'A' || "
        "(size(rechtsform) == 6 && rechtsform >= '213000' && rechtsform <= '213200')"
    )
    assert allowed["message"] == "Bitte wählen Sie bei „Rechtsform“ etwas davon: Abt. A, 213000 bis 213200."
    assert (allowed["at"], allowed["when"]) == ("rechtsform", "abfrage == true")
    assert "nicht verstanden" in reason(
        f"Wenn {F(1)} = wahr, dann muss {F(9)} befüllt werden, wobei alle {F(9)} gehen."
    )


def test_a_fixed_value_is_sent_but_not_shown() -> None:
    text = f'Das Feld {F(2)} "Art" ist mit 002 "Änderung" vorzubefüllen und in der Antragsstrecke auszublenden.'
    form = conversion(rule(text)).form

    assert form["rules"] == [{"id": "R00000000001", "set": "antrag.art", "to": "'002'"}]
    art = next(item for item in form["pages"][0]["groups"][0]["items"] if item["key"] == "art")
    assert art["hidden"] is True
    assert parse_form(form).rules[0].to == "'002'"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{F(2)} ist mit 002 vorzubefüllen.", "vorbefüllt und ausgeblendet"),
        (f"{F(2)} ist mit {F(3)} vorzubefüllen und auszublenden.", "ein fester Wert"),
        (f"{F(2)} ist vorzubefüllen und auszublenden.", "vorbefüllt und ausgeblendet"),
        (f"Wenn {F(1)} = wahr, dann ist {F(2)} mit 002 vorzubefüllen und auszublenden.", "ohne Bedingung"),
        (f"{F(10)} ist mit 002 vorzubefüllen und auszublenden.", "mit einem festen Wert"),
    ],
)
def test_other_values_stay_open(text: str, words: str) -> None:
    assert words in reason(text)


def test_a_check_waits_until_an_optional_group_is_begun() -> None:
    inner = rule(f"Es muss mindestens eines der Felder {F(15)} oder {F(15)} befüllt sein.")
    text = inner.replace("F00000000015", "F00000000021")

    [found] = conversion(on_rows=text).form["rules"]

    assert found["at"] == "antrag.hund.warum"
    assert "when" not in found


def test_what_is_said_about_different_rows_is_open() -> None:
    assert "verschiedenen Wiederholungen" in reason(
        f"Es muss mindestens eines der Felder {F(21)} oder {F(7)} befüllt sein."
    )
