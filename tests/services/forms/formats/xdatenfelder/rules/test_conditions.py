"""Conditions: everything between `wenn` and `dann`."""

import pytest

from tests.services.forms.formats.xdatenfelder.rules.dog import effects, proposal, reason

F = "F000000000{:02}".format


def when(condition: str) -> str:
    [found] = effects(f"Wenn {condition}, dann darf {F(3)} nicht angezeigt werden.")
    return str(found["when"])


def refused(condition: str) -> str:
    return reason(f"Wenn {condition}, dann darf {F(3)} nicht angezeigt werden.")


@pytest.mark.parametrize(
    ("text", "cel"),
    [
        (f"{F(2)} = 001 oder 002", "art == '001' || art == '002'"),
        (f'{F(2)} = 001 "Neu" ODER = 002 "Änderung"', "art == '001' || art == '002'"),
        (f'{F(2)} = (001 "Neu" ODER 002 "Änderung")', "art == '001' || art == '002'"),
        (f"{F(2)} = (001, 002)", "art == '001' || art == '002'"),
        (f"{F(2)} <> 001 und <> 002", "art != '001' && art != '002'"),
        (f"{F(2)} <> (001 oder 002)", "art != '001' && art != '002'"),
        (f"{F(2)} <> (001 und 002)", "art != '001' && art != '002'"),
        (f"{F(1)} = wahr und {F(2)} = 001", "abfrage == true && art == '001'"),
        (f"{F(1)} = wahr oder wenn {F(2)} = 001", "abfrage == true || art == '001'"),
        (f"{F(1)} = wahr und ({F(2)} = 001 oder {F(6)} > 3)", "abfrage == true && (art == '001' || anzahl > 3)"),
        (f"({F(1)} = wahr ist) oder ({F(2)} = 001 und {F(6)} = 3)", "abfrage == true || (art == '001' && anzahl == 3)"),
        (f"{F(7)} nicht leer", "has(telefon)"),
        (f"{F(7)} leer ist", "!has(telefon)"),
        (f"{F(7)} = leer", "!has(telefon)"),
        (f"{F(7)} <> leer", "has(telefon)"),
        (f"{F(7)} befüllt wurde", "has(telefon)"),
        (f"{F(7)} nicht befüllt wurde", "!has(telefon)"),
        (f"{F(1)} verneint wurde", "abfrage == false"),
        (f"{F(1)} nicht wahr ist", "abfrage != true"),
        (f"{F(2)} ungleich 001 ist", "art != '001'"),
        (f"alle drei Felder {F(6)}, {F(7)} und {F(8)} befüllt sind", "has(anzahl) && has(telefon) && has(e_mail)"),
        (f"eines der Felder {F(7)} oder {F(8)} befüllt ist", "has(telefon) || has(e_mail)"),
        (f"keines der Felder {F(7)} oder {F(8)} befüllt ist", "!(has(telefon) || has(e_mail))"),
        (f"genau eines der Felder {F(7)} oder {F(8)} befüllt ist", "has(telefon) != has(e_mail)"),
        (
            f"mindestens zwei der Felder {F(6)}, {F(7)} und {F(8)} befüllt sind",
            "(has(anzahl) ? 1 : 0) + (has(telefon) ? 1 : 0) + (has(e_mail) ? 1 : 0) >= 2",
        ),
        (
            f"genau eines der Felder {F(6)}, {F(7)} und {F(8)} befüllt ist",
            "(has(anzahl) ? 1 : 0) + (has(telefon) ? 1 : 0) + (has(e_mail) ? 1 : 0) == 1",
        ),
        (f'eines der Felder {F(1)} und {F(1)} = "Ja" ist', "abfrage == true || abfrage == true"),
        (f"eines der Felder {F(6)} und {F(6)} > 3 ist", "anzahl > 3 || anzahl > 3"),
        (f"{F(6)} größer als 3 ist", "anzahl > 3"),
        (f"{F(6)} größer oder gleich 3 ist", "anzahl >= 3"),
        (f"{F(6)} kleiner als 3 ist", "anzahl < 3"),
        (f"{F(6)} kleiner gleich 3 ist", "anzahl <= 3"),
        (f"{F(4)} = < 18 Jahre", "years(beginn, today) < 18"),
        (f"{F(4)} jünger als 18 Jahre alt ist", "years(beginn, today) < 18"),
        (f"{F(4)} älter als 18 Jahre ist", "years(beginn, today) > 18"),
        (
            "G00000000004 >= 18 Jahre",
            "age_on(geburtsdatum.tag, geburtsdatum.monat, geburtsdatum.jahr, today) >= 18",
        ),
        (f"{F(4)} < heute", "beginn < today"),
        (f"{F(4)} > das aktuelle Datum", "beginn > today"),
        (f"{F(4)} < {F(5)} Ende", "beginn < ende"),
        (f"{F(9)} = 211000", "rechtsform == '211000'"),
        (f'{F(9)} = GesR "Gesellschaftsregister" oder X "Ausland"', "rechtsform == 'GesR' || rechtsform == 'X'"),
        (
            f"{F(9)} = 213000-213200",
            "(size(rechtsform) == 6 && rechtsform >= '213000' && rechtsform <= '213200')",
        ),
        (
            f"{F(9)} <> 213000 bis 213200",
            "!(size(rechtsform) == 6 && rechtsform >= '213000' && rechtsform <= '213200')",
        ),
        (f"{F(10)} = 001", "'001' in gruende"),
        (f"{F(10)} <> 001", "!('001' in gruende)"),
        (f"{F(10)} = (001 und 002)", "'001' in gruende && '002' in gruende"),
        ("G00000000002 befüllt ist", "has(vertretung)"),
        (f"{F(16)} vorhanden ist", "has(nachweis)"),
        (f"{F(7)} und {F(8)} befüllt sind", "has(telefon) && has(e_mail)"),
        (f"{F(6)}, {F(7)} oder {F(8)} befüllt ist", "has(anzahl) || has(telefon) || has(e_mail)"),
        (f"{F(12)} > 10,50", "betrag > 1050"),
        (f"{F(13)} > 10", "gewicht > 10.0"),
        (f"{F(4)} = 31.12.2026", "beginn == '2026-12-31'"),
        (f"{F(7)} = 'Ganz'", "telefon == 'Ganz'"),
    ],
)
def test_conditions_become_expressions(text: str, cel: str) -> None:
    assert when(text) == cel


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{F(1)} = wahr und {F(2)} = 001 oder {F(6)} = 3", "gemischt"),
        (f"{F(2)} <> 001 oder <> 002", "ausgeschlossen"),
        (f"{F(2)} = 001 oder <> 002", "derselbe Vergleich"),
        (f"{F(2)} = 001 oder 002 und 003", "entweder „und“ oder „oder“"),
        (f"{F(6)} < (3 oder 4)", "ein einzelner Wert"),
        (f"{F(9)} < 213000-213200", "vor einem Bereich"),
        (f"{F(2)} <> alle anderen", "ein Wert"),
        (f"{F(2)} = ?", "ein Wert"),
        (f"{F(2)} irgendwie passt", "eine Aussage"),
        (f"genau viele der Felder {F(7)}", "eine Anzahl"),
        (f"mindestens der Felder {F(7)}", "eine Anzahl"),
        (f"eine {F(1)} passt", "eine Aussage"),
        ("eine Art von Feld", "ein Feld oder eine Gruppe"),
        (f"{F(4)} jünger als 18 ist", "eine Zahl von Jahren"),
        (f"{F(99)} = 001", "kommt in diesem Formular nicht vor"),
    ],
)
def test_what_cannot_be_decided_stays_open(text: str, words: str) -> None:
    assert words in refused(text)


def test_an_open_bracket_is_a_doubt() -> None:
    assert "Klammer" in refused(f"({F(1)} = wahr")
    assert "Klammer" in refused(f"{F(2)} = (001 oder 002")
    assert proposal(f"Wenn ({F(1)} = wahr, dann blende {F(3)} aus.") == [
        {"hide": "bemerkung", "when": "abfrage == true"}
    ]


def test_open_questions_ask_for_nothing() -> None:
    assert effects(f"Wenn {F(2)} <> 001 und <> 002, dann muss {F(3)} befüllt sein.") == [
        {"require": "bemerkung", "when": "has(art) && art != '001' && art != '002'"}
    ]
    assert effects(f"Wenn {F(1)} <> wahr oder ({F(2)} <> 001), dann zeige {F(3)}.") == [
        {"show": "bemerkung", "when": "(has(abfrage) && abfrage != true) || (has(art) && art != '001')"}
    ]
