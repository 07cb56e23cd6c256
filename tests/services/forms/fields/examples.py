"""One example of every type: its settings, what is typed, what is stored, how it is read."""

from typing import Any

from tests.services.forms.codes.lists import PLACES_URN

OPTIONS = [{"a": "Antwort A"}, {"b": "Antwort B"}]
FILE = {"sha256": "ab" * 32, "name": "nachweis.pdf", "size": 2048, "media_type": "application/pdf"}
ADDRESS = {"street": "Bahnhofstraße", "number": "12 a", "postcode": "26789", "city": "Leer"}
PERSON = {"given": "Antje", "family": "de Vries"}

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
}
