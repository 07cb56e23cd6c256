"""Values that cannot fit together are named before anybody answers."""

import pytest

from kreishaus.base.expressions.kinds import (
    DAY,
    DECIMAL,
    GROUP,
    LIST,
    TEXT,
    WHOLE,
    YES_NO,
    Kind,
    misfits,
)
from kreishaus.base.expressions.syntax import parse

_ROW = Kind(GROUP, "Fahrzeug", members={"owner": Kind(TEXT, "Halter", ("self", "other"), nullable=False)})
KINDS = {
    "name": Kind(TEXT, "Name", nullable=False),
    "owner": Kind(TEXT, "Halter", ("self", "other"), nullable=False),
    "born": Kind(DAY, "Geburtsdatum"),
    "count": Kind(WHOLE, "Anzahl"),
    "share": Kind(DECIMAL, "Anteil"),
    "agreed": Kind(YES_NO, "Zustimmung"),
    "days": Kind(LIST, "Tage", entry=Kind(TEXT, "Tage", ("mo", "tu")), nullable=False),
    "rows": Kind(LIST, "Fahrzeuge", entry=_ROW),
    "today": Kind(DAY, "heute"),
}


def found(source: str, wanted: str = YES_NO) -> list[str]:
    """Return what does not fit, with what to do."""
    return [
        " ".join(filter(None, (misfit.message, misfit.hint)))
        for misfit in misfits(parse(source), lambda path: KINDS.get(path, Kind()), wanted=wanted)
    ]


@pytest.mark.parametrize(
    "source",
    [
        "name == 'x' && owner == 'self' && born < today && count > 3",
        "owner != '' && owner in ['self', 'other']",
        "born != null && has(name) && !agreed",
        "born >= '2026-01-01' && years(born, today) >= 18",
        "share > 1 && count == 2.0",
        "'mo' in days && days.exists(d, d == 'tu') && size(days) > 1",
        "rows.exists(r, r.owner == 'other')",
        "rows.filter(r, r.owner == 'self').map(r, r.owner) == ['self']",
        "rows[0].owner == 'self'",
        "unknown == 3 || unknown == 'x' || unknown",
        "count + 1 > 2 && double(count) * share > 1.5 && name + 'x' == 'yx'",
        "(agreed ? count : 1) > 2",
        "plus_days(born, 3) < '2026-01-01' && lower(name) == null",
        "min(count, 3) > 2 && sum(rows.map(r, 1)) > 3 && name.matches('[a-z]+')",
        "{'a': 1}.a == 1",
        "max([born, today]) > '2026-01-01'",
    ],
)
def test_what_fits_is_not_complained_about(source: str) -> None:
    assert found(source) == []


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("owner == 'othr'", "Die Antwort 'othr' gibt es bei „Halter“ nicht. Meinten Sie 'other'?"),
        ("owner == '???'", "Die Antwort '???' gibt es bei „Halter“ nicht. Möglich sind: 'self', 'other'."),
        ("owner in ['self', 'all']", "Die Antwort 'all' gibt es bei „Halter“ nicht. Möglich sind: 'self', 'other'."),
        (
            "rows.exists(r, r.owner == 'x')",
            "Die Antwort 'x' gibt es bei „Halter“ nicht. Möglich sind: 'self', 'other'.",
        ),
        ("'we' in days", "Die Antwort 'we' gibt es bei „Tage“ nicht. Möglich sind: 'mo', 'tu'."),
        (
            "born > 18",
            (
                "„Geburtsdatum“ (Datum) und eine ganze Zahl (18) lassen sich nicht der Größe nach vergleichen. "
                "Für das Alter gibt es years(…, today), für Tage days(…, …)."
            ),
        ),
        (
            "born == '1.3.2026'",
            "'1.3.2026' ist kein Datum; „Geburtsdatum“ (Datum) ist nie gleich. Bitte so schreiben: '2026-03-01'.",
        ),
        ("born == ''", "'' ist kein Datum; „Geburtsdatum“ (Datum) ist nie gleich. Bitte !has(…) verwenden."),
        (
            "count == '3'",
            (
                "„Anzahl“ (ganze Zahl) und ein Text ('3') lassen sich nicht vergleichen. "
                "Zahlen stehen ohne Anführungszeichen: 3."
            ),
        ),
        (
            "name == 3",
            (
                "„Name“ (Text) und eine ganze Zahl (3) lassen sich nicht vergleichen. "
                "Texte stehen in Anführungszeichen: '3'."
            ),
        ),
        (
            "agreed == 'true'",
            (
                "„Zustimmung“ (Ja oder Nein) und ein Text ('true') lassen sich nicht vergleichen. "
                "Bitte mit true oder false vergleichen."
            ),
        ),
        (
            "days == 'mo'",
            "„Tage“ (Liste) und ein Text ('mo') lassen sich nicht vergleichen. Bitte so fragen: 'mo' in …",
        ),
        ("name == null", "„Name“ (Text) ist nie null: ohne Antwort ist es leer. Bitte has(…) oder !has(…) verwenden."),
        (
            "!name",
            "Hier muss Ja oder Nein stehen, nicht „Name“ (Text). Zum Beispiel mit == vergleichen oder has(…) fragen.",
        ),
        (
            "agreed && count",
            (
                "Hier muss Ja oder Nein stehen, nicht „Anzahl“ (ganze Zahl). "
                "Zum Beispiel mit == vergleichen oder has(…) fragen."
            ),
        ),
        (
            "count + 1.5 > 2.0",
            (
                "„Anzahl“ (ganze Zahl) und eine Kommazahl (1.5) lassen sich nicht verrechnen. "
                "Bitte die ganze Zahl mit double(…) umwandeln."
            ),
        ),
        (
            "born + 3 > today",
            (
                "Mit „Geburtsdatum“ (Datum) und eine ganze Zahl (3) lässt sich nicht rechnen. "
                "Für Tage gibt es days(…), plus_days(…), plus_months(…) und years(…)."
            ),
        ),
        ("years(count, today) > 3", "years(…) braucht hier ein Datum, bekommt aber „Anzahl“ (ganze Zahl)."),
        ("years(born) > 3", "years(…) braucht 2 Angaben, hier sind es 1."),
        ("name.exists(n, true)", "exists(…) braucht eine Liste; „Name“ (Text) ist keine."),
        ("'x' in name", "Rechts von „in“ muss eine Liste stehen, nicht „Name“ (Text)."),
        ("count + 1", "Eine Bedingung muss Ja oder Nein ergeben. Hier ergibt sich: eine ganze Zahl."),
    ],
)
def test_what_cannot_fit_is_named_with_what_to_do(source: str, complaint: str) -> None:
    assert found(source) == [complaint]


def test_a_value_may_be_of_any_kind() -> None:
    assert found("count + 1", wanted="any") == []


def test_the_same_mistake_is_named_once() -> None:
    assert len(found("count == '3' || count == '3'")) == 1
