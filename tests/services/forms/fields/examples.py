"""One example of every type: its settings, what is typed, what is stored, how it is read."""

from typing import Any

from tests.services.forms.codes.lists import PLACES_URN

OPTIONS = [{"a": "Antwort A"}, {"b": "Antwort B"}]
FILE = {"sha256": "ab" * 32, "name": "nachweis.pdf", "size": 2048, "media_type": "application/pdf"}
ADDRESS = {"street": "Bahnhofstraße", "number": "12 a", "postcode": "26789", "city": "Leer"}
PERSON = {"given": "Antje", "family": "de Vries"}

QUESTIONS = [
    {
        "key": "colour",
        "text": "Bei welcher Farbe halten Sie?",
        "options": [{"red": "Rot"}, {"green": "Grün"}],
        "right": "red",
    },
    {
        "key": "signs",
        "text": "Was sind Zeichen?",
        "options": [{"stop": "Stopp"}, {"yield": "Vorfahrt achten"}, {"cow": "Kuh"}],
        "right": ["stop", "yield"],
        "points": 2,
        "explanation": "Eine Kuh ist ein Tier.",
    },
]

Typed = list[str] | dict[str, list[str]] | None

EXAMPLES: dict[str, tuple[dict[str, Any], Typed, Any, str]] = {
    "text": ({}, ["  Meyer  "], "Meyer", "Meyer"),
    "multiline": ({}, ["eins\r\nzwei "], "eins\nzwei", "eins\nzwei"),
    "integer": ({}, ["1.234"], 1234, "1234"),
    "number": ({}, ["1.234,56"], "1234.56", "1.234,56"),
    "money": ({}, ["1.234,5 €"], 123450, "1.234,50 €"),
    "date": ({}, ["31.12.2026"], "2026-12-31", "31.12.2026"),
    "yes-no": ({}, ["nein"], False, "Nein"),
    "choice": ({"options": OPTIONS}, ["b"], "b", "Antwort B"),
    "multiple-choice": ({"options": OPTIONS}, ["b", "", "a"], ["a", "b"], "Antwort A, Antwort B"),
    "code-list": ({"code_list": {"urn": PLACES_URN}}, [" weener "], "001", "Weener"),
    "file": ({}, None, [FILE], "nachweis.pdf (2 KB)"),
    "information": ({"text": "Bitte lesen."}, None, None, "Bitte lesen."),
    "address": (
        {"places": [{"name": "Leer (Ostfriesland)", "postcode": "26789"}], "within": True, "abroad": True},
        {
            "street": ["Bahnhofstraße 12 a"],
            "number": [""],
            "postcode": ["D-26789"],
            "city": [" Leer "],
            "country": ["DE"],
        },
        ADDRESS,
        "Bahnhofstraße 12 a\n26789 Leer",
    ),
    "person": (
        {"parts": ["salutation", "given", "family", "birth_date"], "optional": ["birth_date"]},
        {"given": [" Antje"], "family": ["de  Vries"], "birth_date": [""]},
        PERSON,
        "Antje de Vries",
    ),
    "email": ({}, [" Antje@Example.ORG "], "Antje@example.org", "Antje@example.org"),
    "phone": ({}, ["0491 / 926-0"], "+494919260", "0491 9260"),
    "iban": ({}, ["de89 3704 0044 0532 0130 00"], "DE89370400440532013000", "DE89 3704 0044 0532 0130 00"),
    "licence-plate": ({"districts": ["LER"]}, ["ler-dv 7"], "LER DV 7", "LER DV 7"),
    "vin": ({}, ["wvw zzz 1kz6w oo0001"], "WVWZZZ1KZ6W000001", "WVWZZZ1KZ6W000001"),
    "month": ({}, ["12.2026"], "2026-12", "Dezember 2026"),
    "time": ({}, ["14.30 Uhr"], "14:30", "14:30 Uhr"),
    "datetime": ({}, ["31.12.2026, 14:30 Uhr"], "2026-12-31T14:30", "31.12.2026, 14:30 Uhr"),
    "consent": (
        {"text": "Wir dürfen Sie anrufen.", "version": "2026-01"},
        ["", "ja"],
        {
            "given": True,
            "version": "2026-01",
            "digest": "b43acf67eb0992c29ef38555f5dcda68827c68cb5677c3493f767c008449f31b",
        },
        "Ja, erteilt (Fassung 2026-01)",
    ),
    "date-range": (
        {"min": "2026-01-01", "max_days": 31},
        {"start": ["1.7.2026"], "end": ["31.07.26"]},
        {"start": "2026-07-01", "end": "2026-07-31"},
        "01.07.2026 bis 31.07.2026",
    ),
    "quiz": (
        {"questions": QUESTIONS, "pass_mark": 2},
        {"colour": ["red"], "signs": ["", "stop", "yield"]},
        {"colour": "red", "signs": ["stop", "yield"]},
        "Bei welcher Farbe halten Sie? Rot\nWas sind Zeichen? Stopp, Vorfahrt achten",
    ),
    "number-grid": (
        {"rows": [{"beds": "Betten"}, {"rooms": "Zimmer"}], "columns": [{"y25": "2025"}, {"y26": "2026"}]},
        {"beds_y25": ["12"], "beds_y26": [""], "rooms_y25": ["1.000"], "rooms_y26": ["6"]},
        {"beds_y25": 12, "rooms_y25": 1000, "rooms_y26": 6},
        (
            "Betten: 2025: 12, Summe: 12\nZimmer: 2025: 1000, 2026: 6, Summe: 1006\n"
            "Summe: 2025: 1012, 2026: 6, Summe: 1018"
        ),
    ),
    "drawing": ({}, ["M10 20L30 40M5 5"], "M10 20L30 40M5 5", "Zeichnung liegt vor"),
    "signature": (
        {},
        {"name": ["Antje  de Vries"], "drawing": ["M10 20L30 40"]},
        {"name": "Antje de Vries", "drawing": "M10 20L30 40"},
        "Antje de Vries (handschriftlich gezeichnet)",
    ),
    "map-point": (
        {"outline": [[53.0, 7.2], [53.0, 7.9], [53.4, 7.9], [53.4, 7.2]]},
        ["53,2311 7,459"],
        {"lat": "53.231100", "lon": "7.459000"},
        "53,23110° N, 7,45900° O (UTM 32: 397139 / 5899087)",
    ),
    "time-slot": (
        {"slots": ["2026-12-01T09:00", "2026-12-01T09:30", "2026-12-02T09:00"], "minutes": 30},
        ["2026-12-01T09:30"],
        "2026-12-01T09:30",
        "Dienstag, 1.12.2026, 09:30 bis 10:00 Uhr",
    ),
    "calculated": ({"format": "money", "explanation": "Tage mal Satz."}, None, 4250, "42,50 €"),
    "person-list": (
        {"parts": ["salutation", "given", "family", "birth_date"], "optional": ["birth_date"]},
        {"salutation": ["frau"], "given": ["Antje"], "family": ["de Vries"]},
        {"salutation": "frau", **PERSON},
        "Frau Antje de Vries",
    ),
}
